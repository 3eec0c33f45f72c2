"""Shapes of values: what kinds of characters stand where, with no letter or digit of the value itself.

>>> shape("NL-042"), shape("Łódź 7"), condensed("AA-999")
('AA-999', 'Aaaa 9', 'A+-9+')
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 40
"""Characters; the rest of a longer value is shown as ``…``."""

_CUT: Final = "…"
_OTHER: Final = "·"
"""A character that is neither letter, digit, space nor a printable one of ASCII."""

_MOST_SHAPES, _COVERED = 20, 0.8
_HIDDEN: Final = frozenset("Aa9")


class _Classes(dict[int, str]):
    """Character classes by code point, filled as they are asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _class_of(chr(code))
        return found


def _class_of(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Lu" or category == "Lt":  # noqa: PLR1714 - upper and title case
        return "A"
    if category[0] in {"L", "M"}:
        return "a"
    if category[0] == "N":
        return "9"
    if category == "Zs" or character.isspace():
        return " "
    return character if character.isascii() and character.isprintable() else _OTHER


_CLASSES: Final = _Classes()


def shape(text: str) -> str:
    """Letters as ``A`` and ``a``, digits as ``9``, ASCII punctuation as it is, the rest as ``·``."""
    cut = text if len(text) <= LONGEST else text[:LONGEST]
    found = cut.translate(_CLASSES)
    return found if cut is text else found + _CUT


def condensed(found: str) -> str:
    """The same without widths: ``A+``, ``a+`` and ``9+`` stand for one or more; a cut is gone with them.

    >>> condensed("Aaaaa Aaaa"), condensed("A+a+"), condensed("9")
    ('A+a+ A+a+', 'A+a+', '9+')
    """
    return re.sub(r"([Aa9])\1*\+?", r"\1+", found.removesuffix(_CUT))


def hides_enough(found: str) -> bool:
    """Whether at least as many characters are hidden as punctuation shows.

    >>> hides_enough("aaaa@aaa.aa"), hides_enough("**-**"), hides_enough("9-")
    (True, False, True)
    """
    hidden = sum(1 for each in found if each in _HIDDEN)
    shown = sum(1 for each in found if each not in _HIDDEN and each not in {" ", "+", _CUT})
    return hidden >= shown and hidden > 0


def clusters(texts: Mapping[str, int]) -> Counter[str]:
    """Cells by shape: with widths where 20 such shapes are those of 80 % of the cells, else without.

    >>> clusters({"A1": 2, "B2": 1}), clusters({"a" * n: 1 for n in range(1, 31)})
    (Counter({'A9': 3}), Counter({'a+': 30}))
    """
    counts: Counter[str] = Counter()
    for text, count in texts.items():
        counts[shape(text)] += count
    covered = sum(count for _, count in counts.most_common(_MOST_SHAPES))
    if covered >= _COVERED * counts.total():
        return counts
    wide: Counter[str] = Counter()
    for found, count in counts.items():
        wide[condensed(found)] += count
    return wide
