"""From a table and its sample to one verdict per column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.detection.catalogue import Catalogue
from app.detection.cells.values import EMPTY, ColumnValues, column_values
from app.detection.evidence.check_digits import has_check_digits
from app.detection.evidence.neighbours import with_neighbours
from app.detection.evidence.parts import (
    coincidence_part,
    declared_part,
    few_distinct_part,
    layout_part,
    moment_part,
    numbering_part,
    population_part,
    role_part,
    sequence_part,
    shape_part,
    value_part,
)
from app.detection.evidence.scoring import Scored, logit
from app.detection.gazetteers import terms
from app.detection.matching.matcher import Matcher, Tally
from app.detection.matching.spans import SpanFinder
from app.detection.names.headers import HeaderEvidence, HeaderIndex, table_part
from app.detection.nested.judging import PathJudge
from app.detection.nested.taking_apart import TakenApart, take_apart
from app.detection.types import STRUCTURED, TypeDefinition
from app.detection.verdicts import finding, verdict
from app.detection.wording.reading import Reading, read, wording_part, wording_tally
from app.model.findings import ColumnVerdict, Finding, FindingKind, Part
from app.model.sample import Sample, SamplingMethod
from app.model.schema import Column, Table


class Classifier:
    """A catalogue made ready for matching; holds caches, no values, and may be used for any number of tables."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.headers = HeaderIndex(catalogue)
        self.matcher = Matcher(catalogue)
        self.spans = SpanFinder(catalogue)
        self.worded = tuple(t for t in catalogue.types.values() if t.wording)
        self.paths = PathJudge(
            classify=lambda table, sample: classify_table(self, table, sample, inside=False),
            knows=self.headers.knows,
            types=dict(catalogue.types),
        )
        self.kin = {t.family: tuple(k for k in self.worded if k.family == t.family) for t in self.worded}


@dataclass(frozen=True, slots=True)
class _Examined:
    column: Column
    values: ColumnValues
    header: HeaderEvidence
    tallies: Mapping[str, Tally]
    reading: Reading | None
    taken: TakenApart | None


@terms.forgotten_afterwards()
def classify_table(
    classifier: Classifier, table: Table, sample: Sample, *, inside: bool = True
) -> tuple[ColumnVerdict, ...]:
    """One verdict per column of the table, in its order.

    A column the sample does not hold is judged by its name alone. Total: no value makes it raise, and no value
    leaves but as a masked exemplar. ``inside``: cells that hold several values are taken apart.
    """
    examined = [_examine(classifier, table, column, sample, inside=inside) for column in table.columns]
    scores = [_scores(classifier, table, e) for e in examined]
    ranked = with_neighbours(classifier.catalogue, scores)
    return tuple(
        _decide(classifier, table, e, scored, sample) for e, scored in zip(examined, ranked, strict=True)
    )


def _examine(
    classifier: Classifier, table: Table, column: Column, sample: Sample, *, inside: bool
) -> _Examined:
    cells = sample.values.get(column.name)
    values = EMPTY if cells is None else column_values(cells)
    header = classifier.headers.evidence(column, table)
    tallies = classifier.matcher.tallies(values, header.named.keys())
    taken = take_apart(cells) if inside and cells is not None else None
    return _Examined(column, values, header, tallies, read(values), taken)


def _scores(classifier: Classifier, table: Table, examined: _Examined) -> list[Scored]:
    """The score of every type that the name or some value speaks for or against."""
    values = examined.values
    worded = (
        {t.id for t in classifier.worded if t.is_read}
        if examined.reading and examined.reading.read
        else set[str]()
    )
    shared = (
        sequence_part(values.counts, values.distinct),
        moment_part(values.counts, values.distinct),
        role_part(examined.column, table),
    )
    checked = _checked(classifier, examined)
    return [
        _score(
            definition,
            table,
            examined,
            (*shared, _wording(classifier, definition, examined), coincidence_part(definition, checked)),
        )
        for definition in classifier.catalogue.types.values()
        if definition.id in worded
        or definition.id in examined.tallies
        or definition.id in examined.header.named
    ]


def _checked(classifier: Classifier, examined: _Examined) -> Tally | None:
    """The tally of the type with check digits that most values pass."""
    types = classifier.catalogue.types
    tallies = [t for type_id, t in examined.tallies.items() if t.passed and has_check_digits(types[type_id])]
    return max(tallies, key=lambda t: t.passed, default=None)


def _wording(classifier: Classifier, definition: TypeDefinition, examined: _Examined) -> Part | None:
    return wording_part(definition, classifier.kin.get(definition.family, ()), examined.reading)


def _score(
    definition: TypeDefinition, table: Table, examined: _Examined, shared: Sequence[Part | None]
) -> Scored:
    tally, values = examined.tallies.get(definition.id, Tally()), examined.values
    prior = Part(name="prior", log_odds=logit(definition.prior), detail="share of such columns in databases")
    parts = (
        examined.header.part(definition.id),
        table_part(table, definition),
        shape_part(definition, tally, values.distinct),
        value_part(definition, tally, values),
        layout_part(definition, tally, values),
        population_part(definition, values),
        declared_part(definition, examined.column),
        few_distinct_part(definition, values),
        # Ages and years are dense by nature: what need not tell persons apart may look counted.
        shared[0] if definition.distinct else None,
        *shared[1:],
        numbering_part(definition, shared[2]),
    )
    return Scored(definition.id, (prior, *(p for p in parts if p is not None and p.log_odds != 0)))


def _decide(
    classifier: Classifier, table: Table, examined: _Examined, scored: Sequence[Scored], sample: Sample
) -> ColumnVerdict:
    column, values, method = examined.column, examined.values, sample.facts.method
    ranked = sorted(scored, key=lambda s: -s.log_odds)
    chosen, rest = (ranked[:1], ranked[1:]) if ranked and ranked[0].log_odds > 0 else ([], ranked)
    findings: list[Finding] = [
        finding(
            classifier.catalogue,
            FindingKind.TYPE,
            best,
            tally=_tally(classifier, best.type_id, examined),
            values=values,
            method=method,
        )
        for best in chosen
    ]
    if not any(classifier.catalogue.types[f.type_id].tier in STRUCTURED for f in findings):
        findings += _inside(classifier, table, examined, findings, method)
    return verdict(column, values, findings, rest, method)


def _inside(
    classifier: Classifier,
    table: Table,
    examined: _Examined,
    known: Sequence[Finding],
    method: SamplingMethod,
) -> list[Finding]:
    """What some cells hold: at the paths of cells taken apart, and anywhere in the others."""
    taken = examined.taken
    if taken is None or (taken.form.is_list and known):
        families = {f.family for f in known}
        return classifier.spans.findings(examined.column, examined.values, families, method)
    placed = classifier.paths.findings(table, examined.column, taken, method)
    rest = examined.values if taken.form.is_list else column_values(taken.rest)
    families = {f.family for f in (*known, *placed)}
    return [*placed, *classifier.spans.findings(examined.column, rest, families, method)]


def _tally(classifier: Classifier, type_id: str, examined: _Examined) -> Tally:
    definition = classifier.catalogue.types[type_id]
    if definition.is_read:
        return wording_tally(definition, examined.values)
    return examined.tallies.get(type_id, Tally())
