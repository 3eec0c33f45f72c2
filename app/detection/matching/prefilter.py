"""What a text must hold before a search of it is worth its time.

Searches look for rare things, and Python's ``re`` tries each at every place of a text. Two cheaper questions come first:
does one of the literals stand in the column that every match has, and does RE2, which asks for all patterns in one pass,
see anything that looks like a match. Both let too much through and never too little.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Any

import re2

# The only parser of patterns there is; it has no types.
_parser: Any = import_module("re._parser")
_constants: Any = import_module("re._constants")

_SHORTEST_LITERAL = 3
_MOST_REPEATED, _LEAST_REPEATED = 12, 16
_AROUND = ("(?<!", "(?<=", "(?!", "(?=")
_REPEAT = re.compile(r"\{(\d+)(,\d*)?\}")
_MEMORY_BYTES = 64 << 20


@cache
def required_literals(pattern: str) -> frozenset[str]:
    """Texts in small letters of which at least one stands in everything the pattern matches; empty if there are none.

    >>> sorted(required_literals(r"(?:npm|pypi)_[a-z]{9}")), sorted(required_literals(r"[0-9]{9}"))
    (['npm', 'pypi'], [])
    """
    return frozenset(_of_sequence(_parser.parse(pattern)) or ())


def _of_sequence(parsed: Any) -> set[str] | None:
    """The best set of a sequence of parts: the one whose shortest literal is longest."""
    best: set[str] | None = None
    run = ""
    parts: list[tuple[Any, Any]] = [*parsed, (None, None)]
    for operator, argument in parts:
        if operator is _constants.LITERAL:
            run += chr(argument).lower()
            continue
        for found in ({run} if run else None, _of_part(operator, argument)):
            if found and (best is None or min(map(len, found)) > min(map(len, best))):
                best = found
        run = ""
    return best if best and min(map(len, best)) >= _SHORTEST_LITERAL else None


def _of_part(operator: Any, argument: Any) -> set[str] | None:
    if operator is _constants.SUBPATTERN:
        return _of_sequence(argument[3])
    if operator is _constants.BRANCH:
        sets = [_of_sequence(branch) for branch in argument[1]]
        return None if None in sets else set[str]().union(*(found for found in sets if found))
    if operator in {_constants.MAX_REPEAT, _constants.MIN_REPEAT} and argument[0] > 0:
        return _of_sequence(argument[2])
    return None


def without_surroundings(pattern: str) -> str:
    r"""The pattern without what it asks of its surroundings, with references loosened and long repetitions shortened.

    Whatever the pattern matches, the result matches too.

    >>> without_surroundings(r"(?<!\w)\d{4}([ -])\d{40}\1\d{5}(?!\w)")
    '\\d{4}([ -])\\d{16,}\\W?\\d{5}'
    """
    kept: list[str] = []
    place = 0
    while place < len(pattern):
        if pattern.startswith(_AROUND, place):
            place = _behind_group(pattern, place)
        elif pattern[place] == "\\":
            reference = pattern[place + 1] in "123456789"
            kept.append(r"\W?" if reference else pattern[place : place + 2])
            place += 2
        else:
            kept.append(pattern[place])
            place += 1
    return _REPEAT.sub(_shortened, "".join(kept))


def _behind_group(pattern: str, place: int) -> int:
    depth, in_class = 0, False
    while True:
        character = pattern[place]
        if character == "\\":
            place += 1
        elif in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
        else:
            depth += (character == "(") - (character == ")")
        place += 1
        if depth == 0:
            return place


def _shortened(repeat: re.Match[str]) -> str:
    """RE2 unrolls repetitions, so a long one costs memory."""
    least, most = int(repeat[1]), repeat[2]
    if least > _LEAST_REPEATED:
        return f"{{{_LEAST_REPEATED},}}"
    if most is None or most == ",":
        return repeat[0]
    return f"{{{least},}}" if int(most[1:]) > _MOST_REPEATED else repeat[0]


_REFUSED: type[Exception] = re2.error  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType] - no types


class AnyOf:
    """Patterns asked for in one pass; one that RE2 does not know counts as seen everywhere."""

    def __init__(self, patterns: Iterable[str]) -> None:
        options: Any = re2.Options()
        options.max_mem = _MEMORY_BYTES
        options.log_errors = False
        sets: Any = re2.Set
        self._set: Any = sets.SearchSet(options)
        self._places: list[int] = []
        self._always: tuple[int, ...] = ()
        for place, pattern in enumerate(patterns):
            try:
                self._set.Add(without_surroundings(pattern))
                self._places.append(place)
            except _REFUSED:
                self._always = (*self._always, place)
        self._set.Compile()

    def seen_in(self, text: str) -> Sequence[int]:
        """The places, in the order given, of the patterns that may match somewhere in the text."""
        found: list[int] | None = self._set.Match(text.encode("utf-8", "replace")) if self._places else []
        if found is None:  # out of memory: it does not know
            return [*self._places, *self._always]
        return [*(self._places[each] for each in found), *self._always]
