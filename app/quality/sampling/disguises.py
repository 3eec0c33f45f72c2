"""Numbers, dates and truth values that are kept as something else."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

_NUMBER: Final = re.compile(
    r"[+-]?(?:\d{1,38}(?:[.,]\d{1,38})?|\d{1,3}(?:[ ,.'\u00a0\u202f]\d{3}){1,11}(?:[.,]\d{1,12})?|\.\d{1,38})"
    r"(?:[eE][+-]?\d{1,4})?",
    re.ASCII,
)
"""Decimal point or comma, thousands in groups of three, an exponent."""

_DAY: Final = (
    r"(?:\d{4}([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\2(?:\d{4}|\d{2})"
    r"|(?:\d{1,2}[- ])?(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]{0,7}\.?[- ](?:\d{1,2},? )?\d{4})"
)
_TIME: Final = r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:[.,]\d{1,9})?)?(?: ?[ap]m)?"
_MOMENT: Final = re.compile(
    rf"(?:{_DAY}(?:[T ]{_TIME}(?: ?(?:z|utc|[+-]\d{{2}}(?::?\d{{2}})?))?)?|{_TIME})", re.ASCII | re.IGNORECASE
)
"""ISO 8601, day or month first with one separator, months by name in English and German; times of day."""

_LONGEST: Final = 64

PAIRS: Final = tuple(
    frozenset(pair.split("|"))
    for pair in ("y|n", "yes|no", "t|f", "true|false", "0|1", "on|off", "j|n", "ja|nein", "ja|nee", "o|n", "oui|non",
                 "s|n", "si|no", "s\u00ed|no", "sim|n\u00e3o", "v|f", "vrai|faux", "wahr|falsch", "tak|nie", "\u0434\u0430|\u043d\u0435\u0442",
                 "enabled|disabled", "active|inactive", "x|-", "\u662f|\u5426")
)  # fmt: skip
"""What stands for true and false, whatever its case; of a number ``1.0`` is 1."""


_WORDS: Final = frozenset[str]().union(*PAIRS)


def is_number(text: str) -> bool:
    """Whether a text is a number; one that begins with a zero is a code, as long ones of digits alone are.

    >>> is_number("1.234,50"), is_number(" 7 "), is_number("007"), is_number("4111111111111111")
    (True, True, False, False)
    """
    if len(text) > _LONGEST:
        return False
    trimmed = text.strip()
    if _NUMBER.fullmatch(trimmed) is None:
        return False
    digits = trimmed.lstrip("+-")
    return not (digits.isdigit() and (len(digits) > _LONGEST_INTEGER or (digits[0] == "0" and digits != "0")))


_LONGEST_INTEGER: Final = 12
"""Digits; longer ones are numbers of cards, accounts and parcels."""


def is_moment(text: str) -> bool:
    """Whether a text is a day, a moment or a time of day, as people and programs write them.

    >>> is_moment("2024-02-30T10:00Z"), is_moment("3.4.1999"), is_moment("12:30"), is_moment("1.2.3")
    (True, True, True, False)
    """
    return 4 <= len(text) <= _LONGEST and _MOMENT.fullmatch(text.strip()) is not None  # noqa: PLR2004 - 1:30


def numbers_in(texts: Iterable[str]) -> list[str]:
    """Those that are numbers, which end with a digit."""
    return [text for text in texts if text[-1:] in _ENDS_NUMBER and is_number(text)]


def moments_in(texts: Iterable[str]) -> list[str]:
    """Those that are days, moments or times, which end with a digit, ``Z``, ``UTC``, ``am`` or ``pm``."""
    return [text for text in texts if text[-1:] in _ENDS_MOMENT and is_moment(text)]


_ENDS_NUMBER: Final = frozenset("0123456789 \t\n\r\xa0")
_ENDS_MOMENT: Final = _ENDS_NUMBER | frozenset("zZcCmM")


def truths(texts: Mapping[str, int]) -> int:
    """Cells of the pair that has most of them, both of whose words occur; 0 without such a pair.

    >>> truths({"Y": 3, "n": 2, "?": 1}), truths({"yes": 4})
    (5, 0)
    """
    counts: dict[str, int] = {}
    for text, count in texts.items():
        if len(text) <= 10:  # noqa: PLR2004 - the longest word of a pair, with room for spaces
            word = text.strip().lower().removesuffix(".0")
            if word in _WORDS:
                counts[word] = counts.get(word, 0) + count
    found = [pair for pair in PAIRS if pair <= counts.keys()]
    return max((sum(counts[word] for word in pair) for pair in found), default=0)
