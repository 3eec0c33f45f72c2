"""Types inside longer text: e-mail addresses in notes, card numbers in tickets, tokens in logs."""

from collections.abc import Collection
from dataclasses import dataclass, field

from app.detection.catalogue import Catalogue
from app.detection.linear import Pattern
from app.detection.matching import Tally
from app.detection.patterns import search_of
from app.detection.scoring import Scored, capped, likelihood_ratio, logit
from app.detection.shapes import bits_for, bits_of
from app.detection.types import TypeDefinition
from app.detection.values import ColumnValues
from app.detection.verdicts import finding
from app.model.findings import Finding, FindingKind, Part
from app.model.sample import SamplingMethod
from app.model.schema import Column, DataType

_TEXTUAL = frozenset({DataType.TEXT, DataType.JSON, DataType.ARRAY, DataType.OTHER})
_SHORTEST_TEXT = 8
_PRIOR = 0.02
_MOST, _LEAST, _CONTEXT = 8.0, -6.0, 1.5
_CONTEXT_CHARACTERS = 40
_MOST_EXEMPLARS, _MOST_SPANS = 3, 200


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


class SpanFinder:
    """Looks for every searchable type of a catalogue inside the values of a column."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._searches = tuple(
            _Search(t, pattern, bits_for(t.search_needs))
            for t in catalogue.types.values()
            if (pattern := search_of(t)) is not None
        )

    def findings(
        self, column: Column, values: ColumnValues, known: Collection[str], method: SamplingMethod
    ) -> list[Finding]:
        """Types that some cells hold, without the families already known; empty for columns that hold no text."""
        if column.data_type not in _TEXTUAL:
            return []
        scored = ((s, t) for s, t in self._scored(values) if self._family(s) not in known and s.log_odds > 0)
        return [
            finding(
                self._catalogue,
                FindingKind.CONTAINS,
                s,
                tally=Tally(passed=t.values, cells=t.cells, exemplars=t.spans[:_MOST_EXEMPLARS]),
                values=values,
                method=method,
            )
            for s, t in scored
        ]

    def _family(self, scored: Scored) -> str:
        return self._catalogue.types[scored.type_id].family

    def _scored(self, values: ColumnValues) -> list[tuple[Scored, _SpanTally]]:
        found: dict[str, _SpanTally] = {}
        for text, cells in values.counts.items():
            if len(text) < _SHORTEST_TEXT:
                continue
            bits = bits_of(text)
            for search in self._searches:
                if bits & search.needs == search.needs:
                    _search(search, text, cells, found)
        return [(_score(self._catalogue.types[type_id], tally), tally) for type_id, tally in found.items()]


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


def _score(definition: TypeDefinition, tally: _SpanTally) -> Scored:
    ratio = likelihood_ratio(tally.valid, tally.tried, definition.search_p0, definition.coverage)
    parts = [
        Part(name="prior", log_odds=logit(_PRIOR), detail="share of text columns that hold such a thing"),
        Part(
            name="values",
            log_odds=capped(ratio, _LEAST, _MOST),
            detail=f"{tally.valid:,} of {tally.tried:,} spans valid, {definition.search_p0:.2%} expected by chance",
        ),
    ]
    if definition.population is not None and tally.spans:
        weight = definition.population(tally.spans)
        parts.append(Part(name="distribution", log_odds=weight, detail="what was found taken together"))
    if tally.in_context:
        parts.append(Part(name="context", log_odds=_CONTEXT, detail="a telling word stands before it"))
    return Scored(definition.id, tuple(parts))
