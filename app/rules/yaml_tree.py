"""YAML as a tree that knows its lines: mappings, lists and plain values, and nothing that a file could make run.

Read from events, so nothing is constructed. Plain values follow the core schema of YAML 1.2, under which ``NO`` is a text
and ``12:30`` no number of seconds (https://yaml.org/spec/1.2.2/#103-core-schema). Anchors are refused: a few lines of
them unfold into gigabytes. Bounds: ``MOST_BYTES``, ``DEEPEST``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, cast

import yaml

from app.errors import RuleFileError
from app.model.rules import Scalar

MOST_BYTES: Final = 192 * 1024
DEEPEST: Final = 30

_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,40}")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_TRUTHS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Node:
    """A value with where it stands; ``path`` such as ``rules[2].columns``, ``line`` from 1."""

    value: "Scalar | list[Node] | dict[str, Node]"
    line: int
    path: str

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys."""
        return isinstance(self.value, dict)

    def get(self, key: str) -> "Node | None":
        """What stands under the key; ``None`` where nothing or null does, or this is no mapping."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return None if found is None or found.value is None else found

    def items(self) -> "dict[str, Node]":
        """Keys and values; empty unless it is a mapping."""
        return self.value if isinstance(self.value, dict) else {}

    def entries(self) -> "list[Node]":
        """The items of a list; the value itself as the only one where it is none; empty for null."""
        if isinstance(self.value, list):
            return self.value
        return [] if self.value is None else [self]

    def text(self) -> str | None:
        """A text or number as text; ``None`` for anything else."""
        return str(self.value) if isinstance(self.value, str | int | float) else None


def read_yaml(text: str) -> Node:
    """The document; raises ``RuleFileError`` with line and path, whatever the text is. JSON is YAML too."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise RuleFileError(line=1, path="/", problem=f"a file of rules may have {MOST_BYTES // 1024} KiB")
    try:
        events = cast("Any", yaml).parse(text, Loader=yaml.SafeLoader)  # its stub has no types
        return _Reader(list(_starts(events))).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise RuleFileError(line=line, path="/", problem="this is no YAML from here on") from None


def _starts(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The events that carry content; refuses anchors, tags of objects and too deep nesting before anything is built."""
    depth = 0
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise RuleFileError(line=line, path="/", problem="anchors and aliases are not read; write it out")
        if (tag := getattr(event, "tag", None)) and not str(tag).startswith("tag:yaml.org,2002:str"):
            raise RuleFileError(line=line, path="/", problem="tags are not read")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise RuleFileError(line=line, path="/", problem=f"nested more than {DEEPEST} deep")
        if isinstance(event, yaml.DocumentStartEvent | yaml.NodeEvent | yaml.CollectionEndEvent):
            yield event


class _Reader:
    """Builds the tree of the only document."""

    def __init__(self, events: list[yaml.Event]) -> None:
        starts = [event for event in events if isinstance(event, yaml.DocumentStartEvent)]
        if len(starts) != 1:
            line = starts[1].start_mark.line + 1 if starts[1:] else 1
            problem = "more than one document" if starts else "the file is empty"
            raise RuleFileError(line=line, path="/", problem=problem)
        self._events = iter([event for event in events if not isinstance(event, yaml.DocumentStartEvent)])

    def document(self) -> Node:
        return self._node(next(self._events), "")

    def _node(self, event: yaml.Event, path: str) -> Node:
        line = event.start_mark.line + 1
        match event:
            case yaml.MappingStartEvent():
                return Node(self._mapping(path), line, path or "/")
            case yaml.SequenceStartEvent():
                return Node(self._list(path), line, path or "/")
            case yaml.ScalarEvent():
                plain = event.implicit[0]
                return Node(plain_value(event.value) if plain else event.value, line, path or "/")
            case _:
                raise RuleFileError(line=line, path=path or "/", problem="this is not read")

    def _mapping(self, path: str) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise RuleFileError(line=line, path=path or "/", problem="a key is not a text")
            if event.value in found:
                raise RuleFileError(
                    line=line, path=path or "/", problem=f"the key {event.value!r} stands twice"
                )
            below = f"{path}.{event.value}" if path else event.value
            found[event.value] = self._node(next(self._events), below)
        return found

    def _list(self, path: str) -> list[Node]:
        found: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._node(event, f"{path}[{len(found)}]"))
        return found


def plain_value(text: str) -> Scalar:
    """What an unquoted text means.

    >>> plain_value("NO"), plain_value("1e3"), plain_value("0123"), plain_value("~")
    ('NO', 1000.0, 123, None)
    """
    if text in _NULLS:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and abs(number := float(text)) != float("inf"):
        return number
    return text
