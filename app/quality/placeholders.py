"""Values that stand for "no value", and what counts as blank.

The exact count in SQL (``app/extraction/measurement/``) and the count on a sample read the same lists, so
the two agree.
"""

from typing import Final

PLACEHOLDER_TEXTS: Final = (
    "-", "--", "---", ".", "?", "n/a", "n.a.", "#n/a", "null", "(null)", "none", "nil", "nan", "tbd",
    "unknown", "undefined", "xxx",
)  # fmt: skip
"""Compared after trimming spaces and lower-casing. ``na`` is missing on purpose: it is Namibia."""

PLACEHOLDER_DAYS: Final = ("0000-00-00", "1899-12-30", "1900-01-01")
"""MySQL's zero date, the day spreadsheets count from, and the day forms start at.

Compared with the first ten characters, so dates with a time of day count too. ``1970-01-01`` and
``9999-12-31`` are missing on purpose: people are born on the first, and the second says "no end".
"""


_TEXTS: Final = frozenset(PLACEHOLDER_TEXTS)
_DAYS: Final = frozenset(PLACEHOLDER_DAYS)


def is_blank(text: str) -> bool:
    """Whether the text is empty or made of spaces (U+0020) only.

    >>> is_blank("  "), is_blank(""), is_blank(" x")
    (True, True, False)
    """
    return not text.strip(" ")


def is_placeholder(text: str) -> bool:
    """Whether the text stands for "no value"; blank is counted apart and is none.

    >>> is_placeholder(" N/A "), is_placeholder("1900-01-01 00:00:00"), is_placeholder("NA")
    (True, True, False)
    """
    trimmed = text.strip(" ")
    return trimmed.lower() in _TEXTS or trimmed[:10] in _DAYS
