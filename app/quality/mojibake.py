"""UTF-8 that was read as Windows-1252 or Latin-1: the bytes of one character stand as two or three.

Source: Speer, "ftfy: fixes text for you" (Zenodo, 2019). The first of the bytes is a letter of the upper half, the next ones
are what Latin-1 has from 80 to BF, or what Windows-1252 writes there. Scripts: Latin, Greek, Cyrillic, Hebrew, Arabic.
"""

import re
from typing import Final

_AFTER: Final = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022"
    "\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_MISREAD: Final = re.compile(
    f"[\u00c2-\u00c6\u00ce-\u00d1\u00d7-\u00d9][{_AFTER}]"
    "|\u00e2(?:\u20ac|\u0080[\u0080-\u00bf])"
    "|\u00ef\u00bb\u00bf|\u00ef\u00bf\u00bd|\u00f0\u0178"
)


def is_misread(text: str) -> bool:
    r"""Whether it bears such traces.

    >>> [is_misread(text) for text in ("caf\u00c3\u00a9", "\u00c3\u2013l", "don\u00e2\u20ac\u2122t", "\u00d0\u2013")]
    [True, True, True, True]
    >>> [is_misread(text) for text in ("caf\u00e9", "\u00c5ngstr\u00f6m", "\u00d8 12", "A\u00d1O")]
    [False, False, False, False]
    """
    return not text.isascii() and _MISREAD.search(text) is not None
