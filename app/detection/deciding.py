"""From names, declarations and evidence to verdicts, without any value: again and again if the rules change."""

from collections.abc import Mapping, Sequence
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
    shape_part,
    value_part,
)
from app.detection.evidence.scoring import Scored, logit
from app.detection.names.headers import HeaderEvidence, HeaderIndex, table_part
from app.detection.nested.judging import placed_findings
from app.detection.types import STRUCTURED, TypeDefinition
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
        columns = zip(table.columns, evidences, headers, strict=True)
        scores = [self._scores(table, *each) for each in columns]
        return [
            sorted(scored, key=lambda s: -s.log_odds) for scored in with_neighbours(self.catalogue, scores)
        ]

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

    def _inside(
        self,
        table: Table,
        column: Column,
        evidence: ColumnEvidence,
        known: Sequence[Finding],
        method: SamplingMethod,
    ) -> list[Finding]:
        """What some cells hold: at the paths of cells taken apart, and anywhere in the others."""
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
            checked=self._checked(evidence),
        )
        return [
            Scored(definition.id, self._parts(definition, seen))
            for definition in self.catalogue.types.values()
            if definition.id in evidence.tallies
            or definition.id in header.named
            or (is_read and definition.is_read)
        ]

    def _checked(self, evidence: ColumnEvidence) -> TallyEvidence | None:
        """The tally of the type with check digits that most values pass."""
        types = self.catalogue.types
        known = [(types[t], tally) for t, tally in evidence.tallies.items() if tally.passed and t in types]
        tallies = [tally for definition, tally in known if has_check_digits(definition)]
        return max(tallies, key=lambda t: (t.passed, -t.shaped), default=None)

    def _parts(self, definition: TypeDefinition, seen: "_Seen") -> tuple[Part, ...]:
        evidence = seen.evidence
        tally = evidence.tallies.get(definition.id, _NONE)
        parts = (
            Part(name="prior", log_odds=logit(definition.prior), detail="share of such columns in databases"),
            seen.header.part(definition.id),
            table_part(seen.table, definition),
            shape_part(definition, tally, evidence.distinct),
            value_part(definition, tally, evidence.distinct, told=seen.header.tells(definition.id)),
            layout_part(definition, tally, evidence),
            population_part(definition, tally),
            declared_part(definition, seen.column),
            few_distinct_part(definition, evidence),
            # Ages and years are dense by nature: what need not tell persons apart may look counted.
            seen.sequence if definition.distinct else None,
            # Numbers of persons that begin with 1 look like moments; the name of one type is nobody's name for a clock.
            None if seen.header.tells(definition.id) else seen.moments,
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


def _shown(definition: TypeDefinition, evidence: ColumnEvidence) -> TallyEvidence:
    """The tally a finding shows."""
    tallies: Mapping[str, TallyEvidence] = evidence.worded if definition.is_read else evidence.tallies
    return tallies.get(definition.id, _NONE)
