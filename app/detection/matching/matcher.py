"""Which values of a column fit which types, in one pass over the distinct values."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from app.detection.catalogue import Catalogue
from app.detection.cells.shapes import bits_for, bits_of
from app.detection.cells.values import ColumnValues
from app.detection.matching.linear import Pattern
from app.detection.matching.patterns import pattern_of
from app.detection.types import TypeDefinition

_MOST_EXEMPLARS = 3
_ENOUGH, _HOPELESS, _STRIDE = 50, 0.25, 7
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
        tried: dict[tuple[int, int], list[_Matcher]] = {}
        for value in spread(values.counts):
            gate = (len(value), bits_of(value))
            matchers = tried.get(gate)
            if matchers is None:
                matchers = tried[gate] = [m for m in self._candidates(gate) if m.definition.id not in idle]
            hopeless = {
                m.definition.id
                for m in matchers
                if _try(m, value, values.counts[value], found) and m.definition.id not in named
            }
            if hopeless:
                idle |= hopeless
                tried.clear()
        return {type_id: tally for type_id, tally in found.items() if tally.shaped}

    def _candidates(self, gate: tuple[int, int]) -> tuple[_Matcher, ...]:
        """The types that let a length and classes through; few such gates exist, so they are remembered."""
        known = self._gate.get(gate)
        if known is None:
            known = tuple(m for m in self._matchers if _lets_through(m, *gate))
            if len(self._gate) >= _MOST_GATES:
                self._gate.clear()
            self._gate[gate] = known
        return known


def _try(matcher: _Matcher, value: str, cells: int, found: dict[str, Tally]) -> bool:
    """Count the value for the type; gives whether the type has become hopeless."""
    definition = matcher.definition
    tally = found.get(definition.id)
    if tally is None:
        tally = found[definition.id] = Tally()
    tally.tried += 1
    if matcher.pattern.fullmatch(value) is not None:
        tally.add(value, cells, definition.test is None or definition.test(value))
    return tally.is_hopeless(definition)


def spread(counts: Mapping[str, int]) -> Iterator[str]:
    """The values in strides, so that the first fifty come from the whole column even where it is sorted."""
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
