"""The JSON form of a column: ``{"id", "name", "table", "dtype", "values": [...]}``, one object per line.

Only ``values`` has to be there. Its items may be anything JSON can say; numbers keep the digits they are written with.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from random import Random
from typing import Any, cast

MOST_VALUES = 10_000
"""Values of a column that are looked at; of more, that many are drawn."""

LONGEST_TEXT = 4096
"""Characters of a value that are looked at, as the classifier does."""

LONGEST_LINE = 64 * 2**20
"""Bytes of a line that is read; a longer one is refused."""

_LONGEST_INTEGER = 18


class Numeral(str):
    """A JSON number as it was written."""

    __slots__ = ()


class LineRefusedError(ValueError):
    """A line is not of the form; its text says why and holds nothing of the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLine:
    """One column as a line gives it.

    Attributes:
        id: as given, any JSON value; else the name, else the number of the line.
        name: empty if unknown.
        table: empty if unknown; the column is then judged alone.
        dtype: as given; empty if unknown.
        values: cells as text, ``None`` for null.
        given: how many values the line holds, if not all were taken.
    """

    id: object
    name: str
    table: str
    dtype: str
    values: tuple[str | None, ...]
    given: int


def read_object(line: bytes) -> Mapping[str, object]:
    """The JSON object in a line; bytes that are no UTF-8 become lone surrogates.

    Raises:
        LineRefusedError: the line holds no JSON object.
    """
    if len(line) > LONGEST_LINE:
        raise LineRefusedError(f"it is longer than {LONGEST_LINE >> 20} MiB")
    try:
        found: object = _DECODER.decode(line.decode("utf-8", "surrogateescape").strip("\ufeff\0 \t\r\n"))
    except RecursionError:
        raise LineRefusedError("it is nested too deeply") from None
    except ValueError:  # its text would tell some of the line
        raise LineRefusedError("it is not JSON") from None
    if not isinstance(found, dict):
        raise LineRefusedError("it is not a JSON object")
    return cast("dict[str, object]", found)


def read_column(line: bytes, number: int) -> ColumnLine:
    """The column a line describes; ``number`` is that of the line.

    >>> read_column(b'{"name": "n", "values": [1.50, true, null, {"a": "b"}]}', 1).values
    ('1.50', 'true', None, '{"a": "b"}')

    Raises:
        LineRefusedError: it describes none.
    """
    found = read_object(line)
    values = found.get("values")
    if not isinstance(values, list):
        raise LineRefusedError("it has no list “values”")
    items = cast("list[object]", values)
    name = _word(found, "name")
    return ColumnLine(
        id=_id(found.get("id"), name or number),
        name=name,
        table=_word(found, "table"),
        dtype=_word(found, "dtype"),
        values=tuple(map(text_of, _drawn(items))),
        given=len(items),
    )


def has_values(found: Mapping[str, object]) -> bool:
    """Whether the object describes a column rather than a row."""
    return isinstance(found.get("values"), list)


def text_of(item: object) -> str | None:
    """A cell as text, cut off where the classifier would; objects and lists as JSON."""
    match item:
        case str():
            return item[:LONGEST_TEXT]
        case bool():
            return "true" if item else "false"
        case None:
            return None
        case _ if item != item:  # noqa: PLR0124 - NaN, which is how some programs write null
            return None
        case _:
            return _json(item)[:LONGEST_TEXT]


def _json(item: object) -> str:
    try:
        return json.dumps(item, ensure_ascii=False, default=str)
    except (RecursionError, ValueError):
        return "{}"


def _word(found: Mapping[str, object], key: str) -> str:
    item = found.get(key)
    return "" if item is None else text_of(item) or ""


def _id(given: object, otherwise: object) -> object:
    if given is None:
        return otherwise
    if isinstance(given, Numeral):
        return float(given) if isfinite(float(given)) else str(given)
    return given


def _integer(digits: str) -> object:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else Numeral(digits)


def _drawn(items: list[object]) -> Iterable[object]:
    """All of them, or so many drawn by a constant seed, in their order."""
    if len(items) <= MOST_VALUES:
        return items
    chosen = sorted(Random(0).sample(range(len(items)), MOST_VALUES))  # noqa: S311 - a sample, not a secret
    return [items[place] for place in chosen]


_DECODER: Any = json.JSONDecoder(parse_int=_integer, parse_float=Numeral, strict=False)
