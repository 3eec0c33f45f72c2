"""Results of rules, as programs and the page read them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.model.rules import RuleResult, RuleStatus, Severity
from app.model.run import Reason
from app.model.schema import Table
from app.rules.kinds import rule_kinds, tolerance_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleItem:
    """One rule and what checking it showed.

    Attributes:
        accepts: the tolerance in words.
        failing: rows against it; ``None`` where none were counted.
        value: the number that was compared, where it may be shown.
        query: finds the rows; safe to copy.
    """

    id: str
    kind: str
    table: str
    table_id: str | None
    columns: tuple[str, ...]
    dimension: str
    severity: str
    owner: str | None
    description: str | None
    accepts: str
    status: str
    reason: Reason | None
    failing: int | None
    checked: int | None
    value: float | None
    exact: bool
    query: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesDocument:
    """Results with their counts by status; ``complete``: no result is to come."""

    complete: bool
    passed: int
    failed: int
    error: int
    skipped: int
    items: list[RuleItem]


def rules_document(
    results: Iterable[RuleResult], tables: Mapping[str, Table], *, complete: bool
) -> RulesDocument:
    """The results, the worst first: failed and unchecked by severity, then what holds; ``tables`` by id."""
    results = list(results)
    counts = Counter(result.status for result in results)
    return RulesDocument(
        complete=complete,
        passed=counts[RuleStatus.PASSED],
        failed=counts[RuleStatus.FAILED],
        error=counts[RuleStatus.ERROR],
        skipped=counts[RuleStatus.SKIPPED],
        items=[_item(result, tables) for result in sorted(results, key=_badness)],
    )


def _badness(result: RuleResult) -> tuple[int, int]:
    statuses = (RuleStatus.FAILED, RuleStatus.ERROR, RuleStatus.SKIPPED, RuleStatus.PASSED)
    return statuses.index(result.status), [*Severity].index(result.rule.severity)


def _item(result: RuleResult, tables: Mapping[str, Table]) -> RuleItem:
    rule = result.rule
    table = tables.get(result.table_id or "")
    return RuleItem(
        id=rule.id,
        kind=rule.kind,
        table=f"{table.schema}.{table.name}" if table else rule.table,
        table_id=result.table_id,
        columns=rule.columns,
        dimension=result.dimension.value,
        severity=rule.severity.value,
        owner=rule.owner,
        description=rule.description,
        accepts=_accepted(result),
        status=result.status.value,
        reason=result.reason,
        failing=result.failing,
        checked=result.checked,
        value=result.value,
        exact=result.exact,
        query=result.query,
    )


def _accepted(result: RuleResult) -> str:
    """E.g. ``mustBeLessThan 5 percent``; empty for a kind that nobody knows any more."""
    if result.rule.kind not in rule_kinds():
        return ""
    tolerance = tolerance_of(result.rule)
    ends = f"{tolerance.low:g}" if tolerance.high is None else f"{tolerance.low:g} and {tolerance.high:g}"
    return f"{tolerance.operator.value} {ends}" + (" percent" if tolerance.unit.value == "percent" else "")
