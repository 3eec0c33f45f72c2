"""Numbering plans of countries and how people write their numbers."""
