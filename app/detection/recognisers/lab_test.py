"""Laboratory tests and vital signs by name, from ``gazetteers/lab_tests.txt``."""

from app.detection.gazetteers.terms import member_of

is_valid = member_of("lab tests")
"""Whether the value names such a test."""
