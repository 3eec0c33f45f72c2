"""Rules in data contracts of the Open Data Contract Standard."""

from app.rules.odcs.contract import read_odcs

__all__ = ["read_odcs"]
