"""Codes that every country makes up in its own way: number plates, passports, licences, postal codes.

One table of ``<kind>.toml`` per country. No check digit tells such codes, but a column comes from one country as a
rule, and all of it follows that country's grammar.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import filterfalse, islice
from math import log

from app.detection.evidence.shuffling import redrawn

_REAL, _COVERAGE = 0.97, 0.8
_MOST_VALUES = 60
_LEAST, _MOST = 0.0, 7.0
_CONSTANT_MOST = 2.0


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one country makes up its codes.

    Attributes:
        name: ISO 3166-1 alpha-2 code of the country, and behind a dash which of its grammars.
        pattern: what a code is in whole, in capitals.
        draw: template (``app.detection.matching.chance``) of codes laid out alike that anybody could have made up.
        chance: share of those that the pattern fits.
        weight: log-odds that a column laid out so is of the kind rather than of another one, before its letters and
            digits are looked at: high for a layout that nobody else uses, negative for one that many use.
    """

    name: str
    pattern: re.Pattern[str]
    draw: str
    chance: float
    weight: float

    def hits(self, codes: Sequence[str]) -> int:
        """How many of the codes follow it."""
        return sum(1 for _ in filter(self.pattern.fullmatch, codes))

    def fits(self, codes: Sequence[str]) -> bool:
        """Whether four of five codes follow it; looks no further once too many do not."""
        return (
            next(islice(filterfalse(self.pattern.fullmatch, codes), _allowed(len(codes)), None), None) is None
        )

    def fit(self, hits: int, codes: Sequence[str], drawn: Sequence[str]) -> float:
        """Log-likelihood ratio of the codes under this grammar against codes of the same layout, ``drawn`` at random."""
        chance = self._chance(drawn)
        constant = min(log(chance / self.chance), _CONSTANT_MOST)
        real, misses = min(hits / len(codes), _REAL), len(codes) - hits
        ratio = hits * log(real / chance) + misses * log((1 - real) / max(1 - chance, 1 - _REAL))
        return self.weight + constant + max(ratio, 0.0)

    def _chance(self, drawn: Sequence[str]) -> float:
        """Given what is constant in the column: a prefix that happens to be a region's is evidence once, not each time."""
        return max(self.chance, self.hits(drawn) / len(drawn)) if drawn else 1.0


def log_odds(kind: str, values: Iterable[str]) -> float:
    """What the best grammar of the kind says, from 0 to 7; 0 where none fits four values of five.

    >>> plates = ["B-KL 1234", "M-AB 77", "HH-XY 901", "K-LM 3456", "S-GH 12"]
    >>> log_odds("license_plates", plates) > 3
    True
    """
    codes = [value.upper() for value, _ in zip(values, range(_MOST_VALUES), strict=False)]
    fitting = [grammar for grammar in grammars(kind) if grammar.fits(codes)] if codes else []
    if not fitting:
        return 0.0
    drawn = redrawn(codes)  # once for all of them
    best = max(grammar.fit(grammar.hits(codes), codes, drawn) for grammar in fitting)
    return max(_LEAST, min(best, _MOST))


@cache
def grammars(kind: str) -> tuple[Grammar, ...]:
    """The grammars of a kind in the order of its file."""
    raw = tomllib.loads((files("app.detection.grammars") / f"{kind}.toml").read_text("utf-8"))
    return tuple(
        Grammar(
            name=name,
            pattern=re.compile(entry["pattern"]),
            draw=entry["draw"],
            chance=entry["chance"],
            weight=entry["weight"],
        )
        for name, entry in raw.items()
    )


def follows(kind: str, value: str) -> bool:
    """Whether a value follows the grammar of any country; by itself that says little."""
    return _of_any(kind).fullmatch(value.upper()) is not None


@cache
def _of_any(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{grammar.pattern.pattern})" for grammar in grammars(kind)))


@cache
def _allowed(codes: int) -> int:
    """The most of so many codes that may be of another form."""
    return max(misses for misses in range(codes + 1) if (codes - misses) / codes >= _COVERAGE)
