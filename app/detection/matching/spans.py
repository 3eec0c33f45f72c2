"""Types inside longer text: e-mail addresses in notes, card numbers in tickets, tokens in logs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.detection.catalogue import Catalogue
from app.detection.cells.masking import masked
from app.detection.cells.shapes import bits_for
from app.detection.cells.values import ColumnValues
from app.detection.matching.linear import Pattern
from app.detection.matching.patterns import search_of
from app.detection.matching.prefilter import AnyOf
from app.detection.types import TypeDefinition
from app.model.evidence import SpanEvidence
from app.model.schema import Column, DataType

_TEXTUAL = frozenset({DataType.TEXT, DataType.JSON, DataType.ARRAY, DataType.OTHER})
_SHORTEST_TEXT = 8
_CONTEXT_CHARACTERS = 40
_MOST_EXEMPLARS, _MOST_SPANS = 3, 200
_DIGITS = 4
_ASKED_ONE_BY_ONE, _ASKED_AT_ONCE, _GROUPS = 3, 100, 3
_SPACE = bits_for(("space",))
_OF_CODES = bits_for(("digit", "upper", "lower", "dash", "dot", "underscore"))


@dataclass(slots=True)
class _SpanTally:
    """What ``search`` found in one column: spans tried and valid, values and cells that hold a valid one, the first spans."""

    tried: int = 0
    valid: int = 0
    values: int = 0
    cells: int = 0
    in_context: bool = False
    spans: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class _Search:
    definition: TypeDefinition
    pattern: Pattern
    needs: int

    def may_be_in(self, bits: int) -> bool:
        """Whether a text of these character classes can hold it.

        A text without a space or a mark holds, if anything, the type in whole, which is the business of ``matching``;
        secrets are looked for nevertheless: one among a thousand other codes matters.
        """
        if bits & self.needs != self.needs:
            return False
        return bool(bits & ~_OF_CODES) or self.is_secret

    @property
    def is_secret(self) -> bool:
        """Whether it is looked for in codes as well."""
        return self.definition.family == "SECRET"


class SpanFinder:
    """Looks for every searchable type of a catalogue inside the values of a column."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._searches = tuple(
            _Search(t, pattern, bits_for(t.search_needs))
            for t in catalogue.types.values()
            if (pattern := search_of(t)) is not None
        )
        self._by_bits: dict[int, frozenset[int]] = {}

    @cached_property
    def _asked(self) -> tuple[tuple[tuple[int, ...], AnyOf], ...]:
        """The places of the searches in groups, secrets by themselves, each with what asks for all of its group.

        RE2 makes its automaton while it reads, and that of a group grows with the product of its patterns.
        """
        secret = [place for place, search in enumerate(self._searches) if search.is_secret]
        others = [place for place, search in enumerate(self._searches) if not search.is_secret]
        dealt = [*(secret[n::_GROUPS] for n in range(_GROUPS)), *(others[n::_GROUPS] for n in range(_GROUPS))]
        return tuple(
            (tuple(group), AnyOf(self._searches[place].definition.search or "" for place in group))
            for group in dealt
        )

    def _seen_in(self, texts: Sequence[str], among: frozenset[int]) -> frozenset[int]:
        """Those of the places whose searches may find something in one of the texts."""
        lines = "\n".join(texts)
        return among.intersection(
            group[each]
            for group, any_of in self._asked
            if not among.isdisjoint(group)
            for each in any_of.seen_in_lines(lines)
        )

    def evidence(self, column: Column, values: ColumnValues) -> dict[str, SpanEvidence]:
        """What was found by type, of those that some valid span was found of; empty for columns that hold no text."""
        if column.data_type not in _TEXTUAL:
            return {}
        found = self._found(values)
        return {type_id: self._evidence(type_id, tally) for type_id, tally in found.items() if tally.valid}

    def _evidence(self, type_id: str, tally: _SpanTally) -> SpanEvidence:
        population = self._catalogue.types[type_id].population
        return SpanEvidence(
            tried=tally.tried,
            valid=tally.valid,
            values=tally.values,
            cells=tally.cells,
            in_context=tally.in_context,
            population=round(population(tally.spans), _DIGITS) if population is not None else None,
            exemplars=masked(type_id, tally.spans[:_MOST_EXEMPLARS]),
        )

    def _found(self, values: ColumnValues) -> Mapping[str, _SpanTally]:
        found: dict[str, _SpanTally] = {}
        gates = zip(values.counts, values.gates, strict=True)
        texts = [(text, bits) for text, (length, bits) in gates if length >= _SHORTEST_TEXT]
        for start in range(0, len(texts), _ASKED_AT_ONCE):
            some = texts[start : start + _ASKED_AT_ONCE]
            among = frozenset[int]().union(*map(self._places_for, {bits for _, bits in some}))
            possible = self._seen_in([text for text, _ in some], among)
            for text, bits in some if possible else ():
                places = possible & self._places_for(bits)
                if len(places) > _ASKED_ONE_BY_ONE and bits & _SPACE:
                    places = self._seen_in([text], places)
                for place in sorted(places):
                    _search(self._searches[place], text, values.counts[text], found)
        return found

    def _places_for(self, bits: int) -> frozenset[int]:
        known = self._by_bits.get(bits)
        if known is None:
            known = frozenset(place for place, search in enumerate(self._searches) if search.may_be_in(bits))
            self._by_bits[bits] = known
        return known


def _search(search: _Search, text: str, cells: int, found: dict[str, _SpanTally]) -> None:
    definition, valid_before = search.definition, None
    tally = found.get(definition.id)
    for span in search.pattern.finditer(text):
        if tally is None:
            tally = found[definition.id] = _SpanTally()
        if valid_before is None:
            valid_before = tally.valid
        tally.tried += 1
        if definition.test is None or definition.test(span[0]):
            tally.valid += 1
            tally.in_context = tally.in_context or _has_context(definition, text, span.start())
            if len(tally.spans) < _MOST_SPANS:
                tally.spans.append(span[0])
    if tally is not None and valid_before is not None and tally.valid > valid_before:
        tally.values += 1
        tally.cells += cells


def _has_context(definition: TypeDefinition, text: str, start: int) -> bool:
    before = text[max(0, start - _CONTEXT_CHARACTERS) : start].lower()
    return any(word in before for word in definition.context)
