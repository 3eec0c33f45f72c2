"""Bars of equal width between the smallest and the largest value of a column, and what their ends are called."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from itertools import pairwise
from math import isfinite
from typing import Final

BARS: Final = 20
_FIRST_YEAR, _LAST_YEAR = -62_135_596_800.0, 253_402_300_799.0
"""Seconds since 1970 of the years 1 and 9999, between which ends of bars can be written."""


class Calendar(IntEnum):
    """What moments are written in; how many seconds one of it has."""

    SECONDS = 1
    DAYS = 86_400

    def written(self, place: float) -> str:
        """The moment as ISO text; ``place`` in seconds since 1970."""
        moment = datetime.fromtimestamp(place, UTC)
        return moment.date().isoformat() if self is Calendar.DAYS else moment.isoformat(" ", "seconds")[:19]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars between two places on a line.

    Attributes:
        calendar: of moments, whose places are seconds since 1970; ``None`` for numbers.
        number: how many there are.
    """

    calendar: Calendar | None
    low: float
    high: float
    number: int

    @property
    def width(self) -> float:
        """Of each; 0 where all values are the same."""
        return (self.high - self.low) / self.number

    def bar_of(self, place: float) -> int:
        """The bar a place belongs to, from 0; the upper end of all belongs to the last."""
        return 0 if self.width == 0 else min(self.number - 1, max(0, int((place - self.low) / self.width)))

    def shown(self) -> list[tuple[float | str, float | str]]:
        """Low and high end of every bar, as numbers or ISO text."""
        places = [self.low + self.width * each for each in range(self.number)] + [self.high]
        return list(pairwise([self.calendar.written(each) if self.calendar else each for each in places]))


def bars_of(low: float, high: float, calendar: Calendar | None = None) -> Bars | None:
    """One bar where all values are the same, at most one a day or second, nothing where their ends cannot be told.

    Ends cannot be told beyond the years 1 to 9999, or where a float has no places between two neighbours.

    >>> bars_of(0.0, 40.0).number, bars_of(0.0, 3 * 86_400.0, Calendar.DAYS).number, bars_of(1e300, 1e300).number
    (20, 3, 1)
    >>> bars_of(1e16, 1e16 + 8), bars_of(-1e12, 0.0, Calendar.DAYS), bars_of(0.0, float("inf"))
    (None, None, None)
    """
    if not isfinite(high - low) or (calendar and (low < _FIRST_YEAR or high > _LAST_YEAR)):
        return None
    most = int((high - low) / calendar) if calendar else BARS
    bars = Bars(calendar, low, high, 1 if low == high else max(1, min(BARS, most)))
    labels = [left for left, _ in bars.shown()]
    return bars if len(set(labels)) == bars.number else None
