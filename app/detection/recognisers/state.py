"""States, provinces and regions by name, from ``gazetteers/*subdivisions.txt`` and ``states.txt``.

Source: ISO 3166-2.
"""

import re

from app.detection.gazetteers.terms import lists_of

_CALLED = re.compile(
    r"(?i:[^\W\d_][^\d,;]{1,40} (?:county|parish|borough|province|prefecture|oblast|krai|governorate|voivodeship|region|"
    r"district|state|län|maakond|область|megye|kraj|maakunta|область|край|район)|(?:county|co\.?|province of|provincia de|state of|region|région) "
    r"[^\W\d_][^\d,;]{1,40})"
)
"""Names that say what they are, such as "Cook County"."""


def is_valid(value: str) -> bool:
    """Whether the value names a state or province.

    >>> is_valid("São Paulo"), is_valid("Baden-Württemberg"), is_valid("神奈川県"), is_valid("pending")
    (True, True, True, False)
    """
    return "subdivisions" in lists_of(value) or _CALLED.fullmatch(value) is not None
