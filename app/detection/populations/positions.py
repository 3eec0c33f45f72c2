"""Positions against other pairs of numbers: shares, vectors and measures lie between -1 and 1 or have few decimals.

Positions are on land, where hardly anybody lives within a degree of both the equator and the Greenwich meridian.
"""

import re

_PAIR = re.compile(r"\D{0,5}?(-?\d{1,3})[.,](\d{1,18})\D{1,6}?(-?\d{1,3})[.,](\d{1,18})", re.ASCII)
_TELLING = re.compile(r"point|lat|geo:|\"coordinates\"|[°\u2032]|[NSEW] ?\d|\d ?[NSEW]\b", re.IGNORECASE)
_FINE = 4
_SMALL, _ROUGH, _EXACT, _SAID = -6.0, 0.0, 2.5, 3.0


def log_odds(values: list[str]) -> float:
    """For pairs of numbers with four or more decimals away from zero, and for notations only positions have.

    >>> log_odds(["52.3702, 4.8952"]), log_odds(["0.1234, 0.9876"]), log_odds(["POINT(4.8952 52.3702)"])
    (2.5, -6.0, 3.0)
    >>> log_odds(["52.370, 4.895"]), log_odds([])
    (0.0, 0.0)
    """
    if sum(_TELLING.search(value) is not None for value in values) * 2 > len(values):
        return _SAID
    pairs = [found.groups() for value in values if (found := _PAIR.match(value))]
    if not pairs:
        return _ROUGH
    small = sum(int(first) == 0 and int(second) == 0 for first, _, second, _ in pairs)
    if small * 2 > len(pairs):
        return _SMALL
    fine = sum(len(a) >= _FINE and len(b) >= _FINE for _, a, _, b in pairs)
    return _EXACT if fine * 2 > len(pairs) else _ROUGH
