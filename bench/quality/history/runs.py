"""When runs happen: daily by a timer, by hand on some days, hourly, weekly."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from app.history.series import DAY

START: Final = 1_767_571_200.0
"""Monday, 2026-01-05, midnight UTC."""
HOLIDAYS_A_YEAR: Final = 10


def daily(random: Random, count: int) -> list[float]:
    """At about the same time each day."""
    hour = random.uniform(3, 20)
    return [START + DAY * number + 3600 * (hour + random.uniform(-0.2, 0.2)) for number in range(count)]


def by_hand(random: Random, count: int) -> list[float]:
    """Three or four times a week, at any hour of work, also twice a day."""
    at, times = START + 3600 * 9, list[float]()
    while len(times) < count:
        at += DAY * random.expovariate(1 / 1.8)
        hour = 8 + random.uniform(0, 10)
        times.append(at - at % DAY + 3600 * hour)
    return sorted(set(times))


def six_hourly(random: Random, count: int) -> list[float]:
    """Four times a day."""
    first = random.uniform(0, 6)
    return [START + 3600 * (first + 6 * number) for number in range(count)]


def weekly(random: Random, count: int) -> list[float]:
    """On one day of the week."""
    day = random.randrange(7)
    return [START + DAY * (7 * number + day) + 3600 * random.uniform(6, 8) for number in range(count)]


def workdays(random: Random, count: int) -> list[float]:
    """Monday to Friday."""
    days = [number for number in range(2 * count) if number % 7 < 5][:count]
    return [START + DAY * number + 3600 * random.uniform(7, 8) for number in days]


def holidays(random: Random) -> frozenset[int]:
    """Days since the start on which nobody works, over two years."""
    return frozenset(random.sample(range(730), 2 * HOLIDAYS_A_YEAR))


TUNING: Final[Mapping[str, Callable[[Random, int], list[float]]]] = {
    "daily": daily,
    "weekly": weekly,
    "by hand": by_hand,
}
HELD_OUT: Final[Mapping[str, Callable[[Random, int], list[float]]]] = {
    "daily": daily,
    "workdays": workdays,
    "six-hourly": six_hourly,
    "by hand": by_hand,
}
