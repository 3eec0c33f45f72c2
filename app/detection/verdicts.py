"""Findings and verdicts in the form in which they are stored: masked, with intervals, in words."""

from collections.abc import Sequence

from app.detection.catalogue import Catalogue
from app.detection.evidence.intervals import at_most_when_none, wilson
from app.detection.evidence.scoring import Scored
from app.model.evidence import ColumnEvidence, SpanEvidence, TallyEvidence
from app.model.findings import ColumnVerdict, Finding, FindingKind
from app.model.sample import SamplingMethod
from app.model.schema import Column

_NEAR_MISS = -2.0
_MOST_TOLD = 8


def finding(
    catalogue: Catalogue,
    kind: FindingKind,
    scored: Scored,
    *,
    tally: TallyEvidence | SpanEvidence,
    evidence: ColumnEvidence,
    method: SamplingMethod,
) -> Finding:
    """One statement; intervals only where the sample allows them and values were tested."""
    passed = tally.passed if isinstance(tally, TallyEvidence) else tally.values
    definition = catalogue.types[scored.type_id]
    measured = definition.value_tested and evidence.filled > 0
    interval = wilson(tally.cells, evidence.sampled) if measured and method.allows_bounds else None
    return Finding(
        kind=kind,
        type_id=definition.id,
        family=definition.family,
        title=definition.title,
        category=definition.category,
        level=definition.level,
        confidence=scored.confidence,
        matched=passed,
        tested=evidence.distinct,
        prevalence=tally.cells / evidence.sampled if measured else None,
        prevalence_low=interval[0] if interval else None,
        prevalence_high=interval[1] if interval else None,
        parts=scored.parts,
        exemplars=tally.exemplars,
        regulations=definition.regulations,
        value_tested=definition.value_tested,
        decisive=definition.decisive,
        rule_version=catalogue.version,
    )


def verdict(
    column: Column,
    evidence: ColumnEvidence,
    findings: Sequence[Finding],
    rest: Sequence[Scored],
    method: SamplingMethod,
) -> ColumnVerdict:
    """The verdict; ``rest`` are the types not chosen, best first."""
    ordered = sorted(findings, key=lambda f: (f.kind is not FindingKind.TYPE, -f.confidence))
    runner_up = rest[0].type_id if rest and rest[0].log_odds > _NEAR_MISS else None
    bounded = not findings and evidence.filled > 0 and method.allows_bounds
    none_at_most = at_most_when_none(evidence.filled) if bounded else None
    return ColumnVerdict(
        column=column.name,
        findings=tuple(ordered),
        runner_up=runner_up,
        sampled=evidence.sampled,
        tested=evidence.distinct,
        none_at_most=none_at_most,
        statement=_statement(ordered, evidence, none_at_most),
        rest_confidence=rest[0].confidence if rest else 0.0,
    )


def _statement(findings: Sequence[Finding], evidence: ColumnEvidence, none_at_most: float | None) -> str:
    if findings:
        told = "; ".join(_found(f) for f in findings[:_MOST_TOLD])
        return told + (f"; and {len(findings) - _MOST_TOLD:,} more" if len(findings) > _MOST_TOLD else "")
    if evidence.filled == 0:
        return "nothing in the name, and no value to test"
    if none_at_most is None:
        return f"none found in {evidence.filled:,} values (this sample allows no bound)"
    return f"none found in {evidence.filled:,} values (at most {_percent(none_at_most)}, 95 %)"


def _found(found: Finding) -> str:
    verb = "" if found.kind is FindingKind.TYPE else "contains "
    where = "" if found.path is None else f" at {found.path}"
    if found.tested == 0:
        return f"{verb}{found.title} by its name{where}; there are no values to test"
    if not found.value_tested:
        return (
            f"{verb}{found.title} by its name{where}; no test of its values exists, they do not contradict it"
        )
    return f"{verb}{found.title}{where}: {found.matched:,} of {found.tested:,} distinct values"


def _percent(share: float) -> str:
    """Two significant digits: a share of 3 in 100,000 is not 0 %."""
    return f"{share * 100:.2g} %" if share < 1 else "100 %"
