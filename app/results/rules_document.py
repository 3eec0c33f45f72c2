"""Results of rules, as programs and the page read them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.model.measurements import TableProfile
from app.model.relations import RelationCheck
from app.model.rules import RuleResult, RuleStatus, Severity
from app.model.run import Reason
from app.model.schema import Table
from app.results.report import TableView
from app.rules.kinds import rule_kinds, tolerance_of
from app.rules.suggesting import Ground, SuggestedRule, comment_of, suggested_rules
from app.rules.writing import write_rules


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
class SuggestedItem:
    """A rule that the data keeps; ``yaml`` is what to put under ``rules:`` to keep it."""

    id: str
    kind: str
    table: str
    table_id: str
    columns: tuple[str, ...]
    support: int
    confidence: float
    reason: str
    yaml: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionsDocument:
    """Suggested rules, the surest first within each table; ``complete``: no table is still to be measured."""

    complete: bool
    total: int
    items: list[SuggestedItem]


def suggestions_document(
    views: Iterable[TableView], checks: Iterable[RelationCheck], *, complete: bool, most: int | None = None
) -> SuggestionsDocument:
    """What may be suggested for the tables measured so far, at most ``most`` of it."""
    checks = tuple(checks)
    items = [
        _suggestion(view.table, each)
        for view in views
        if view.profile is not None
        for each in suggested_rules(_ground(view, view.profile, checks))
    ]
    return SuggestionsDocument(complete=complete, total=len(items), items=items[:most])


def _ground(view: TableView, profile: TableProfile, checks: tuple[RelationCheck, ...]) -> Ground:
    return Ground(
        table=view.table, columns=profile.columns, verdicts=view.verdicts, rows=profile.rows, checks=checks
    )


def _suggestion(table: Table, each: SuggestedRule) -> SuggestedItem:
    comment = comment_of(each)
    return SuggestedItem(
        id=each.rule.id,
        kind=each.rule.kind,
        table=each.rule.table,
        table_id=table.id,
        columns=each.rule.columns,
        support=each.support,
        confidence=each.confidence,
        reason=each.reason,
        yaml=write_rules([each.rule], {each.rule.id: comment}).removeprefix("rules:\n"),
    )


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
