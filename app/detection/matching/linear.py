"""Patterns that came from outside, matched by RE2: time grows with pattern times text, never with its powers.

RE2 (https://github.com/google/re2/wiki/Syntax) walks all alternatives at once, so it has no lookaround and no
backreferences. Two bounds make the worst case short as well: a compiled pattern may have so many instructions, and a
text is looked at so far that instructions times characters stay below a budget (about 15 ns each where RE2 has to
fall back on simulating the automaton, so a cell takes 50 ms at most).
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any, Protocol

_MOST_INSTRUCTIONS = 20_000
_BUDGET = 3_000_000
_MOST_MEMORY = 8 * 2**20
"""Bytes RE2 may use per pattern, for the pattern and what it remembers of states; its own default."""

_MOST_SPANS = 100


class PatternRefusedError(ValueError):
    """RE2 cannot compile the pattern, or it is too large; the text says which in words."""


class Span(Protocol):
    """What was found in a text."""

    def __getitem__(self, group: int, /) -> Any: ...

    def start(self) -> int:
        """Its first character, counted from 0."""
        ...


class Pattern(Protocol):
    """What matching needs of a compiled pattern; ``re.Pattern`` is one."""

    def fullmatch(self, string: str, /) -> object | None:
        """Something if the whole text fits."""
        ...

    def finditer(self, string: str, /) -> Iterator[Span]:
        """What fits, from left to right without overlaps."""
        ...


class LinearPattern:
    """A pattern compiled by RE2; total on any text."""

    def __init__(self, pattern: str) -> None:
        self._compiled = _compiled(pattern)
        self._longest = _BUDGET // max(1, int(self._compiled.programsize))

    def fullmatch(self, string: str, /) -> object | None:
        """Something if the whole text fits; a text beyond the budget does not."""
        return None if len(string) > self._longest else self._compiled.fullmatch(_encodable(string))

    def finditer(self, string: str, /) -> Iterator[Span]:
        """What fits in the text as far as the budget goes, at most 100 spans."""
        return islice(self._compiled.finditer(_encodable(string[: self._longest])), _MOST_SPANS)


@cache
def linear(pattern: str) -> LinearPattern:
    r"""The pattern compiled, once.

    >>> linear("EMP-[0-9]{6}").fullmatch("EMP-123456") is not None
    True
    >>> linear(r"(a)\1")
    Traceback (most recent call last):
    ...
    app.detection.matching.linear.PatternRefusedError: it has a backreference, which RE2 does not know

    Raises:
        PatternRefusedError: it cannot be used.
    """
    return LinearPattern(pattern)


def _compiled(pattern: str) -> Any:
    re2: Any = import_module("re2")  # here, because it is of no use without custom detectors
    options = re2.Options()
    options.max_mem, options.log_errors, options.never_capture = _MOST_MEMORY, False, True
    try:
        compiled = re2.compile(pattern, options)
    except UnicodeEncodeError:
        raise PatternRefusedError("it is not text that UTF-8 can hold") from None
    except re2.error as refusal:
        raise PatternRefusedError(_reason(bytes(refusal.args[0]).decode("utf-8", "replace"))) from None
    if compiled.programsize > _MOST_INSTRUCTIONS:
        raise PatternRefusedError("it is too large when its repetitions are written out")
    return compiled


def _reason(text: str) -> str:
    if any(mark in text for mark in ("(?=", "(?!", "(?<")):
        return "it has lookaround, which RE2 does not know"
    if "(?P" in text or ("escape sequence" in text and text[-1:].isdigit()):
        return "it has a backreference, which RE2 does not know"
    if "too large" in text or "repetition size" in text:
        return "it is too large when its repetitions are written out"
    return f"RE2 does not compile it ({text})"


def _encodable(text: str) -> str:
    """The text with a question mark for each lone surrogate, which UTF-8 does not know."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text
