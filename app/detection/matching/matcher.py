"""Which values of a column fit which types: values of one length and character classes together, type by type."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.detection.catalogue import Catalogue
from app.detection.cells.shapes import Gate, bits_for
from app.detection.cells.values import ColumnValues, spread
from app.detection.matching.linear import Pattern
from app.detection.matching.patterns import pattern_of
from app.detection.types import TypeDefinition

_MOST_EXEMPLARS = 3
_ENOUGH, _HOPELESS = 50, 0.25
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

    def add(self, tried: int, shaped: int, passed: Sequence[str], counts: Mapping[str, int]) -> None:
        """Count distinct values: so many tried, so many of the shape, and those that passed with their cells."""
        self.tried += tried
        self.shaped += shaped
        self.passed += len(passed)
        self.cells += sum(map(counts.__getitem__, passed))
        self.exemplars += passed[: _MOST_EXEMPLARS - len(self.exemplars)]

    def is_hopeless(self, definition: TypeDefinition) -> bool:
        """Whether enough values were tried to know that far too few are valid."""
        return self.tried == _ENOUGH and self.passed < definition.coverage * _HOPELESS * _ENOUGH


@dataclass(frozen=True, slots=True, eq=False)
class _Matcher:
    definition: TypeDefinition
    fits: Callable[[str], object | None]
    shortest: int
    longest: int
    needs: int
    allows: int

    def lets_through(self, gate: Gate) -> bool:
        """Whether values of that length and these classes can be of the type."""
        length, bits = gate
        return (
            self.shortest <= length <= self.longest
            and bits & self.needs == self.needs
            and bits & ~self.allows == 0
        )

    def count(self, tally: Tally, values: Sequence[str], counts: Mapping[str, int]) -> None:
        """Try the values, pattern first."""
        shaped = list(filter(self.fits, values))
        test = self.definition.test
        tally.add(len(values), len(shaped), shaped if test is None else list(filter(test, shaped)), counts)


class Matcher:
    """Matches columns against every type of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._matchers = tuple(_matcher(t) for t in catalogue.types.values() if not t.is_read)
        self._gate: dict[Gate, tuple[_Matcher, ...]] = {}

    def tallies(self, values: ColumnValues, named: Collection[str]) -> Mapping[str, Tally]:
        """The tally of each type that at least one value has the shape of.

        A type that only its name can tell is tried only where it is ``named``. Another one that is not named is
        given up once its share of valid values is hopeless, and its tally then covers what was tried.
        """
        found: dict[str, Tally] = {}
        for matcher, passing in self._let_through(values):
            definition, tally = matcher.definition, Tally()
            is_named = definition.id in named
            if not is_named and not definition.value_tested:
                continue
            matcher.count(tally, passing[:_ENOUGH], values.counts)
            if len(passing) > _ENOUGH and (is_named or not tally.is_hopeless(definition)):
                matcher.count(tally, passing[_ENOUGH:], values.counts)
            if tally.shaped:
                found[definition.id] = tally
        return found

    def _let_through(self, values: ColumnValues) -> Iterable[tuple[_Matcher, Sequence[str]]]:
        """Each type that lets some values through, with those, in strides over the column."""
        ordered, gates = spread(list(values.counts)), spread(values.gates)
        places: dict[Gate, list[int]] = {}
        for place, gate in enumerate(gates):
            places.setdefault(gate, []).append(place)
        opened: dict[_Matcher, list[Gate]] = {}
        for gate in places:
            for matcher in self._candidates(gate):
                opened.setdefault(matcher, []).append(gate)
        known: dict[tuple[Gate, ...], Sequence[str]] = {tuple(places): ordered}
        for matcher, through in opened.items():
            key = tuple(through)
            passing = known.get(key)
            if passing is None:
                chosen = sorted(place for gate in through for place in places[gate])
                passing = known[key] = [ordered[place] for place in chosen]
            yield matcher, passing

    def _candidates(self, gate: Gate) -> tuple[_Matcher, ...]:
        """The types that let a length and classes through; few such gates exist, so they are remembered."""
        known = self._gate.get(gate)
        if known is None:
            known = tuple(m for m in self._matchers if m.lets_through(gate))
            if len(self._gate) >= _MOST_GATES:
                self._gate.clear()
            self._gate[gate] = known
        return known


def _matcher(definition: TypeDefinition) -> _Matcher:
    shape = definition.shape
    pattern: Pattern = pattern_of(definition)
    if shape is None:
        return _Matcher(definition, pattern.fullmatch, 0, 1 << 30, 0, _EVERY_CLASS)
    allows = bits_for(shape.allows) | bits_for(shape.needs) if shape.allows else _EVERY_CLASS
    return _Matcher(
        definition, pattern.fullmatch, shape.shortest, shape.longest, bits_for(shape.needs), allows
    )
