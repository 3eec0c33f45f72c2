"""The values of one sampled column, cleaned and counted."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from app.detection.cells.shapes import Gate, gates_of

LONGEST_VALUE = 4096
"""Characters of a cell that are looked at; the rest is cut off."""

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\x00"))
_SPACES = re.compile(r"\s{2,}|[\t\n\r\v\f]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_FORMULA = re.compile(r'="([^"]*)"')
_UNTIDY = re.compile(r"""&|  | \||\|[ "'`“„«=]""")
_QUOTES = {'"': '"', "'": "'", "`": "`", "“": "”", "„": "“", "«": "»"}
_LONGEST_LINE = 400
"""A text longer than this keeps its line breaks: they are part of it."""
_MISSING = frozenset(
    [
        "null",
        "none",
        "nil",
        "nan",
        "n/a",
        "na",
        "#n/a",
        "n.a.",
        "n.v.",
        "undefined",
        "unknown",
        "unbekannt",
        "missing",
        "blank",
        "empty",
        "tbd",
        "tba",
        "<null>",
        "(null)",
        "[null]",
        "\\n",
        "-",
        "--",
        "---",
        "?",
        ".",
        "..",
        "*",
        "x",
        "xx",
        "xxx",
    ]
)
"""What stands for no value: the usual spellings of exports, forms and data frames."""
_AS_FLOAT = re.compile(r"\d{1,17}\.0")
_AS_FLOAT_SHARE = 0.9
_STRIDE = 7
_T = TypeVar("_T")


@dataclass(frozen=True)
class ColumnValues:
    """What a sample holds for one column.

    Attributes:
        sampled: cells that are not NULL, blank ones included.
        counts: every distinct value that is neither blank nor stands for a missing one, with its number of cells, in
            order of appearance.
    """

    sampled: int
    counts: dict[str, int]

    @property
    def distinct(self) -> int:
        """Distinct values that are not blank."""
        return len(self.counts)

    @cached_property
    def filled(self) -> int:
        """Cells that are neither NULL nor blank."""
        return sum(self.counts.values())

    @cached_property
    def gates(self) -> Sequence[Gate]:
        """Length and character classes of each distinct value."""
        return gates_of(list(self.counts))


EMPTY = ColumnValues(0, {})


def normalise(cell: str) -> str:
    r"""The cell as it was meant: entities and compatibility characters resolved, no quotes around it, spaces tidy.

    >>> normalise(" \uff11\uff12\u200b "), normalise('"O&#39;Neil &amp; Sons"'), normalise("'0049"), normalise('="007"')
    ('12', "O'Neil & Sons", '0049', '007')
    """
    text = cell[:LONGEST_VALUE]
    if text.isascii() and text.isprintable() and "  " not in text and "&" not in text:
        return _without_quotes(text.strip())  # nearly every cell, and this is called for each
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))[:LONGEST_VALUE]
    elif "\x00" in text:
        text = text.replace("\x00", "")
    return _without_quotes(_tidy(text))


def _tidy(text: str) -> str:
    text = text.strip()
    return _SPACES.sub(" ", text) if len(text) <= _LONGEST_LINE else text


def _without_quotes(text: str) -> str:
    """Exports quote what they need not, and spreadsheets keep digits from becoming a number by a quote in front."""
    if not text or text[0] not in "\"'`“„«=":
        return text
    if formula := _FORMULA.fullmatch(text):
        return formula[1].strip()
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        return text[1:-1].strip()
    return text[1:] if text[0] == "'" and (text[1:2].isdigit() or text[1:2] == "+") else text


def column_values(cells: Sequence[str | None]) -> ColumnValues:
    """Count the cells; NULL counts nowhere, blank cells and spellings of NULL only as sampled.

    >>> column_values(["a", None, "", " a", "N/A"])
    ColumnValues(sampled=4, counts={'a': 2})
    """
    raw = Counter(filter(None, cells))
    sampled = len(cells) - cells.count(None)
    counts = dict(raw) if _are_tidy(raw) else _counted((normalise(cell), n) for cell, n in raw.items())
    counts = _as_whole_numbers(counts)
    if _MISSING.isdisjoint(map(str.lower, counts)):
        return ColumnValues(sampled, counts)
    given = {text: count for text, count in counts.items() if text.lower() not in _MISSING}
    # A column of nothing but such words is one of codes, in which they mean something.
    return ColumnValues(sampled, given or counts)


def _are_tidy(cells: Collection[str]) -> bool:
    """Whether ``normalise`` would leave every cell as it is; said of whole columns, nearly all of which are so.

    >>> _are_tidy(["one", "two words"]), _are_tidy(["one", " two"]), _are_tidy(["one", "'two"])
    (True, False, False)
    """
    text = "|".join(cells)
    return (
        text.isprintable()
        and (text.isascii() or unicodedata.is_normalized("NFKC", text))
        and max(map(len, cells), default=0) <= LONGEST_VALUE
        and _UNTIDY.search(f"|{text}|") is None
    )


def _counted(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for text, count in pairs:
        if text:
            counts[text] = counts.get(text, 0) + count
    return counts


def _as_whole_numbers(counts: dict[str, int]) -> dict[str, int]:
    """Long whole numbers that a data frame read as floats (``5551234567.0``) without their ``.0``."""
    floats = sum(1 for text in counts if text.endswith(".0") and _AS_FLOAT.fullmatch(text))
    if not floats or floats < _AS_FLOAT_SHARE * len(counts):
        return counts
    return _counted((text.removesuffix(".0"), count) for text, count in counts.items())


def spread(values: Sequence[_T]) -> list[_T]:
    """The values in strides, so that the first fifty come from the whole column even where it is sorted.

    >>> spread([0, 1, 2, 3, 4, 5, 6, 7, 8])
    [0, 7, 1, 8, 2, 3, 4, 5, 6]
    """
    return [value for start in range(_STRIDE) for value in values[start::_STRIDE]]
