"""A number over the runs of a source."""

from dataclasses import dataclass
from enum import StrEnum
from math import log1p
from typing import Final

LEAST_RUNS: Final = 5
"""Earlier runs that are needed to say what is ordinary: with fewer, every spread is a guess."""
DAY: Final = 86_400.0


class Scale(StrEnum):
    """In what sense two numbers are alike: ``count`` by ratio, ``share`` and ``number`` by difference."""

    COUNT = "count"
    SHARE = "share"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Point:
    """One run's number; ``at`` in seconds since 1970, ``bound`` as in ``points.Reading``."""

    at: float
    value: float
    bound: float | None = 0.0

    @property
    def day(self) -> int:
        """Days since 1970, in UTC."""
        return int(self.at // DAY)

    @property
    def weekday(self) -> int:
        """0 for Monday to 6 for Sunday, in UTC."""
        return (self.day + 3) % 7  # 1970 began on a Thursday


Series = tuple[Point, ...]
"""Points in the order of time."""


def on_scale(value: float, scale: Scale) -> float:
    """The number in the unit in which differences are judged.

    >>> round(on_scale(99, Scale.COUNT), 3), on_scale(0.25, Scale.SHARE)
    (4.605, 0.25)
    """
    return log1p(max(value, 0.0)) if scale is Scale.COUNT else value
