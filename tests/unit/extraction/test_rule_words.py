"""The SQL of rules for SQL Server, which no test server speaks, as it is sent; values that fit no column are refused."""

from datetime import UTC, datetime

import pytest

from app.extraction.rule_checking import rows_sql
from app.extraction.rule_words import words_of
from app.model.rules import RuleResult
from app.model.schema import Column, DataType, Key, Snapshot, Table, TableKind
from app.rules.binding import bind, check_of, subject_of
from app.rules.checks import Check, CountCheck, RowCheck, RuleUnusableError, ValueCheck
from app.rules.reading import read_rules

COLUMNS = {"id": DataType.INTEGER, "name]": DataType.TEXT, "at": DataType.TIMESTAMP, "flag": DataType.BOOLEAN}
TABLE = Table(
    schema="dbo",
    name="t",
    kind=TableKind.TABLE,
    primary_key=Key(columns=("id",)),
    columns=tuple(
        Column(name=name, position=n, native_type=kind.value, data_type=kind)
        for n, (name, kind) in enumerate(COLUMNS.items(), 1)
    ),
)

GOLDEN = [
    ("column: 'name]', kind: in_set, values: [a, \"b'\"]", "SELECT SUM(CASE WHEN t.[name]]] IS NOT NULL AND NOT (CONVERT(varbinary(8000), CONVERT(nvarchar(max), t.[name]]])) IN (CONVERT(varbinary(8000), N'a'), CONVERT(varbinary(8000), N'b'''))) THEN CAST(1 AS bigint) ELSE 0 END), SUM(CASE WHEN t.[name]]] IS NOT NULL THEN CAST(1 AS bigint) ELSE 0 END) FROM [dbo].[t] t"),
    ("column: at, kind: range, min: 2020-01-01", "SELECT SUM(CASE WHEN t.[at] IS NOT NULL AND t.[at] < CONVERT(datetime2, '2020-01-01T00:00:00.000000', 126) THEN CAST(1 AS bigint) ELSE 0 END), SUM(CASE WHEN t.[at] IS NOT NULL THEN CAST(1 AS bigint) ELSE 0 END) FROM [dbo].[t] t"),
    ("column: 'name]', kind: length, max: 3", "SELECT SUM(CASE WHEN t.[name]]] IS NOT NULL AND DATALENGTH(CONVERT(nvarchar(max), t.[name]]])) / 2 > 3 THEN CAST(1 AS bigint) ELSE 0 END), SUM(CASE WHEN t.[name]]] IS NOT NULL THEN CAST(1 AS bigint) ELSE 0 END) FROM [dbo].[t] t"),
    ("column: id, kind: foreign_key, references: t", "SELECT COALESCE(SUM(d.missing), 0), COUNT_BIG(*) FROM (SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM [dbo].[t] p WHERE p.[id] = t.[id]) THEN 1 ELSE 0 END AS missing FROM [dbo].[t] t WHERE t.[id] IS NOT NULL) d"),
    ("column: at, kind: freshness, max_age: 1d", "SELECT DATEDIFF_BIG(second, MAX(CASE WHEN t.[at] <= SYSUTCDATETIME() THEN t.[at] END), SYSUTCDATETIME()) FROM [dbo].[t] t"),
    ("kind: failing_rows, query: 'SELECT TOP 5 * FROM t WHERE id < 1 ORDER BY id'", "SELECT COUNT(*), NULL FROM (SELECT TOP 5 * FROM [dbo].[t] AS t WHERE id < 1 ORDER BY id) q"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "sql"), GOLDEN)
def test_the_sql_for_sql_server(rule: str, sql: str, golden_snapshot: Snapshot):
    assert sql_of(rule, golden_snapshot, "mssql") == sql


def test_a_pattern_on_sql_server_is_skipped_and_says_so(golden_snapshot: Snapshot):
    result = made("column: 'name]', kind: pattern, regex: a", golden_snapshot, "mssql")
    assert isinstance(result, RuleResult)
    assert (result.status.value, result.reason and result.reason.code) == ("skipped", "pattern_unsupported")


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite", "mssql"])
@pytest.mark.parametrize(
    "rule",
    [
        "column: id, kind: in_set, values: [1 OR 1]", "column: id, kind: range, min: 1e9999", "column: at, kind: range, min: today",
        "column: flag, kind: in_set, values: [maybe]", "column: 'name]', kind: range, min: 1", "column: 'name]', kind: freshness, max_age: 1d",
        "columns: [id, at], kind: compare, operator: <", "columns: ['name]', 'name]'], kind: compare, operator: <",
    ],
)  # fmt: skip
def test_a_value_that_fits_no_cell_is_an_error_of_the_rule(
    dialect: str, rule: str, golden_snapshot: Snapshot
):
    result = made(rule, golden_snapshot, dialect)
    assert isinstance(result, RuleResult)
    assert result.status.value == "error"


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite", "mssql"])
def test_signs_that_no_text_may_hold_become_no_literal(dialect: str, text: str):
    with pytest.raises(RuleUnusableError):
        words_of(dialect).literal(text)


def made(rule: str, snapshot: Snapshot, dialect: str) -> Check | RuleResult:
    wanted = read_rules(f"rules: [{{table: t, {rule}}}]").usable()
    return check_of(wanted[0], subject_of(bind(wanted, snapshot), TABLE, words_of(dialect)))


def sql_of(rule: str, snapshot: Snapshot, dialect: str) -> str:
    check = made(rule, snapshot, dialect)
    if isinstance(check, RowCheck):
        return rows_sql(subject_of(bind((), snapshot), TABLE, words_of(dialect)), [check])
    assert isinstance(check, CountCheck | ValueCheck)
    return check.sql


@pytest.fixture
def golden_snapshot() -> Snapshot:
    return Snapshot(
        tables=(TABLE,),
        product="x",
        version="1",
        database="d",
        taken_at=datetime(2026, 1, 1, tzinfo=UTC),
        statements=1,
    )
