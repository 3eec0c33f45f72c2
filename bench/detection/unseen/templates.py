"""A small language for cells, so that most kinds of columns are a line of data.

A template is text with fields in braces:

| field | gives |
|---|---|
| ``9:5`` ``1:5`` | five digits, the second without a leading zero |
| ``A:3`` ``a:3`` ``N:4`` ``n:4`` ``X:8`` ``x:8`` | capitals, small letters, either with digits, hexadecimal |
| ``10..500`` ``0.5..9.9/2`` | a number between, with two decimals |
| ``d %Y-%m-%d 2015 2024`` | a date in these years, as ``strftime`` writes it |
| ``@towns`` | a word of a list; then ``^`` for capitals, ``_`` for small letters, ``.`` for its initial, ``~`` for plain letters |
| ``=cpf ###.###.###-##`` | a number made in Python, spread over a mask |
| ``row`` ``row:6`` | the number of the row, counted from the column's own start |
| ``yes|no`` | either |
| ``$9:3`` | any of these, drawn once for the whole column |
"""

import re
import string
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

_FIELD = re.compile(r"\{([^{}]*)\}")
_CONSTANT = re.compile(r"\{\$([^{}]*)\}")
_LETTERS = {
    "9": string.digits, "A": string.ascii_uppercase, "a": string.ascii_lowercase,
    "N": string.ascii_uppercase + string.digits, "n": string.ascii_lowercase + string.digits,
    "X": "0123456789ABCDEF", "x": "0123456789abcdef",
}  # fmt: skip
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "þ": "th"}
)

Words = Mapping[str, Sequence[str]]
Numbers = Mapping[str, Callable[[Random], str]]


class Writer:
    """Fills templates with words and numbers."""

    def __init__(self, words: Words, numbers: Numbers) -> None:
        self._words, self._numbers = words, numbers

    def for_column(self, template: str, random: Random) -> str:
        """The template with what holds for the whole column filled in."""
        return _CONSTANT.sub(lambda match: self._field(match[1], random, 0), template)

    def cell(self, template: str, random: Random, row: int) -> str:
        """One cell."""
        return _FIELD.sub(lambda match: self._field(match[1], random, row), template)

    def _field(self, field: str, random: Random, row: int) -> str:
        if field.startswith("row"):
            return str(row).zfill(int(field[4:] or 0))
        if field.startswith("@"):
            return self._word(field[1:], random)
        if field.startswith("="):
            name, _, mask = field[1:].partition(" ")
            return masked(self._numbers[name](random), mask)
        if field.startswith("d "):
            return _date(field, random)
        if "|" in field:
            return random.choice(field.split("|"))
        return _range(field, random) if ".." in field else _letters(field, random)

    def _word(self, name: str, random: Random) -> str:
        bare = name.rstrip("^_.~")
        word, modifiers = random.choice(self._words[bare]), name[len(bare) :]
        for modifier in modifiers:
            word = _MODIFIERS[modifier](word)
        return word


def plain(text: str) -> str:
    """Small ASCII letters and digits only, as in a mail address.

    >>> plain("Çağlar O'Neill")
    'caglaroneill'
    """
    bare = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", bare.lower())


def masked(number: str, mask: str) -> str:
    """The number's characters in the places of ``#``; an empty mask leaves it alone.

    >>> masked("12345678909", "###.###.###-##")
    '123.456.789-09'
    """
    if not mask:
        return number
    places = iter(number)
    return "".join(next(places, "") if character == "#" else character for character in mask)


_MODIFIERS: dict[str, Callable[[str], str]] = {
    "^": str.upper, "_": str.lower, ".": lambda word: word[:1], "~": plain,
}  # fmt: skip


def _date(field: str, random: Random) -> str:
    form, first, last = field[2:].rsplit(" ", 2)
    began = datetime(int(first), 1, 1)  # noqa: DTZ001 - a wall clock without a zone is what tables hold
    seconds = (datetime(int(last) + 1, 1, 1) - began).total_seconds()  # noqa: DTZ001 - as above
    when = began + timedelta(seconds=random.randrange(int(seconds)))
    form = form.replace("%-d", str(when.day)).replace("%-m", str(when.month))
    return when.strftime(form.replace("%3", f"{when.microsecond // 1000:03d}"))


def _range(field: str, random: Random) -> str:
    bounds, _, decimals = field.partition("/")
    low, high = bounds.split("..")
    if decimals:
        return f"{random.uniform(float(low), float(high)):.{decimals}f}"
    return str(random.randint(int(low), int(high)))


def _letters(field: str, random: Random) -> str:
    kind, _, count = field.partition(":")
    if kind == "1":
        return random.choice("123456789") + "".join(random.choices(string.digits, k=int(count) - 1))
    return "".join(random.choices(_LETTERS[kind], k=int(count)))
