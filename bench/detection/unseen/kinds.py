"""Kinds of columns, each a few lines of data in ``lists/kinds/*.toml``."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from bench.detection.unseen.numbers import NUMBERS
from bench.detection.unseen.templates import Writer

LISTS = Path(__file__).parent / "lists"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a column may hold.

    Attributes:
        styles: ways to write it by name; a column takes one, its cells take any template of that one.
        label: family, ``None`` for an ordinary column.
        english: telling headers. other: such headers in other languages, shortened or of old systems.
        needs_header: nobody could tell it by its values.
        text: words, which may change case or be cut.
        literal: cells are given as they stand, without fields.
    """

    name: str
    label: str | None
    styles: Mapping[str, Sequence[str]]
    english: Sequence[str]
    other: Sequence[str]
    accept: frozenset[str] = frozenset()
    needs_header: bool = False
    text: bool = False
    literal: bool = False
    dtype: str = ""

    def cells(self, random: Random, count: int, style: str = "") -> list[str]:
        """A column of this kind; rows count up from a start of the column's own."""
        chosen = self.styles[style or random.choice(list(self.styles))]
        if self.literal:
            return [random.choice(chosen) for _ in range(count)]
        templates = [writer().for_column(template, random) for template in chosen]
        start = random.choice((1, 1, random.randrange(2, 900_000)))
        return [writer().cell(random.choice(templates), random, start + row) for row in range(count)]


@cache
def writer() -> Writer:
    """The one writer with all word lists."""
    return Writer(_words(), NUMBERS)


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name, in the order of the files."""
    files = sorted((LISTS / "kinds").glob("*.toml"))
    found = [_kind(given) for file in files for given in _read(file)["kind"]]
    return {kind.name: kind for kind in found}


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for file in sorted((LISTS / "words").glob("*.toml")):
        words.update({name: _listed(given) for name, given in _read(file).items()})
    return words


def _listed(given: str | list[str]) -> list[str]:
    return [word.strip() for word in given.split(",")] if isinstance(given, str) else given


def _kind(given: dict[str, Any]) -> Kind:
    rest = {key: given[key] for key in ("needs_header", "text", "dtype", "literal") if key in given}
    return Kind(
        name=given["name"], label=given.get("label"), styles=_styles(given),
        english=_listed(given["english"]), other=_listed(given.get("other", given["english"])),
        accept=frozenset(given.get("accept", ())), **rest,
    )  # fmt: skip


def _styles(given: dict[str, Any]) -> dict[str, list[str]]:
    if "file" in given:
        lines = (LISTS / "texts" / given["file"]).read_text(encoding="utf-8").splitlines()
        return {"": [line for line in lines if line and not line.startswith("#")]}
    if "words" in given:
        return {"": _listed(given["words"])}
    styles: dict[str, str | list[str]] | list[str | list[str]] = given["styles"]
    named = (
        styles.items() if isinstance(styles, dict) else ((str(n), style) for n, style in enumerate(styles))
    )
    return {name: [style] if isinstance(style, str) else style for name, style in named}
