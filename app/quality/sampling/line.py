"""Values that lie on a line: numbers, days, moments and times of day, read from the text the server gave."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from math import isfinite
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from app.model.schema import DataType
from app.quality.sampling.counted import MOMENTS, NUMBERS

_DIGITS: Final = 15
"""Characters of a number that a float surely tells from every other."""

_LONGEST: Final = 80
_DIGIT: Final = frozenset("0123456789")
_NOT_FINITE: Final = {
    "nan": "nan", "inf": "inf", "+inf": "inf", "infinity": "inf", "+infinity": "inf", "-inf": "-inf", "-infinity": "-inf",
}  # fmt: skip
_DATE: Final = re.compile(
    r"(\d{4,6})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2}(?:\.\d+)?))?(?:[+-]\d{2}(?::?\d{2})?)?( BC)?",
    re.ASCII,
)
_TIME: Final = re.compile(
    r"(-?)(\d{1,3}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?))?(?:[+-]\d{2}(?::?\d{2}){0,2})?", re.ASCII
)
_EPOCH_DAYS: Final = 719_468
"""Days from 1 March of year 0 to 1970-01-01."""


class Place(NamedTuple):
    """A finite value, as the source writes it and where it lies: as it is, or in seconds (moments since 1970).

    Attributes:
        key: orders values that a float cannot tell apart.
    """

    place: float
    text: str
    cells: int
    key: float | Decimal


@dataclass(frozen=True)
class Line:
    """The values of a column in ascending order.

    Attributes:
        odd: cells that are NaN, infinite or minus infinite, by ``nan``, ``inf`` and ``-inf``.
    """

    places: tuple[Place, ...]
    odd: Mapping[str, int]

    @cached_property
    def count(self) -> int:
        """Cells that are finite."""
        return int(self.counts.sum())

    @cached_property
    def values(self) -> npt.NDArray[np.float64]:
        """Where each distinct value lies."""
        return np.array([each.place for each in self.places], np.float64)

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """Cells of each distinct value."""
        return np.array([each.cells for each in self.places], np.int64)

    def cells_where(self, holds: npt.NDArray[np.bool_]) -> int:
        """Cells of the distinct values that are marked."""
        return int(self.counts[holds].sum())


def line_of(data_type: DataType, counts: Mapping[str, int]) -> Line | None:
    """Where the values lie; ``None`` for a type without a line. What cannot be read (text in a number) is left out."""
    if data_type in NUMBERS:
        read = _as_float if max(map(len, counts), default=0) <= _DIGITS else _as_decimal
    elif data_type in MOMENTS:
        read = _as_moment
    elif data_type is DataType.TIME:
        read = _as_time
    else:
        return None
    places: list[Place] = []
    odd: dict[str, int] = {}
    for text, count in counts.items():
        if text[-1:] not in _DIGIT and (word := _NOT_FINITE.get(text.lower())):
            odd[word] = odd.get(word, 0) + count
        elif (key := read(text)) is not None:
            places.append(Place(key if isinstance(key, float) else _float(key), text, count, key))
    return Line(tuple(sorted(places, key=itemgetter(3))), odd)


def shown(data_type: DataType, place: Place) -> float | str:
    """A number where a float holds it exactly, else the text as the source writes it."""
    if data_type not in NUMBERS or not isfinite(place.place):
        return place.text
    if isinstance(place.key, float) or Decimal(repr(place.place)) == place.key:
        return place.place
    return place.text


def _as_float(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    # Python reads more than servers write: 1_000, and digits of any script.
    return number if text.isascii() and "_" not in text else None


def _as_decimal(text: str) -> Decimal | None:
    if not text.isascii() or "_" in text:
        return None
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _float(key: Decimal | float) -> float:
    try:
        return float(key)
    except OverflowError:
        return float("inf") if key > 0 else float("-inf")


def _as_moment(text: str) -> float | None:
    if len(text) > _LONGEST:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return _beyond_the_calendar(text)


def _beyond_the_calendar(text: str) -> float | None:
    """Years before 1 and after 9999, in the Gregorian calendar, zones left aside; no month 0 or day 0.

    Hinnant, "chrono-compatible low-level date algorithms" (2021), days_from_civil.
    """
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):  # noqa: PLR2004 - the calendar
        return None
    year = (1 - year if found[7] else year) - (month <= 2)  # noqa: PLR2004 - years begin in March here
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1  # noqa: PLR2004 - likewise
    days = 365 * year + year // 4 - year // 100 + year // 400 + of_year - _EPOCH_DAYS
    clock = int(found[4]) * 3600 + int(found[5]) * 60 + float(found[6]) if found[4] else 0.0
    return days * 86_400.0 + clock


def _as_time(text: str) -> float | None:
    found = _TIME.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    seconds = int(found[2]) * 3600 + int(found[3]) * 60 + float(found[4] or 0)
    return -seconds if found[1] else seconds
