"""What the parameters of a form mean: ``parameters/<name>.toml``, read once.

Names and words are the same in any case. A parameter becomes a field, a claim about encryption, a note that it is
ignored, or a refusal with its reason; one that is in no list is refused as unknown.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from app.connection.fields import TlsMode

NAMES = (
    "postgresql",
    "jdbc-postgresql",
    "odbc-postgresql",
    "mysql",
    "jdbc-mysql",
    "jdbc-mariadb",
    "odbc-mysql",
    "mssql",
    "odbc-mssql",
    "jdbc-mssql",
    "sqlite",
)
"""Every vocabulary, in the order of the documentation."""

_BY_STRENGTH = (TlsMode.OFF, TlsMode.ENCRYPT, TlsMode.VERIFY_CA, TlsMode.VERIFY_HOST)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one word says about encryption: at least this much, at most that much; indices of strength, 0 to 3."""

    least: int = 0
    most: int = 3

    @classmethod
    def from_text(cls, text: str) -> "Claim":
        """``encrypt`` (exactly), ``>=encrypt``, ``<=encrypt``, or empty for no claim.

        >>> Claim.from_text("<=encrypt")
        Claim(least=0, most=1)
        """
        if not text:
            return cls()
        strength = _BY_STRENGTH.index(TlsMode(text.removeprefix(">=").removeprefix("<=")))
        return cls(
            0 if text.startswith("<=") else strength,
            3 if text.startswith(">=") else strength,
        )

    @property
    def mode(self) -> TlsMode:
        """The strongest mode that fits the claim."""
        return _BY_STRENGTH[self.most]


@dataclass(frozen=True, slots=True)
class AsField:
    """The value of a field, or of the password."""

    field: str


@dataclass(frozen=True, slots=True)
class AsTls:
    """A word about encryption."""

    claims: Mapping[str, Claim]


@dataclass(frozen=True, slots=True)
class Ignored:
    """Harmless. With ``values`` only these are; others are refused for the reason ``otherwise``."""

    why: str
    values: frozenset[str] = frozenset()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Not accepted whatever its value."""

    why: str


Meaning = AsField | AsTls | Ignored | Refused


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The parameters of one form.

    Attributes:
        title: which form, for people.
        dialect: the dialect it leads to.
        meanings: by the parameter's name as its own documentation writes it.
    """

    title: str
    dialect: str
    meanings: Mapping[str, Meaning]

    def find(self, name: str) -> tuple[str, Meaning] | None:
        """The parameter's name as it is written properly, and its meaning; ``None`` if nobody knows it."""
        wanted = name.lower()
        return next((item for item in self.meanings.items() if item[0].lower() == wanted), None)


@cache
def load(name: str) -> Vocabulary:
    """The vocabulary of that name."""
    folder = files("app.connection.url") / "parameters"
    data = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    return Vocabulary(data["title"], data["dialect"], dict(_meanings(data)))


def _meanings(data: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for name, field in data.get("fields", {}).items():
        yield name, AsField(field)
    for name, words in data.get("tls", {}).items():
        yield name, AsTls({word.lower(): Claim.from_text(claim) for word, claim in words.items()})
    for group in data.get("ignored", ()):
        values = frozenset(value.lower() for value in group.get("values", ()))
        for name in group["names"]:
            yield name, Ignored(group["why"], values, group.get("otherwise", ""))
    for group in data.get("refused", ()):
        for name in group["names"]:
            yield name, Refused(group["why"])
