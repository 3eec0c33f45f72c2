"""Fixtures of the compliance suite."""

from tests.support.scratch import readers, scratch

__all__ = ["readers", "scratch"]
