"""How values are drawn: templates, check digits found by trying, and sources of columns."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from itertools import product
from random import Random
from string import ascii_lowercase, ascii_uppercase, digits

Draw = Callable[[], str]
"""One value after another."""

Make = Callable[[Random], Draw]
"""Settles what a whole column has in common, such as country and spelling, then draws its values."""

_CLASSES = {
    "#": digits,
    "%": digits[1:],
    "@": ascii_uppercase,
    "?": ascii_lowercase,
    "*": "0123456789abcdef",
    "^": "0123456789ABCDEF",
    "&": digits + ascii_uppercase,
    "!": "BCDFGHJKLMNPQRSTVWXYZ",
}
_FIRST_BIRTH, _LAST_BIRTH = date(1938, 1, 1), date(1999, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One way in which columns of a family, or of an ordinary kind, look.

    Attributes:
        headers: section of ``lists/headers.toml``, or the names themselves.
        bare: whether a person could tell the kind without a header.
        mess: what may be done to the values without making them something else.
    """

    name: str
    family: str | None
    make: Make
    headers: str | tuple[str, ...]
    bare: bool = True
    script: str = "neutral"
    mess: tuple[str, ...] = ("spaces", "nulls", "wrong")
    accept: tuple[str, ...] = ()
    dtype: str = "text"
    weight: int = 1


def fill(random: Random, template: str) -> str:
    """A template with every class character replaced: ``#`` digit, ``%`` 1-9, ``@`` letter, ``&`` either.

    ``<%d%m%y>`` is a date of birth in that form.

    >>> fill(Random(1), "AB-##")
    'AB-29'
    """
    while "<" in template:
        before, rest = template.split("<", 1)
        form, after = rest.split(">", 1)
        template = before + birth(random).strftime(form) + after
    return "".join(random.choice(_CLASSES[c]) if c in _CLASSES else c for c in template)


def birth(random: Random, first: date = _FIRST_BIRTH, last: date = _LAST_BIRTH) -> date:
    """A day between two days."""
    return first + timedelta(days=random.randrange((last - first).days))


@cache
def _is_valid(module: str) -> Callable[[str], bool]:
    return import_module(f"stdnum.{module}").is_valid


def checked(random: Random, template: str, module: str, tail: str = digits) -> str:
    """A number that python-stdnum's ``module`` accepts; each ``~`` is found by trying the characters of ``tail``."""
    valid = _is_valid(module)
    for _ in range(500):
        body = fill(random, template)
        pieces = body.split("~")
        for ends in product(tail, repeat=len(pieces) - 1):
            number = "".join(p + e for p, e in zip(pieces, (*ends, ""), strict=True))
            if valid(number):
                return number
    raise ValueError(template)


def laid(form: str, characters: str) -> str:
    """Characters laid over the ``X`` of a form.

    >>> laid("XXX.XXX-XX", "12345678")
    '123.456-78'
    """
    rest = iter(characters)
    return "".join(next(rest) if c == "X" else c for c in form)


def only(characters: str) -> str:
    """Letters and digits alone."""
    return "".join(c for c in characters if c.isalnum())


def one_of(*makes: Make) -> Make:
    """A column draws all its values from one of these."""
    return lambda random: random.choice(makes)(random)


def templates(*choices: str) -> Make:
    """A column keeps to one template."""

    def make(random: Random) -> Draw:
        template = random.choice(choices)
        return lambda: fill(random, template)

    return make


def numbers(module: str, *choices: str, forms: Iterable[str] = (), tail: str = digits) -> Make:
    """Numbers with valid check digits; a column keeps to one template and one form."""
    shapes = tuple(forms)

    def make(random: Random) -> Draw:
        form = random.choice(shapes) if shapes else None
        if form is None:
            return lambda: checked(random, random.choice(choices), module, tail)
        return lambda: laid(form, only(checked(random, random.choice(choices), module, tail)))

    return make


def words(values: Sequence[str]) -> Make:
    """Values of a list, some more frequent than others."""

    def make(random: Random) -> Draw:
        chosen = list(values)
        random.shuffle(chosen)
        kept = chosen[: max(2, random.randint(min(4, len(chosen)), len(chosen)))]
        return lambda: (
            kept[min(int(random.expovariate(1.5) * len(kept)), len(kept) - 1)]
            if len(kept) < 12
            else random.choice(kept)
        )

    return make


def drawn(function: Callable[[Random], str]) -> Make:
    """Values that have nothing in common but the function."""
    return lambda random: lambda: function(random)


def luhn(body: str) -> str:
    """The body with its Luhn digit (ISO/IEC 7812-1 annex B).

    >>> luhn("7992739871")
    '79927398713'
    """
    total = 0
    for place, character in enumerate(reversed(body)):
        value = int(character) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)
