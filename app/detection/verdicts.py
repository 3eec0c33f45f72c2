"""Findings and verdicts in the form in which they are stored: masked, with intervals, in words."""

from collections.abc import Sequence

from app.detection.catalogue import Catalogue
from app.detection.cells.masking import mask
from app.detection.cells.values import ColumnValues
from app.detection.evidence.intervals import at_most_when_none, wilson
from app.detection.evidence.scoring import Scored
from app.detection.matching.matcher import Tally
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
    tally: Tally,
    values: ColumnValues,
    method: SamplingMethod,
) -> Finding:
    """One statement; intervals only where the sample allows them and values were tested."""
    definition = catalogue.types[scored.type_id]
    measured = definition.value_tested and values.filled > 0
    interval = wilson(tally.cells, values.sampled) if measured and method.allows_bounds else None
    return Finding(
        kind=kind,
        type_id=definition.id,
        family=definition.family,
        title=definition.title,
        category=definition.category,
        level=definition.level,
        confidence=scored.confidence,
        matched=tally.passed,
        tested=values.distinct,
        prevalence=tally.cells / values.sampled if measured else None,
        prevalence_low=interval[0] if interval else None,
        prevalence_high=interval[1] if interval else None,
        parts=scored.parts,
        exemplars=tuple(dict.fromkeys(mask(definition.id, value) for value in tally.exemplars)),
        regulations=definition.regulations,
        value_tested=definition.value_tested,
        decisive=definition.decisive,
        rule_version=catalogue.version,
    )


def verdict(
    column: Column,
    values: ColumnValues,
    findings: Sequence[Finding],
    rest: Sequence[Scored],
    method: SamplingMethod,
) -> ColumnVerdict:
    """The verdict; ``rest`` are the types not chosen, best first."""
    ordered = sorted(findings, key=lambda f: (f.kind is not FindingKind.TYPE, -f.confidence))
    runner_up = rest[0].type_id if rest and rest[0].log_odds > _NEAR_MISS else None
    bounded = not findings and values.filled > 0 and method.allows_bounds
    none_at_most = at_most_when_none(values.filled) if bounded else None
    return ColumnVerdict(
        column=column.name,
        findings=tuple(ordered),
        runner_up=runner_up,
        sampled=values.sampled,
        tested=values.distinct,
        none_at_most=none_at_most,
        statement=_statement(ordered, values, none_at_most),
        rest_confidence=rest[0].confidence if rest else 0.0,
    )


def _statement(findings: Sequence[Finding], values: ColumnValues, none_at_most: float | None) -> str:
    if findings:
        told = "; ".join(_found(f) for f in findings[:_MOST_TOLD])
        return told + (f"; and {len(findings) - _MOST_TOLD:,} more" if len(findings) > _MOST_TOLD else "")
    if values.filled == 0:
        return "nothing in the name, and no value to test"
    if none_at_most is None:
        return f"none found in {values.filled:,} values (this sample allows no bound)"
    return f"none found in {values.filled:,} values (at most {_percent(none_at_most)}, 95 %)"


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
