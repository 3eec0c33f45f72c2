"""Detectors somebody writes."""
