"""Which values of a column fit which types, in one pass over the distinct values."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from app.detection.catalogue import Catalogue
from app.detection.linear import Pattern
from app.detection.patterns import pattern_of
from app.detection.shapes import bits_for, bits_of
from app.detection.types import TypeDefinition
from app.detection.values import ColumnValues

_MOST_EXEMPLARS = 3
_ENOUGH, _HOPELESS, _STRIDE = 100, 0.25, 7
_EVERY_CLASS = -1
_MOST_GATES = 65_536


@dataclass(slots=True)
class Tally:
    """How the distinct values of a column fare against one type.

    Attributes:
        tried: values that pass the gate of length and character classes.
        shaped: values that fit the pattern as well.
        passed: those that pass the value test too; equals ``shaped`` for a type without one.
        cells: cells that hold a value that passed.
        exemplars: the first values that passed; never stored unmasked.
    """

    tried: int = 0
    shaped: int = 0
    passed: int = 0
    cells: int = 0
    exemplars: list[str] = field(default_factory=list[str])

    def add(self, value: str, cells: int, valid: bool) -> None:
        """Count one distinct value that has the shape."""
        self.shaped += 1
        if valid:
            self.passed += 1
            self.cells += cells
            if len(self.exemplars) < _MOST_EXEMPLARS:
                self.exemplars.append(value)

    def is_hopeless(self, definition: TypeDefinition) -> bool:
        """Whether enough values were tried to know that far too few are valid."""
        return self.tried == _ENOUGH and self.passed < definition.coverage * _HOPELESS * _ENOUGH


@dataclass(frozen=True, slots=True)
class _Matcher:
    definition: TypeDefinition
    pattern: Pattern
    shortest: int
    longest: int
    needs: int
    allows: int


class Matcher:
    """Matches columns against every type of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._matchers = tuple(_matcher(t) for t in catalogue.types.values() if not t.is_read)
        self._by_name_only = tuple(t for t in catalogue.types.values() if not t.value_tested)
        self._gate: dict[tuple[int, int], tuple[_Matcher, ...]] = {}

    def tallies(self, values: ColumnValues, named: Collection[str]) -> Mapping[str, Tally]:
        """The tally of each type that at least one value has the shape of.

        A type that only its name can tell is tried only where it is ``named``. Another one that is not named is
        given up once its share of valid values is hopeless, and its tally then covers what was tried.
        """
        found: dict[str, Tally] = {}
        idle = {d.id for d in self._by_name_only if d.id not in named}
        for value in spread(values.counts):
            for matcher in self._candidates(value):
                definition = matcher.definition
                if definition.id in idle:
                    continue
                tally = found.get(definition.id)
                if tally is None:
                    tally = found[definition.id] = Tally()
                tally.tried += 1
                if matcher.pattern.fullmatch(value) is not None:
                    tally.add(value, values.counts[value], definition.test is None or definition.test(value))
                if tally.is_hopeless(definition) and definition.id not in named:
                    idle.add(definition.id)
        return {type_id: tally for type_id, tally in found.items() if tally.shaped}

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


def spread(counts: Mapping[str, int]) -> Iterator[str]:
    """The values in strides, so that the first hundred come from the whole column even where it is sorted."""
    ordered = list(counts)
    return (value for start in range(_STRIDE) for value in ordered[start::_STRIDE])


def _lets_through(matcher: _Matcher, length: int, bits: int) -> bool:
    return (
        matcher.shortest <= length <= matcher.longest
        and bits & matcher.needs == matcher.needs
        and bits & ~matcher.allows == 0
    )


def _matcher(definition: TypeDefinition) -> _Matcher:
    shape = definition.shape
    pattern = pattern_of(definition)
    if shape is None:
        return _Matcher(definition, pattern, 0, 1 << 30, 0, _EVERY_CLASS)
    allows = bits_for(shape.allows) | bits_for(shape.needs) if shape.allows else _EVERY_CLASS
    return _Matcher(definition, pattern, shape.shortest, shape.longest, bits_for(shape.needs), allows)
