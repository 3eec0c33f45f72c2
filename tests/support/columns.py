"""Tables with findings, for what is concluded from them."""

from collections.abc import Iterable
from dataclasses import replace

from app.compliance.tables import ReadTable
from app.detection.catalogue import builtin_types
from app.model.findings import ColumnVerdict, Finding, FindingKind
from tests.support.runs import a_finding, a_verdict

TYPES = {each.id: each for each in builtin_types()}


def found(
    type_id: str, *, kind: FindingKind = FindingKind.TYPE, share: float = 1.0, tested: int = 9
) -> Finding:
    """A finding as the catalogue has it; only of a type with a value test values say anything."""
    definition = TYPES[type_id]
    measured = definition.value_tested and tested > 0
    return replace(
        a_finding(type_id, definition.level),
        kind=kind,
        family=definition.family,
        title=definition.title,
        matched=tested if measured else 0,
        tested=tested,
        prevalence=share if measured else None,
        value_tested=definition.value_tested,
        regulations=definition.regulations,
    )


def table_of(
    columns: dict[str, Iterable[Finding]],
    *,
    name: str = "customer",
    rows: int | None = 1_000,
    sampled_rows: int | None = 10,
    left_out: Iterable[str] = (),
) -> ReadTable:
    """A table whose columns have these findings."""
    verdicts: list[ColumnVerdict] = [a_verdict(column, *findings) for column, findings in columns.items()]
    return ReadTable(
        table_id=name,
        schema="public",
        name=name,
        columns=len(columns),
        rows=rows,
        sampled_rows=sampled_rows,
        columns_left_out=frozenset(left_out),
        verdicts=tuple(verdicts),
    )
