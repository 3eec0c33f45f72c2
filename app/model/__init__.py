"""Frozen dataclasses everybody speaks. They hold no behaviour beyond reading themselves."""
