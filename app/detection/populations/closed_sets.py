"""Closed sets of terms: what the terms of a column tell together.

"White" and "Black" may be colours, "single" a room, "Italian" a dish: such terms (``gazetteers/ambiguous_terms.txt``)
decide nothing by themselves, however many stand in a column. One term that means nothing else settles the others.
The weights are judgements, set so that unnamed columns of ambiguous terms stay below even odds.
"""

from collections.abc import Iterable, Sequence

from app.detection.gazetteers.terms import lists_of
from app.detection.types import PopulationTest

_AMBIGUOUS, _FEW, _ONE, _NONE, _TOLD = -5.0, -3.0, -1.0, 0.0, 0.5
_UNMISTAKABLE, _LONG = 2.5, 2
_SEVERAL = 3
_ENOUGH, _FIRST = 60, 12


def told_by(name: str, *, share: float = 0.6, all_ambiguous: float = -5.0) -> PopulationTest:
    """A population test: against columns in which no term, or but one, is of that list and of no other meaning.

    Args:
        name: the list.
        share: the least share of values of the list; below it a few stand there by chance.
        all_ambiguous: those where three or more are, nothing else stands in the column, and each means something else too.
    """

    def log_odds(values: list[str]) -> float:
        some = spread(values)
        if listed(some[:_FIRST], name) == 0:
            return _NONE if len(some) <= _FIRST else _FEW
        if listed(some, name) < share * len(some):
            return _FEW
        own = list(telling(some, name))
        told = len(own)
        if 0 < told == len(some) and any(value.count(" ") >= _LONG for value in own):
            return _UNMISTAKABLE
        if told == 0 and len(some) >= _SEVERAL and listed(some, name) == len(some):
            return all_ambiguous
        return weight(told, len(some))

    return log_odds


def spread(values: Sequence[str]) -> Sequence[str]:
    """At most some sixty of the values, from all of the column: more tell nothing new about a closed set.

    >>> len(spread(["a"] * 7)), len(spread(["a"] * 1000))
    (7, 63)
    """
    return values if len(values) <= _ENOUGH else values[:: len(values) // _ENOUGH]


def listed(values: Iterable[str], name: str) -> int:
    """How many of the values are terms of the list or leave the question open."""
    return sum(not lists_of(value).isdisjoint({name, "unstated"}) for value in values)


def telling(values: Iterable[str], name: str) -> Iterable[str]:
    """Those of the values that are terms of the list and have no other meaning."""
    return (
        v for v in values if name in (lists := lists_of(v)) and lists.isdisjoint({"ambiguous", "unstated"})
    )


def weight(telling_values: int, values: int) -> float:
    """The log-odds for so many telling values.

    >>> weight(0, 3), weight(1, 1), weight(1, 4), weight(3, 4)
    (-5.0, 0.5, -1.0, 0.5)
    """
    if telling_values == 0:
        return _AMBIGUOUS
    return _ONE if telling_values == 1 < values else _TOLD
