"""What a text must hold before a search of it is worth its time.

Searches look for rare things, and Python's ``re`` tries each at every place of a text. A cheaper question comes first:
does RE2, which asks for all patterns in one pass, see anything that looks like a match, first in some texts together,
then in each. It lets too much through and never too little.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import re2

_MOST_REPEATED, _LEAST_REPEATED = 12, 16
_AROUND = ("(?<!", "(?<=", "(?!", "(?=")
# A class that a line break is not of.
_NOT_BEFORE = re.compile(r"\(\?<!(?:\[(?!\^)((?:[^\\\]\n]|\\[^snDWS])+)\]|\\w)\)")
_REPEAT = re.compile(r"\{(\d+)(,\d*)?\}")
_PLAIN_ESCAPE, _CLASS, _END = (
    re.compile(r"\\[^AzZ]"),
    re.compile(r"\[\^?\]?[^\]]*\]"),
    re.compile(r"[\^$]|\\[AzZ]"),
)
_MEMORY_BYTES = 64 << 20


def without_surroundings(pattern: str) -> str:
    r"""The pattern without what it asks of its surroundings, with references loosened and long repetitions shortened.

    Whatever the pattern matches, the result matches too.

    >>> without_surroundings(r"(?<!\w)\d{4}([ -])\d{40}\1\d{5}(?!\w)")
    '(?:^|\\W)\\d{4}([ -])\\d{16,}\\W?\\d{5}'
    """
    kept: list[str] = []
    place = 0
    while place < len(pattern):
        if pattern.startswith(_AROUND, place):
            end = _behind_group(pattern, place)
            kept.append(_before(pattern[place:end]))
            place = end
        elif pattern[place] == "\\":
            reference = pattern[place + 1] in "123456789"
            kept.append(r"\W?" if reference else pattern[place : place + 2])
            place += 2
        else:
            kept.append(pattern[place])
            place += 1
    return _REPEAT.sub(_shortened, "".join(kept))


def _before(surroundings: str) -> str:
    r"""What RE2 can ask of the character before: with it a search begins at few places of a text.

    >>> _before(r"(?<![\w.])"), _before(r"(?<!\w)"), _before("(?<!ab)"), _before("(?!a)")
    ('(?:^|[^\\w.])', '(?:^|\\W)', '', '')
    """
    found = _NOT_BEFORE.fullmatch(surroundings)
    if found is None:
        return ""
    return r"(?:^|\W)" if found[1] is None else f"(?:^|[^{found[1]}])"


def asks_for_ends(pattern: str) -> bool:
    r"""Whether the pattern may ask for the beginning or the end of the text, so that it has to be asked text by text.

    >>> asks_for_ends(r"^a"), asks_for_ends(r"[^$]\$\^"), asks_for_ends(r"a\z")
    (True, False, True)
    """
    return _END.search(_CLASS.sub("", _PLAIN_ESCAPE.sub("", pattern))) is not None


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
        self._at_ends: tuple[int, ...] = ()
        for place, pattern in enumerate(patterns):
            if asks_for_ends(pattern):
                self._at_ends = (*self._at_ends, place)
            try:
                self._set.Add(without_surroundings(pattern))
                self._places.append(place)
            except _REFUSED:
                self._always = (*self._always, place)
        self._sentinel = self._set.Add("") if self._places else 0
        self._set.Compile()

    def seen_in(self, text: str) -> Sequence[int]:
        """The places, ascending, of the patterns that may match somewhere in the text."""
        if not self._places:
            return self._always
        # Nothing at all, not even the pattern that everything matches, is what RE2 finds once it is out of memory.
        found: list[int] | None = self._set.Match(text.encode("utf-8", "replace"))
        if found is None:
            return sorted([*self._places, *self._always])
        return sorted([*(self._places[each] for each in found if each != self._sentinel), *self._always])

    def seen_in_lines(self, text: str) -> frozenset[int]:
        """The places of the patterns that may match in one of the lines, or, beyond what is asked, across them."""
        return frozenset([*self.seen_in(text), *self._at_ends])
