"""JSON in a cell: as written by programs, by hand, by Python, or cut off.

Source of the grammar: RFC 8259. What real columns hold besides is read too: trailing commas, ``NaN``, single quotes,
``None``, a byte order mark, repeated keys (each counts), a text that the sample cut off, and JSON inside a string of
JSON, once.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from app.detection.nested.branches import MOST_DEPTH, Leaf, Path, Wild


class Members(list[tuple[str, object]]):
    """The members of an object, repeated keys included."""


_DECODER: Any = json.JSONDecoder(
    object_pairs_hook=Members, parse_int=str, parse_float=str, parse_constant=lambda _: None, strict=False
)
_TOKEN = re.compile(
    r"""\s*(?:(?P<mark>[{}\[\],:])
    |"(?P<text>(?:[^"\\]|\\.)*+)"|'(?P<single>(?:[^'\\]|\\.)*+)'
    |(?P<open>["'].*)
    |(?P<word>[^\s{}\[\],:"']+))""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORD = re.compile(r"[+-]?(?:\d[\d.eE+-]*|Infinity)|true|false|null|None|True|False|NaN|nan|undefined")
_NOTHING = frozenset({"null", "None", "NaN", "nan", "undefined", "Infinity", "-Infinity"})
_OPEN, _SHORTEST_INNER = "{[", 7


def json_leaves(cell: str) -> list[Leaf] | None:
    """The leaves of a JSON object or array; ``None`` for anything else.

    >>> json_leaves('{"a": {"b": 1.50}, "c": ["x", null]}')
    [(('a', 'b'), '1.50'), (('c', <Wild.ITEM: '[*]'>), 'x')]
    >>> json_leaves("{'a': None, 'b': 'x', 'b': 'y', 'c': 'cut o")
    [(('b',), 'x'), (('b',), 'y')]
    """
    text = cell.strip("\ufeff\0 \t\r\n")
    if not text or text[0] not in '{["':
        return None
    tree = _strict(text)
    if isinstance(tree, str):
        tree = _tree_in(tree)
        return None if tree is None else list(_leaves(tree, inner=False))
    if isinstance(tree, list):
        return list(_leaves(cast("list[object]", tree), inner=True))
    return _tolerant(text) if text[0] in _OPEN else None


def _strict(text: str) -> object:
    """What the text says, ``None`` if it is no JSON."""
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def _tree_in(text: str) -> list[object] | None:
    """The object or array in a text."""
    tree = _strict(text)
    return cast("list[object]", tree) if isinstance(tree, list) else None


def _leaves(tree: object, *, inner: bool) -> Iterator[Leaf]:
    """In the order of the text; a string that is JSON itself is taken apart where ``inner`` allows it."""
    waiting: list[tuple[Path, object, bool]] = [((), tree, inner)]
    while waiting:
        path, node, may_open = waiting.pop()
        if isinstance(node, Members):
            steps = [((*path, key), value, may_open) for key, value in node]
        elif isinstance(node, list):
            steps = [((*path, Wild.ITEM), value, may_open) for value in cast("list[object]", node)]
        else:
            opened = _opened(node) if may_open else None
            steps = [(path, opened, False)] if opened is not None else []
            if opened is None and node is not None:
                yield path, _written(node)
        if len(path) < MOST_DEPTH:
            waiting.extend(reversed(steps))


def _opened(node: object) -> list[object] | None:
    if not isinstance(node, str) or len(node) < _SHORTEST_INNER or node.lstrip()[:1] not in _OPEN:
        return None
    return _tree_in(node)


def _written(node: object) -> str:
    return {True: "true", False: "false"}[node] if isinstance(node, bool) else str(node)


def _tolerant(text: str) -> list[Leaf] | None:
    """The leaves of what is nearly JSON, up to where it was cut off; ``None`` where it is something else."""
    scan = _Scan()
    place = 0
    while place < len(text) and not scan.is_over:
        token = _TOKEN.match(text, place)
        if token is None or not scan.take(token):
            return None
        place = token.end()
    rest = text[place:].strip()
    return scan.leaves if scan.leaves and not rest else None


class _Scan:
    """A stack machine over tokens: what may follow is known, anything else is no JSON."""

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self.is_over = False
        self._path: list[str | Wild] = []
        self._kinds: list[str] = []
        self._expects = "value"

    def take(self, token: re.Match[str]) -> bool:
        """Whether the token may stand here."""
        if token["mark"] is not None:
            return self._mark(token["mark"])
        if token["open"] is not None:  # a string without an end: cut off, and nothing follows it
            return True
        text = next((t for t in (token["text"], token["single"]) if t is not None), None)
        return self._text(_unescaped(text)) if text is not None else self._bare(token["word"])

    def _mark(self, mark: str) -> bool:
        if mark in _OPEN:
            return self._enter(mark)
        if mark in "}]":
            return self._leave(mark)
        if mark == ":":
            fits, self._expects = self._expects == "colon", "value"
            return fits
        fits = self._expects == "comma"
        self._expects = "key" if self._kinds and self._kinds[-1] == "{" else "value"
        return fits

    def _enter(self, mark: str) -> bool:
        fits = self._expects == "value" and len(self._kinds) < 2 * MOST_DEPTH
        self._kinds.append(mark)
        if mark == "[":
            self._path.append(Wild.ITEM)
        self._expects = "key" if mark == "{" else "value"
        return fits

    def _leave(self, mark: str) -> bool:
        if not self._kinds or {"{": "}", "[": "]"}[self._kinds.pop()] != mark or self._expects == "colon":
            return False
        if mark == "]":
            self._path.pop()
        self._done()
        self.is_over = not self._kinds
        return True

    def _done(self) -> None:
        """A value is complete; its key with it."""
        if self._kinds and self._kinds[-1] == "{" and self._path:
            self._path.pop()
        self._expects = "comma"

    def _text(self, text: str) -> bool:
        if self._expects == "key":
            self._path.append(text)
            self._expects = "colon"
            return True
        if self._expects != "value":
            return False
        if len(self._path) <= MOST_DEPTH:
            self.leaves.append((tuple(self._path), text))
        self._done()
        return True

    def _bare(self, word: str) -> bool:
        if self._expects == "key" and word.isidentifier():
            return self._text(word)
        if self._expects != "value" or _WORD.fullmatch(word) is None:
            return False
        if word not in _NOTHING:
            return self._text(word.lower() if word.isalpha() else word)
        self._done()
        return True


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else _CONTROL.get(m[2], m[2]), text)
