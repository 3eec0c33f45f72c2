"""What numbers say of a rule."""

from collections.abc import Iterable
from dataclasses import replace

from app.errors import SourceSenseError
from app.model.findings import ColumnVerdict
from app.model.rules import Rule, RuleResult, RuleStatus, Unit
from app.model.run import Reason
from app.model.schema import Table
from app.rules.kinds import dimension_of, tolerance_of


def counted(rule: Rule, table: Table, failing: int, checked: int | None, *, query: str) -> RuleResult:
    """Rows were counted; as a share where the tolerance is one, which is 0 of no rows."""
    tolerance = tolerance_of(rule)
    number = float(failing)
    if tolerance.unit is Unit.PERCENT:
        number = 100 * failing / checked if checked else 0.0
    return RuleResult(
        rule=rule,
        table_id=table.id,
        dimension=dimension_of(rule),
        status=RuleStatus.PASSED if tolerance.accepts(number) else RuleStatus.FAILED,
        reason=None if checked or failing else _nothing(checked),
        failing=failing,
        checked=checked,
        query=query,
    )


def compared(
    rule: Rule, table: Table, value: float | None, *, query: str, absent: str, shown: bool = True
) -> RuleResult:
    """A number was compared; a missing one is not accepted, whatever the tolerance."""
    holds = value is not None and tolerance_of(rule).accepts(value)
    return RuleResult(
        rule=rule,
        table_id=table.id,
        dimension=dimension_of(rule),
        status=RuleStatus.PASSED if holds else RuleStatus.FAILED,
        reason=Reason(code="value_absent", message=absent, next_step="Look at the query.")
        if value is None
        else None,
        value=value if shown else None,
        query=query,
    )


_TELLS_A_VALUE = frozenset({"freshness", "same_sum"})
"""Kinds whose number is a value of a cell, or made of a few: the age of the newest moment tells that moment."""


def without_values(
    results: Iterable[RuleResult], verdicts: Iterable[ColumnVerdict]
) -> tuple[RuleResult, ...]:
    """The results without numbers that tell values of columns that hold sensitive data or were not tested."""
    harmless = {verdict.column for verdict in verdicts if verdict.tested and not verdict.findings}
    return tuple(
        replace(result, value=None)
        if result.rule.kind in _TELLS_A_VALUE and not {*result.rule.columns} <= harmless
        else result
        for result in results
    )


def not_checked(rule: Rule, table: Table | None, error: SourceSenseError, *, query: str | None) -> RuleResult:
    """The source refused, or took too long."""
    explained = error.explain()
    reason = Reason(code=explained.code, message=explained.message, next_step=explained.next_step)
    return _without_numbers(rule, table, RuleStatus.ERROR, reason, query)


def skipped(
    rule: Rule, table: Table | None, why: str, *, code: str, next_step: str = "Change the rule."
) -> RuleResult:
    """There was nothing to check, or no way to."""
    return _without_numbers(
        rule, table, RuleStatus.SKIPPED, Reason(code=code, message=why, next_step=next_step), None
    )


def unusable(rule: Rule, table: Table | None, why: str, *, code: str) -> RuleResult:
    """The rule does not fit the table it is about."""
    return _without_numbers(
        rule,
        table,
        RuleStatus.ERROR,
        Reason(code=code, message=why, next_step="Change the rule, or take it out."),
        None,
    )


def without_table(rule: Rule, table: Table, status: RuleStatus, reason: Reason | None) -> RuleResult:
    """The table itself could not be read; ``reason`` is that of the table."""
    return _without_numbers(rule, table, status, reason, None)


def _without_numbers(
    rule: Rule, table: Table | None, status: RuleStatus, reason: Reason | None, query: str | None
) -> RuleResult:
    return RuleResult(
        rule=rule,
        table_id=table.id if table else None,
        dimension=dimension_of(rule),
        status=status,
        reason=reason,
        query=query,
    )


def _nothing(checked: int | None) -> Reason | None:
    if checked is None:
        return None
    return Reason(code="no_rows", message="There was no row to look at.", next_step="Nothing is to be done.")
