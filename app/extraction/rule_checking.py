"""Checks the rules of one table: those about single rows in one statement, every other in one of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.connection.session import SourceSession, Statement
from app.errors import StatementRefusedError, StatementTimeoutError
from app.extraction.rule_words import DOUBLES_PERCENT
from app.model.rules import Rule, RuleResult
from app.model.sample import Cell
from app.model.schema import Table
from app.rules.checks import Check, CountCheck, KnownValue, RowCheck, ValueCheck
from app.rules.counting import times
from app.rules.kinds import Subject
from app.rules.verdicts import compared, counted, not_checked

MOST_TOGETHER: Final = 200
"""Rules in one statement: each gives two columns of its one row, and SQL Server takes 4,096, SQLite 2,000."""
_ALONE: Final = (StatementRefusedError, StatementTimeoutError)


@dataclass(frozen=True, slots=True)
class Due:
    """A rule with the SQL its kind made of it."""

    rule: Rule
    check: Check


async def check_rules(
    session: SourceSession, dialect: str, on: Subject, due: Sequence[Due]
) -> list[RuleResult]:
    """The results, in no order. Raises what ``session.fetch`` raises when no single rule is to blame."""
    results: list[RuleResult] = []
    for group in _groups(due):
        results += await _together(session, dialect, on, group)
    for each in due:
        if not isinstance(each.check, RowCheck):
            results.append(await _alone(session, dialect, on.table, each))
    return results


def _groups(due: Iterable[Due]) -> list[list[Due]]:
    """Row checks that share a statement; those that may take long share none with others."""
    plain = [each for each in due if isinstance(each.check, RowCheck) and not each.check.apart]
    apart = [[each] for each in due if isinstance(each.check, RowCheck) and each.check.apart]
    return [plain[start : start + MOST_TOGETHER] for start in range(0, len(plain), MOST_TOGETHER)] + apart


async def _together(session: SourceSession, dialect: str, on: Subject, group: list[Due]) -> list[RuleResult]:
    """One statement; if the server refuses it, each rule alone, so that only the one at fault is without a result."""
    checks = [each.check for each in group if isinstance(each.check, RowCheck)]
    try:
        cells = await _row(session, dialect, on.table, rows_sql(on, checks))
    except StatementRefusedError as error:
        if len(group) == 1:
            return [not_checked(group[0].rule, on.table, error, query=_finds(on, checks[0]))]
        return [result for each in group for result in await _together(session, dialect, on, [each])]
    except StatementTimeoutError as error:
        return [
            not_checked(each.rule, on.table, error, query=_finds(on, check))
            for each, check in zip(group, checks, strict=True)
        ]
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return [
        counted(each.rule, on.table, int(failing or 0), int(looked_at or 0), query=_finds(on, check))
        for each, check, (failing, looked_at) in zip(group, checks, pairs, strict=True)
    ]


def rows_sql(on: Subject, checks: Sequence[RowCheck]) -> str:
    """One row: for every check the rows against it and the rows it speaks about; NULL where there is no row at all."""
    cells = (
        f"{times(on.words, check.failing)}, {times(on.words, check.applies) if check.applies else 'COUNT(*)'}"
        for check in checks
    )
    return f"SELECT {', '.join(cells)} FROM {on.words.table(on.table)} t"  # noqa: S608 - quoted names of the catalog


async def _alone(session: SourceSession, dialect: str, table: Table, due: Due) -> RuleResult:
    rule, check = due.rule, due.check
    assert not isinstance(check, RowCheck)  # noqa: S101 - these go together
    query = check.query if isinstance(check, CountCheck) else check.sql
    try:
        cells = await _row(session, dialect, table, check.sql)
    except _ALONE as error:
        return not_checked(rule, table, error, query=query)
    match check:
        case CountCheck():
            failing, looked_at = cells[0], cells[1]
            return counted(
                rule, table, int(failing or 0), None if looked_at is None else int(looked_at), query=query
            )
        case ValueCheck():
            return compared(rule, table, _number(cells), query=query, absent=check.absent, shown=check.shown)
        case KnownValue():
            now, before = int(cells[0] or 0), check.rows_before
            change = None if before == 0 else 100 * (now - before) / before
            absent = "The earlier run had no row, so there is no change in per cent."
            return compared(rule, table, change, query=query, absent=absent)


async def _row(session: SourceSession, dialect: str, table: Table, sql: str) -> tuple[Cell, ...]:
    sent = sql.replace("%", "%%") if dialect in DOUBLES_PERCENT else sql
    found = await session.fetch(Statement(sql=sent, reads=f"{table.schema}.{table.name}", counts=True))
    return found.rows[0] if found.rows else (None,)


def _number(cells: tuple[Cell, ...]) -> float | None:
    try:
        return None if len(cells) != 1 or cells[0] is None else float(cells[0])
    except ValueError:
        return None


def _finds(on: Subject, check: RowCheck) -> str:
    return f"SELECT t.* FROM {on.words.table(on.table)} t WHERE {check.failing}"  # noqa: S608 - quoted names of the catalog
