"""Which values of a column fit which types, in one pass over the distinct values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.detection.catalogue import Catalogue
from app.detection.shapes import bits_for, bits_of
from app.detection.types import TypeDefinition
from app.detection.values import ColumnValues

_MOST_EXEMPLARS = 3
_EVERY_CLASS = -1
_MOST_GATES = 65_536


@dataclass(slots=True)
class Tally:
    """How the distinct values of a column fare against one type.

    Attributes:
        shaped: values that fit shape and pattern.
        passed: those that pass the value test too; equals ``shaped`` for a type without one.
        cells: cells that hold a value that passed.
        exemplars: the first values that passed; never stored unmasked.
    """

    shaped: int = 0
    passed: int = 0
    cells: int = 0
    exemplars: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class _Matcher:
    definition: TypeDefinition
    pattern: re.Pattern[str]
    shortest: int
    longest: int
    needs: int
    allows: int


class Matcher:
    """Matches columns against every type of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._matchers = tuple(_matcher(t) for t in catalogue.types.values())
        self._gate: dict[tuple[int, int], tuple[_Matcher, ...]] = {}

    def tallies(self, values: ColumnValues) -> Mapping[str, Tally]:
        """The tally of each type that at least one value has the shape of."""
        found: dict[str, Tally] = {}
        for value, cells in values.counts.items():
            for matcher in self._candidates(value):
                if matcher.pattern.fullmatch(value) is None:
                    continue
                definition = matcher.definition
                tally = found.setdefault(definition.id, Tally())
                tally.shaped += 1
                if definition.test is not None and not definition.test(value):
                    continue
                tally.passed += 1
                tally.cells += cells
                if len(tally.exemplars) < _MOST_EXEMPLARS:
                    tally.exemplars.append(value)
        return found

    def _candidates(self, value: str) -> tuple[_Matcher, ...]:
        """The types whose gate the value passes; few gates exist, so they are remembered."""
        gate = (len(value), bits_of(value))
        known = self._gate.get(gate)
        if known is None:
            known = tuple(m for m in self._matchers if _lets_through(m, *gate))
            if len(self._gate) >= _MOST_GATES:
                self._gate.clear()
            self._gate[gate] = known
        return known


def _lets_through(matcher: _Matcher, length: int, bits: int) -> bool:
    return (
        matcher.shortest <= length <= matcher.longest
        and bits & matcher.needs == matcher.needs
        and bits & ~matcher.allows == 0
    )


def _matcher(definition: TypeDefinition) -> _Matcher:
    shape = definition.shape
    pattern = re.compile(definition.pattern)
    if shape is None:
        return _Matcher(definition, pattern, 0, 1 << 30, 0, _EVERY_CLASS)
    allows = bits_for(shape.allows) | bits_for(shape.needs) if shape.allows else _EVERY_CLASS
    return _Matcher(definition, pattern, shape.shortest, shape.longest, bits_for(shape.needs), allows)
