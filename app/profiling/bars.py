"""Bars of equal width between the smallest and the largest value, and what their ends are called."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from math import isfinite
from typing import Final

from app.profiling.relation import Kind

BARS: Final = 20


@dataclass(frozen=True, slots=True)
class Ends:
    """``bars`` bars between two places on a line."""

    kind: Kind
    low: float
    high: float
    bars: int

    def __len__(self) -> int:
        return self.bars + 1

    def bar_of(self, place: float) -> int:
        """The bar a place belongs to, from 0; the upper end of all belongs to the last."""
        width = (self.high - self.low) / self.bars
        return 0 if width == 0 else min(self.bars - 1, max(0, int((place - self.low) / width)))

    def shown(self) -> list[tuple[float | str, float | str]]:
        """Low and high end of every bar, as numbers or ISO text."""
        width = (self.high - self.low) / self.bars
        places = [self.low + width * number for number in range(self.bars)] + [self.high]
        ends = [_shown(self.kind, place) for place in places]
        return list(pairwise(ends))


def ends_of(kind: Kind, low: float, high: float) -> Ends | None:
    """One bar where all values are the same; nothing where a float cannot tell them apart or no calendar has them.

    >>> ends_of(Kind.WHOLE, 0.0, 40.0).bar_of(3.9)
    1
    """
    if not (kind.is_number or kind.is_moment) or not isfinite(high - low):
        return None
    if kind.is_moment and (low < _FIRST or high > _LAST):
        return None
    return Ends(kind, low, high, 1 if low == high else BARS)


def _shown(kind: Kind, place: float) -> float | str:
    if kind.is_number:
        return place
    moment = datetime.fromtimestamp(place, UTC)
    return moment.date().isoformat() if kind is Kind.DATE else moment.strftime("%Y-%m-%d %H:%M:%S")


_FIRST: Final = datetime(1000, 1, 1, tzinfo=UTC).timestamp()
_LAST: Final = datetime(9999, 12, 31, tzinfo=UTC).timestamp()
