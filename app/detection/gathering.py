"""What the values of one column show: the only stage that sees them."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from app.detection.catalogue import Catalogue
from app.detection.cells.masking import masked
from app.detection.cells.values import EMPTY, ColumnValues, column_values
from app.detection.evidence.check_digits import has_check_digits, passing
from app.detection.evidence.contained import whole_cell_types
from app.detection.evidence.facts import are_a_series, are_dense, are_moments, have_one_layout
from app.detection.evidence.scoring import Scored
from app.detection.evidence.shuffling import pass_rate
from app.detection.matching.matcher import Matcher, Tally
from app.detection.matching.spans import SpanFinder
from app.detection.nested.gathering import PathGatherer
from app.detection.nested.taking_apart import take_apart
from app.detection.types import STRUCTURED, TypeDefinition
from app.detection.wording.reading import read, wording_tally
from app.model.evidence import ColumnEvidence, TallyEvidence
from app.model.schema import Column, Table

_DIGITS = 4
"""Of log-odds that were measured: no estimate is better than that."""

_MOST_SHOWN, _NEAR = 3, -2.0
"""Types that examples are kept for: the chosen one and those that came near."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The evidence of one column while its values are still there.

    Attributes:
        cells: as they were sampled; empty for a column that was not.
        tallies: with exemplars that are not masked; they end here.
    """

    column: Column
    cells: Sequence[str | None]
    values: ColumnValues
    tallies: Mapping[str, Tally]
    evidence: ColumnEvidence


class Gatherer:
    """The value tests of a catalogue made ready; holds caches, no values."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue, self._types = catalogue, catalogue.types
        self._matcher = Matcher(catalogue)
        self._spans = SpanFinder(catalogue)

    def gather(self, column: Column, cells: Sequence[str | None] | None, named: Collection[str]) -> Gathered:
        """What every decision needs; ``named`` are the types that the column's name speaks for or against."""
        values = EMPTY if cells is None else column_values(cells)
        tallies = self._matcher.tallies(values, named)
        distinct = values.distinct
        evidence = ColumnEvidence(
            column=column.name,
            sampled=values.sampled,
            filled=values.filled,
            distinct=distinct,
            dense=are_dense(values.counts, distinct),
            moments=are_moments(values.counts, distinct),
            series=are_a_series(values.counts),
            one_layout=have_one_layout(values.counts),
            tallies=self._tallies(values, tallies, named),
            by_name=tuple(sorted(t for t in named if not self._types[t].value_tested)),
            reading=read(values),
        )
        return Gathered(column, cells or (), values, tallies, evidence)

    def look_closer(
        self, table: Table, gathered: Gathered, ranked: Sequence[Scored], paths: PathGatherer | None
    ) -> ColumnEvidence:
        """What only the decision calls for, best type first: examples, which words read so, what the cells hold.

        Without ``paths`` no cell is taken apart.
        """
        best = self._types[ranked[0].type_id] if ranked and ranked[0].log_odds > 0 else None
        shown = {s.type_id for s in ranked[:_MOST_SHOWN] if s.log_odds > _NEAR}
        if best is None or best.tier not in STRUCTURED:
            shown |= whole_cell_types(self._catalogue, gathered.evidence)
        evidence = replace(gathered.evidence, tallies=_with_exemplars(gathered, shown))
        if best is not None and best.is_read:
            tally = wording_tally(best, gathered.values)
            evidence = replace(evidence, worded={best.id: _evidence(best, tally, exemplars=tally.exemplars)})
        if best is not None and best.tier in STRUCTURED:
            return evidence
        evidence = replace(evidence, spans=self._spans.evidence(gathered.column, gathered.values))
        taken = take_apart(gathered.cells) if paths is not None else None
        if paths is None or taken is None or (taken.form.is_list and best is not None):
            return evidence
        return replace(evidence, nested=paths.gather(table, gathered.column, taken))

    def _tallies(
        self, values: ColumnValues, tallies: Mapping[str, Tally], named: Collection[str]
    ) -> dict[str, TallyEvidence]:
        # A named type that no value has the shape of is measured on all values nevertheless.
        measured = [t for t in named if t not in tallies and self._types[t].population is not None]
        every = {**tallies, **{type_id: Tally() for type_id in measured}} if values.counts else {}
        texts = list(values.counts)
        return {
            type_id: self._measured(type_id, tally, texts, type_id in named)
            for type_id, tally in every.items()
        }

    def _measured(self, type_id: str, tally: Tally, texts: list[str], named: bool) -> TallyEvidence:
        definition = self._types[type_id]
        population = definition.population
        return _evidence(
            definition,
            tally,
            given_up=not named and tally.is_hopeless(definition),
            shuffled=_shuffled(definition, tally, texts),
            population=None if population is None else round(population(texts), _DIGITS),
        )


def _with_exemplars(gathered: Gathered, types: AbstractSet[str]) -> Mapping[str, TallyEvidence]:
    """The tallies, those of these types with masked examples."""
    near = types & gathered.tallies.keys()
    shown = {
        type_id: replace(
            gathered.evidence.tallies[type_id],
            exemplars=masked(type_id, gathered.tallies[type_id].exemplars),
        )
        for type_id in near
    }
    return {**gathered.evidence.tallies, **shown} if shown else gathered.evidence.tallies


def _evidence(
    definition: TypeDefinition,
    tally: Tally,
    *,
    given_up: bool = False,
    shuffled: float | None = None,
    population: float | None = None,
    exemplars: Sequence[str] = (),
) -> TallyEvidence:
    return TallyEvidence(
        tried=tally.tried,
        shaped=tally.shaped,
        passed=tally.passed,
        cells=tally.cells,
        given_up=given_up,
        shuffled=shuffled,
        population=population,
        exemplars=masked(definition.id, exemplars),
    )


def _shuffled(definition: TypeDefinition, tally: Tally, texts: Sequence[str]) -> float | None:
    """Which share passes by chance, where so many pass that it matters and check digits can tell."""
    if tally.shaped == 0 or tally.passed < tally.shaped / 2 or not has_check_digits(definition):
        return None
    return pass_rate(texts, passing(definition))
