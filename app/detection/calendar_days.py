"""Dates inside identity numbers: whether a day exists."""

from datetime import date


def exists(year: int, month: int, day: int) -> bool:
    """Whether the Gregorian calendar has that day.

    >>> exists(2024, 2, 29), exists(2023, 2, 29), exists(0, 1, 1)
    (True, False, False)
    """
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
