"""An entity-relationship diagram for Mermaid (https://mermaid.js.org/syntax/entityRelationshipDiagram.html).

Mermaid's lexer knows no escapes, so names become words of letters, digits and underscores, unique in their place;
what was changed is shown beside it with full-width twins for the characters that mean something.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from app.model.names import visible
from app.model.schema import ObjectName, Snapshot, Table
from app.results.exports import Export, Lineage
from app.results.exports.diagram import Line, diagrammed, lines_of

_WORDS: Final = frozenset(
    {"accdescr", "acctitle", "class", "classdef", "direction", "end", "erdiagram", "many", "one", "only"}
    | {"optionally", "style", "subgraph", "title", "to", "u", "zero", "pk", "fk", "uk"}
)
_TWINS: Final = {ord(c): chr(ord(c) + 0xFEE0) for c in '"%\\<>&#;`{}[]|~'}
_DIRECTION: Final = re.compile(r"direction\s+(?=TB|BT|RL|LR)", re.IGNORECASE)
"""Anywhere in a line these words turn the diagram."""


def write(snapshot: Snapshot, lineage: Lineage | None = None) -> Iterator[str]:  # noqa: ARG001 - shows tables
    """Tables with their columns, then a line per foreign key."""
    yield "erDiagram\n"
    entities = _Unique()
    many = len({table.schema for table in snapshot.tables}) > 1
    named: dict[ObjectName, str] = {}
    for table in diagrammed(snapshot):
        title = f"{table.schema}.{table.name}" if many else table.name
        named[_name(table)] = entities.word(title)
        yield _entity(named[_name(table)], title, table)
    for line in lines_of(snapshot):
        yield _relation(named[_name(line.referred)], named[_name(line.table)], line)


class _Unique:
    """Words that were given out, each once; case does not tell them apart."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def word(self, name: str) -> str:
        """The name as a word of its own."""
        word = candidate = _word(name)
        number = 1
        while candidate.lower() in self._given:
            number += 1
            candidate = f"{word}_{number}"
        self._given.add(candidate.lower())
        return candidate


@lru_cache(maxsize=4096)
def _word(name: str) -> str:
    """Letters, digits and underscores, beginning with a letter, and no word of Mermaid's own.

    >>> _word("order items"), _word("2nd"), _word("one"), _word("")
    ('order_items', 't_2nd', 'one_', 't_')
    """
    word = re.sub(r"[^A-Za-z0-9_]+", "_", name)
    if not re.match("[A-Za-z]", word):
        word = f"t_{word.lstrip('_')}"
    return f"{word}_" if word.lower() in _WORDS else word


@lru_cache(maxsize=4096)
def _type(native: str) -> str:
    """A native type as one word, in which brackets may stay.

    >>> _type("character varying(60)"), _type("numeric(10,2)"), _type("text[]"), _type("")
    ('character_varying(60)', 'numeric(10_2)', 'text[]', 'any')
    """
    word = re.sub(r"[^A-Za-z0-9_()\[\]]+", "_", native or "any")
    return word if re.match(r"(?!(?:pk|fk|uk)\b)[A-Za-z]", word, re.IGNORECASE) else f"t_{word}"


def _entity(word: str, title: str, table: Table) -> str:
    label = "" if word == title else f'["{_shown(title)}"]'
    keyed = table.primary_key.columns if table.primary_key else ()
    referring = {column for key in table.foreign_keys for column in key.columns}
    unique = {key.columns[0] for key in table.unique_keys if len(key.columns) == 1}
    columns = _Unique()
    lines: list[str] = []
    for column in table.columns:
        name = columns.word(column.name)
        marks = ((keyed, "PK"), (referring, "FK"), (unique, "UK"))
        keys = ", ".join(mark for members, mark in marks if column.name in members)
        shown = "" if name == column.name else f' "{_shown(column.name)}"'
        lines.append(f"        {_type(column.native_type)} {name}{' ' if keys else ''}{keys}{shown}\n")
    return f"    {word}{label} {{\n{''.join(lines)}    }}\n"


def _relation(referred: str, referring: str, line: Line) -> str:
    parent = "|o" if line.optional else "||"
    children = "o|" if line.one else "o{"
    label = _shown(line.key.name or ", ".join(line.key.columns))
    return f'    {referred} {parent}--{children} {referring} : "{label}"\n'


def _shown(name: str) -> str:
    return _DIRECTION.sub("direction_", visible(name)).translate(_TWINS)


def _name(table: Table) -> ObjectName:
    return ObjectName(schema=table.schema, name=table.name)


EXPORT = Export(title="Mermaid diagram", media_type="text/vnd.mermaid", suffix=".mmd", write=write)
