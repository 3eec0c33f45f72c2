r"""Regular expressions that mean the same on every server.

PostgreSQL (Spencer), MariaDB (PCRE2), MySQL (ICU) and RE2 agree on little more than the syntax of the plain parts: ``.``
fits a line break in PostgreSQL alone, ``$`` fits before a last line break in PCRE and ICU, ``\b`` is a backspace in
PostgreSQL, ``\d`` is 10 digits here and 650 there. So a pattern is taken apart; what can be said in words that mean the
same everywhere is, and anything else is refused. As in Python with ``re.ASCII``, a pattern fits anywhere in the text
unless it is anchored. Sources: https://www.postgresql.org/docs/current/functions-matching.html#POSIX-SYNTAX-DETAILS,
https://www.pcre.org/current/doc/html/pcre2syntax.html, https://unicode-org.github.io/icu/userguide/strings/regexp.html,
https://github.com/google/re2/wiki/Syntax.
"""

import re
from dataclasses import dataclass
from typing import Final

MOST_CHARACTERS: Final = 1000
_ONE_SIGN: Final = 2
"""Characters of a sign with its backslash; a class is several ranges and longer."""
MOST_REPEATS: Final = 255
"""PostgreSQL counts no further (DUPMAX)."""

_SPACES: Final = " \\t\\n\\r\\f\v"
r"""The last one as it is: written ``\v`` it means every line break to PCRE and ICU."""
_CLASSES: Final = {"d": "0-9", "w": "A-Za-z0-9_", "s": _SPACES}
_CONTROLS: Final = {"t": r"\t", "n": r"\n", "r": r"\r", "f": r"\f", "v": "\v"}
_QUANTIFIER: Final = re.compile(r"(?:[*+?]|\{(\d{1,4})(?:(,)(\d{1,4})?)?\})\??")
_POSIX: Final = {
    "alpha": "A-Za-z",
    "digit": "0-9",
    "alnum": "A-Za-z0-9",
    "lower": "a-z",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
    "space": _SPACES,
}


class PatternUnportableError(ValueError):
    """A part of the pattern means different things on different servers, or nothing at all."""


@dataclass(frozen=True, slots=True)
class Portable:
    """A pattern in parts: ``end`` stands where the end of the text does, which has its own sign in every dialect."""

    parts: tuple[str, ...]
    ignores_case: bool = False

    def spelled(self, end: str) -> str:
        """The pattern with that sign for the end of the text."""
        return ("(?i)" if self.ignores_case else "") + end.join(self.parts)


def portable(pattern: str) -> Portable:
    r"""The pattern in words that mean the same everywhere; ``PatternUnportableError`` says what does not.

    >>> portable(r"^\d{3}.$").spelled(r"\z")
    '^[0-9]{3}[^\\n]\\z'
    >>> portable("(?<=a)b")
    Traceback (most recent call last):
    ...
    app.rules.patterns.PatternUnportableError: “(?<” is not understood by every server
    """
    if not pattern or len(pattern) > MOST_CHARACTERS or "\0" in pattern:
        raise PatternUnportableError(f"a pattern has 1 to {MOST_CHARACTERS} characters")
    ignores_case = pattern.startswith("(?i)")
    parts = _Taker(pattern.removeprefix("(?i)")).taken()
    try:
        re.compile("$".join(parts))
    except re.error as error:
        raise PatternUnportableError(f"not a regular expression: {error.msg}") from None
    return Portable(tuple(parts), ignores_case)


class _Taker:
    """Takes a pattern apart from left to right."""

    def __init__(self, pattern: str) -> None:
        self._rest = pattern
        self._parts = [""]
        self._repeatable = False

    def taken(self) -> list[str]:
        while self._rest:
            self._one()
        return self._parts

    def _one(self) -> None:
        sign, quantifier = self._rest[0], _QUANTIFIER.match(self._rest)
        if quantifier:
            self._repeat(quantifier)
        elif sign == "\\":
            self._say(_escaped(self._rest[:2]), 2, repeatable=True)
        elif sign == "[":
            said, length = _bracketed(self._rest)
            self._say(said, length, repeatable=True)
        elif sign == "$":
            self._parts.append("")
            self._say("", 1, repeatable=False)
        elif sign == "(":
            self._open()
        elif sign in "{}]":
            raise _unportable(f"“{sign}” without a backslash")
        else:
            said = "[^\\n]" if sign == "." else sign
            self._say(said, 1, repeatable=sign not in "^|")

    def _open(self) -> None:
        opening = "(?:" if self._rest.startswith("(?:") else "("
        if opening == "(" and self._rest.startswith("(?"):
            raise _unportable(f"“{self._rest[:3]}”")
        self._say("(?:", len(opening), repeatable=False)  # what a group holds is of no use to anybody

    def _repeat(self, found: re.Match[str]) -> None:
        if not self._repeatable:
            raise _unportable(f"“{found[0]}” with nothing to repeat")
        if any(int(bound or 0) > MOST_REPEATS for bound in (found[1], found[3])):
            raise _unportable(f"more than {MOST_REPEATS} repetitions")
        self._say(found[0] if found[0] == "?" else found[0].removesuffix("?"), found.end(), repeatable=False)

    def _say(self, said: str, length: int, *, repeatable: bool) -> None:
        self._parts[-1] += said
        self._repeatable = repeatable
        self._rest = self._rest[length:]


def _escaped(pair: str) -> str:
    letter = pair[1:]
    if letter.lower() in _CLASSES:
        return f"[{'^' if letter.isupper() else ''}{_CLASSES[letter.lower()]}]"
    if letter in _CONTROLS:
        return _CONTROLS[letter]
    if letter and letter.isascii() and not letter.isalnum() and letter.isprintable() and letter != " ":
        return pair
    raise _unportable(f"“{pair}”")


def _bracketed(rest: str) -> tuple[str, int]:
    """A class in brackets and how many characters it takes."""
    inside, place = ("[^", 2) if rest.startswith("[^") else ("[", 1)
    start, was_range, was_class = place, False, False
    while place < len(rest) and (rest[place] != "]" or place == start):
        said, length = _member(rest[place:])
        is_class, is_range = (
            len(said) > _ONE_SIGN,
            said == "-" and place > start and rest[place + 1 : place + 2] != "]",
        )
        if (was_class and is_range) or (was_range and is_class):
            raise _unportable("a range to or from a class between brackets")
        inside, place, was_range, was_class = inside + said, place + length, is_range, is_class
    if place >= len(rest):
        raise _unportable("“[” without its “]”")
    return inside + "]", place + 1


def _member(rest: str) -> tuple[str, int]:
    if posix := re.match(r"\[:(\w+):\]", rest):
        if posix[1] not in _POSIX:
            raise _unportable(f"“{posix[0]}”")
        return _POSIX[posix[1]], posix.end()
    if rest[0] == "\\":
        letter = rest[1:2]
        if letter in _CLASSES:
            return _CLASSES[letter], 2
        if letter.lower() in _CLASSES:
            raise _unportable(f"“{rest[:2]}” between brackets")
        return _escaped(rest[:2]), 2
    if rest[:2] in {"&&", "--", "||", "~~"}:
        raise _unportable(f"“{rest[:2]}” between brackets")
    return ("\\" + rest[0] if rest[0] in "[]&~|^" else rest[0]), 1


def _unportable(what: str) -> PatternUnportableError:
    return PatternUnportableError(f"{what} is not understood by every server")
