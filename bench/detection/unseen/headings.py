"""What a column is called."""

import re
from collections.abc import Sequence
from random import Random

_CRYPTIC = (
    "c{n}", "field_{n}", "F{n:04d}", "attr{n}", "col{n}", "X{n}", "v{n:03d}", "ATTRIBUTE{n}", "udf_{n}", "Z{n}_VAL",
    "t{n}", "Column{n}", "var_{n}", "DATA{n:02d}", "kx{n}", "zzfld{n}", "U_{n:03d}", "Unnamed: {n}", "prop{n}", "q{n}_a",
)  # fmt: skip
_HEADERS = ("none", "cryptic", "telling", "foreign", "wrong")
_SHARES = (32, 24, 23, 18, 3)


def header_kind(random: Random, *, needs_header: bool) -> str:
    """Which sort of header a column gets; what only a header tells always has a telling one."""
    if needs_header:
        return random.choice(("telling", "foreign"))
    return random.choices(_HEADERS, _SHARES)[0]


def cryptic(random: Random) -> str:
    """A header that says nothing."""
    return random.choice(_CRYPTIC).format(n=random.randrange(1, 90))


def telling(random: Random, names: Sequence[str]) -> str:
    """One of the names, spelled as some schema spells it."""
    return spelled(random, random.choice(names))


def spelled(random: Random, name: str) -> str:
    """``first_name`` as is, or as ``firstName``, ``First Name``, ``FIRST_NAME``, ``first-name``, ``FirstName``."""
    words = re.split(r"[ _]", name)
    return random.choice((
        name, name, name, name.upper(), " ".join(word[:1].upper() + word[1:] for word in words), "-".join(words),
        words[0] + "".join(word.capitalize() for word in words[1:]), "".join(word.capitalize() for word in words),
    ))  # fmt: skip
