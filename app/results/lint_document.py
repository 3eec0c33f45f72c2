"""What lint finds in a schema, as programs read it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.model.schema import table_id
from app.schema.lint.findings import LintFinding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class LintItem:
    """One remark; ``table_id`` is ``None`` where it is about no single table."""

    rule: str
    title: str
    severity: str
    schema: str
    table: str | None
    table_id: str | None
    columns: tuple[str, ...]
    object: str | None
    message: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LintDocument:
    """Remarks, errors first. ``counts`` are those of all, ``items`` the first of them."""

    counts: dict[str, int]
    total: int
    items: list[LintItem]


def lint_document(findings: Iterable[LintFinding], *, most: int | None = None) -> LintDocument:
    """The remarks in their order, at most so many; all of them without a limit."""
    findings = tuple(findings)
    counts = {
        severity.value: sum(finding.severity is severity for finding in findings) for severity in Severity
    }
    return LintDocument(
        counts=counts, total=len(findings), items=[_item(finding) for finding in findings[:most]]
    )


def _item(finding: LintFinding) -> LintItem:
    return LintItem(
        rule=finding.rule,
        title=finding.title,
        severity=finding.severity.value,
        schema=finding.schema,
        table=finding.table,
        table_id=None if finding.table is None else table_id(finding.schema, finding.table),
        columns=finding.columns,
        object=finding.object,
        message=finding.message,
        fix=finding.fix,
    )
