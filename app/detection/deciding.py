"""From names, declarations and evidence to verdicts, without any value: again and again if the rules change."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.detection.catalogue import Catalogue
from app.detection.evidence.check_digits import has_check_digits
from app.detection.evidence.contained import contained
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
    series_part,
    shape_part,
    value_part,
)
from app.detection.evidence.scoring import Scored, logit
from app.detection.evidence.shifting import shift_of, shifted
from app.detection.names.headers import HeaderEvidence, HeaderIndex, table_part
from app.detection.nested.judging import placed_findings
from app.detection.types import ANYTHING, STRUCTURED, TypeDefinition
from app.detection.verdicts import finding, verdict
from app.detection.wording.reading import wording_part
from app.model.evidence import ColumnEvidence, TallyEvidence
from app.model.findings import ColumnVerdict, Finding, FindingKind, Part
from app.model.sample import SamplingMethod
from app.model.schema import Column, Table

_NONE = TallyEvidence()

Ranking = Sequence[Scored]
"""The types that the name or some value speaks for or against, best first."""


class Decider:
    """The weights and names of a catalogue made ready; holds caches of names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.headers = HeaderIndex(catalogue)
        self._worded = tuple(t for t in catalogue.types.values() if t.wording)
        self._kin = {t.family: tuple(k for k in self._worded if k.family == t.family) for t in self._worded}

    def decide(
        self, table: Table, evidences: Sequence[ColumnEvidence], method: SamplingMethod
    ) -> tuple[ColumnVerdict, ...]:
        """One verdict per column of the table, in its order, as a scan that gathered that evidence gives it."""
        headers = [self.headers.evidence(column, table) for column in table.columns]
        rankings = self.rank(table, evidences, headers)
        columns = zip(table.columns, evidences, rankings, strict=True)
        return tuple(self.conclude(table, column, seen, ranked, method) for column, seen, ranked in columns)

    def rank(
        self, table: Table, evidences: Sequence[ColumnEvidence], headers: Sequence[HeaderEvidence]
    ) -> list[Ranking]:
        """Per column of the table, in its order, the types that come into question."""
        scores = self._scored(table, evidences, headers)
        if shift := shift_of(self.catalogue, headers, scores):
            scores = self._scored(table, evidences, shifted(headers, shift))
        return [
            sorted(scored, key=lambda s: -s.log_odds) for scored in with_neighbours(self.catalogue, scores)
        ]

    def _scored(
        self, table: Table, evidences: Sequence[ColumnEvidence], headers: Sequence[HeaderEvidence]
    ) -> list[list[Scored]]:
        return [self._scores(table, *each) for each in zip(table.columns, evidences, headers, strict=True)]

    def conclude(
        self,
        table: Table,
        column: Column,
        evidence: ColumnEvidence,
        ranked: Ranking,
        method: SamplingMethod,
    ) -> ColumnVerdict:
        """The verdict that follows from a ranking."""
        certain = 1 if ranked and ranked[0].log_odds > 0 else 0
        chosen, rest = ranked[:certain], ranked[certain:]
        findings: list[Finding] = [
            finding(
                self.catalogue,
                FindingKind.TYPE,
                best,
                tally=_shown(self.catalogue.types[best.type_id], evidence),
                evidence=evidence,
                method=method,
            )
            for best in chosen
        ]
        if not any(self.catalogue.types[f.type_id].tier in STRUCTURED for f in findings):
            findings += self._inside(table, column, evidence, findings, method)
        return verdict(column, evidence, findings, rest, method)

    def checked(self, evidence: ColumnEvidence) -> TallyEvidence | None:
        """The tally of the type with check digits that most values pass."""
        types = self.catalogue.types
        known = [(types[t], tally) for t, tally in evidence.tallies.items() if tally.passed and t in types]
        tallies = [tally for definition, tally in known if has_check_digits(definition)]
        return max(tallies, key=lambda t: (t.passed, -t.shaped), default=None)

    def _inside(
        self,
        table: Table,
        column: Column,
        evidence: ColumnEvidence,
        known: Sequence[Finding],
        method: SamplingMethod,
    ) -> list[Finding]:
        """What some cells hold: at the paths of cells taken apart, and anywhere in any of them."""
        nested, placed = evidence.nested, list[Finding]()
        if nested is not None and not (nested.is_list and known):
            placed = placed_findings(self._decide_paths, table, column, nested, method)
        families = {f.family for f in (*known, *placed)}
        return [*placed, *contained(self.catalogue, evidence, families, method)]

    def _decide_paths(self, table: Table, paths: Sequence[ColumnEvidence]) -> tuple[ColumnVerdict, ...]:
        return self.decide(table, paths, SamplingMethod.HEAD)

    def _scores(
        self, table: Table, column: Column, evidence: ColumnEvidence, header: HeaderEvidence
    ) -> list[Scored]:
        """The score of every type that the name or some value speaks for or against."""
        is_read = evidence.reading is not None and evidence.reading.read > 0
        seen = _Seen(
            table,
            column,
            evidence,
            header,
            sequence=sequence_part(evidence),
            moments=moment_part(evidence),
            role=role_part(column, table),
            checked=self.checked(evidence),
        )
        return [
            Scored(definition.id, self._parts(definition, seen))
            for definition in self.catalogue.types.values()
            if definition.id in evidence.tallies
            or definition.id in header.named
            or (is_read and definition.is_read)
        ]

    def _parts(self, definition: TypeDefinition, seen: "_Seen") -> tuple[Part, ...]:
        evidence = seen.evidence
        tally = _tally(definition, evidence)
        known = tally or _NONE
        # Values were given up on while no name spoke for the type: what was tried is then a sample of them.
        is_part = known.given_up and definition.id in seen.header.named
        tested = known.tried if is_part else evidence.distinct
        parts = (
            Part(name="prior", log_odds=logit(definition.prior), detail="share of such columns in databases"),
            seen.header.part(definition.id),
            table_part(seen.table, definition),
            None if tally is None else shape_part(definition, tally, tested),
            value_part(definition, known, tested, told=seen.header.tells(definition.id)),
            layout_part(definition, known, evidence),
            population_part(definition, known),
            declared_part(definition, seen.column),
            few_distinct_part(definition, evidence),
            None if seen.header.speaks_for(definition.id) else series_part(definition, evidence),
            # Ages and years are dense by nature: what need not tell persons apart may look counted.
            seen.sequence if definition.distinct else None,
            seen.moments,
            seen.role,
            wording_part(definition, self._kin.get(definition.family, ()), evidence.reading),
            coincidence_part(definition, seen.checked),
            numbering_part(definition, seen.role),
        )
        return tuple(p for p in parts if p is not None and (p.log_odds != 0 or p.name == "prior"))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a column, whatever the type."""

    table: Table
    column: Column
    evidence: ColumnEvidence
    header: HeaderEvidence
    sequence: Part | None
    moments: Part | None
    role: Part | None
    checked: TallyEvidence | None


def was_tried(definition: TypeDefinition, evidence: ColumnEvidence) -> bool:
    """Whether the values were held against the type: one that only a name tells is tried where the name does."""
    return definition.value_tested or definition.id in evidence.by_name or takes_anything(definition)


def _tally(definition: TypeDefinition, evidence: ColumnEvidence) -> TallyEvidence | None:
    """How the values fared against the type; ``None`` if they were never tried."""
    known = evidence.tallies.get(definition.id)
    if known is not None:
        return known
    if not was_tried(definition, evidence):
        return None
    if definition.value_tested or definition.id in evidence.by_name:
        return _NONE
    count = evidence.distinct
    return TallyEvidence(tried=count, shaped=count, passed=count, cells=evidence.filled)


def takes_anything(definition: TypeDefinition) -> bool:
    """Whether every value is of the type as far as values tell."""
    return definition.shape is None and definition.pattern == ANYTHING and definition.test is None


def _shown(definition: TypeDefinition, evidence: ColumnEvidence) -> TallyEvidence:
    """The tally a finding shows."""
    if not definition.is_read:
        return _tally(definition, evidence) or _NONE
    known, reading = evidence.worded.get(definition.id), evidence.reading
    if known is not None or reading is None:
        return known or _NONE
    # Which values read so was counted for the type decided on then; of another one the first hundred are known.
    passed = sum(reading.tops.get(c, 0) for c in definition.wording)
    return TallyEvidence(tried=reading.read, shaped=reading.read, passed=passed, cells=passed)
