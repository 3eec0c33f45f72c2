"""From a table and its sample to one verdict per column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.detection.catalogue import Catalogue
from app.detection.evidence import (
    declared_part,
    few_distinct_part,
    population_part,
    role_part,
    sequence_part,
    shape_part,
    value_part,
)
from app.detection.headers import HeaderEvidence, HeaderIndex, table_part
from app.detection.matching import Matcher, Tally
from app.detection.neighbours import with_neighbours
from app.detection.scoring import Scored, logit
from app.detection.spans import SpanFinder
from app.detection.types import STRUCTURED, TypeDefinition
from app.detection.values import EMPTY, ColumnValues, column_values
from app.detection.verdicts import finding, verdict
from app.model.findings import ColumnVerdict, Finding, FindingKind, Part
from app.model.sample import Sample
from app.model.schema import Column, Table


class Classifier:
    """A catalogue made ready for matching; holds caches, no values, and may be used for any number of tables."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.headers = HeaderIndex(catalogue)
        self.matcher = Matcher(catalogue)
        self.spans = SpanFinder(catalogue)


@dataclass(frozen=True, slots=True)
class _Examined:
    column: Column
    values: ColumnValues
    tallies: Mapping[str, Tally]
    scored: Sequence[Scored]


def classify_table(classifier: Classifier, table: Table, sample: Sample) -> tuple[ColumnVerdict, ...]:
    """One verdict per column of the table, in its order.

    A column the sample does not hold is judged by its name alone. Total: no value makes it raise, and no value
    leaves but as a masked exemplar.
    """
    examined = [_examine(classifier, table, column, sample) for column in table.columns]
    ranked = with_neighbours(classifier.catalogue, [e.scored for e in examined])
    return tuple(
        _decide(classifier, e, scored, sample) for e, scored in zip(examined, ranked, strict=True)
    )


def _examine(classifier: Classifier, table: Table, column: Column, sample: Sample) -> _Examined:
    cells = sample.values.get(column.name)
    values = EMPTY if cells is None else column_values(cells)
    header = classifier.headers.evidence(column)
    tallies = classifier.matcher.tallies(values, header.named.keys())
    shared = [p for p in (sequence_part(values.counts, values.distinct), role_part(column, table)) if p]
    scored = [
        _score(definition, column, table, values, tallies.get(definition.id, Tally()), header, shared)
        for definition in classifier.catalogue.types.values()
        if definition.id in tallies or definition.id in header.named
    ]
    return _Examined(column, values, tallies, scored)


def _score(
    definition: TypeDefinition,
    column: Column,
    table: Table,
    values: ColumnValues,
    tally: Tally,
    header: HeaderEvidence,
    shared: Sequence[Part],
) -> Scored:
    prior = Part(name="prior", log_odds=logit(definition.prior), detail="share of such columns in databases")
    parts = (
        header.part(definition.id),
        table_part(table, definition),
        shape_part(definition, tally, values.distinct),
        value_part(definition, tally),
        population_part(definition, values),
        declared_part(definition, column),
        few_distinct_part(definition, values),
        *shared,
    )
    return Scored(definition.id, (prior, *(p for p in parts if p is not None and p.log_odds != 0)))


def _decide(
    classifier: Classifier, examined: _Examined, scored: Sequence[Scored], sample: Sample
) -> ColumnVerdict:
    column, values, method = examined.column, examined.values, sample.facts.method
    ranked = sorted(scored, key=lambda s: -s.log_odds)
    chosen, rest = (ranked[:1], ranked[1:]) if ranked and ranked[0].log_odds > 0 else ([], ranked)
    findings: list[Finding] = [
        finding(
            classifier.catalogue,
            FindingKind.TYPE,
            best,
            examined.tallies.get(best.type_id, Tally()),
            values,
            method,
        )
        for best in chosen
    ]
    if not any(classifier.catalogue.types[f.type_id].tier in STRUCTURED for f in findings):
        findings += classifier.spans.findings(column, values, {f.family for f in findings}, method)
    return verdict(column, values, findings, rest, method)
