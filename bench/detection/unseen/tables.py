"""Whole tables, as ``lists/tables.toml`` describes them: a country and a purpose each."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

from bench.detection.columns import LabelledColumn
from bench.detection.unseen.headings import cryptic
from bench.detection.unseen.kinds import LISTS, Kind, kinds
from bench.detection.unseen.untidy import untidied, way_for

_MODES = ("as is", "none", "cryptic", "shifted")
_SHARES = (50, 24, 22, 4)
_Part = tuple[str, Kind, str]


@cache
def specifications() -> list[tuple[str, list[_Part]]]:
    """Each table's name and columns; a column is its header, its kind and the style of it.

    Written ``"header = kind / style"``, the style left out where any will do.
    """
    given = tomllib.loads((LISTS / "tables.toml").read_text(encoding="utf-8"))["table"]
    return [(table["name"], [_part(line) for line in table["columns"]]) for table in given]


def _part(line: str) -> _Part:
    header, _, kind = line.partition(" = ")
    name, _, style = kind.partition(" / ")
    return header.strip(), kinds()[name.strip()], style.strip()


def tables(random: Random, columns: int) -> list[LabelledColumn]:
    """Tables, all of them in turn, until there are this many columns."""
    made: list[LabelledColumn] = []
    for number, (name, parts) in enumerate(_endless(random)):
        if len(made) >= columns:
            return made
        made += _table(random, f"{name}", f"ut{number}", parts)
    return made


def _endless(random: Random) -> Iterator[tuple[str, list[_Part]]]:
    while True:
        yield from random.sample(specifications(), len(specifications()))


def _table(random: Random, name: str, identity: str, parts: Sequence[_Part]) -> Iterator[LabelledColumn]:
    mode = random.choices(_MODES, _SHARES)[0]
    kept = parts if mode == "as is" else [part for part in parts if not part[1].needs_header]
    rows = random.choices((5, 16, 120), (40, 25, 35))[0]
    headers = _headers(random, mode, [header for header, _, _ in kept])
    for number, ((_, kind, style), (header, sort)) in enumerate(zip(kept, headers, strict=True)):
        cells = kind.cells(random, rows, style)
        way = way_for(random, cells, text=kind.text)
        yield LabelledColumn(
            id=f"{identity}_{number}", name=header, table=f"{name}_{identity}", dtype=kind.dtype, label=kind.label,
            values=untidied(random, cells, way), source=kind.name, header=sort, mess=way,
            script=script_of(kind, cells), accept=kind.accept, kind="table",
        )  # fmt: skip


def _headers(random: Random, mode: str, headers: Sequence[str]) -> list[tuple[str, str]]:
    if mode == "none":
        return [("", "none")] * len(headers)
    if mode == "cryptic":
        return [(cryptic(random), "cryptic") for _ in headers]
    if mode == "shifted":
        return [(header, "wrong") for header in [*headers[1:], headers[0]]]
    return [(header, "telling") if _english(header) else (header, "foreign") for header in headers]


@cache
def _english(header: str) -> bool:
    return any(header in kind.english for kind in kinds().values())


def script_of(kind: Kind, cells: Sequence[str]) -> str:
    """``neutral`` for numbers and codes, else whether the words are in Latin letters."""
    if not kind.text:
        return "neutral"
    beyond = sum(ord(character) > 0x24F for cell in cells for character in cell if character.isalpha())
    return "non-latin" if beyond * 2 > sum(map(len, cells)) / 2 else "latin"
