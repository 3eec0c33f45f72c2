"""Every kind of rule against a table written by hand, on real servers: the same rows fail on each of them."""

from dataclasses import replace

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.rules import RuleStatus
from app.pipeline.given_rules import GivenRules
from app.pipeline.rules import CheckedRules, check_source
from app.pipeline.source import DirectSource
from app.rules.reading import read_rules
from tests.support.hostile_names import hostile_names
from tests.support.hostile_objects import administrator, create, names_for
from tests.support.scratch import Scratch

SERVERS = ["sqlite", "postgresql 15", "mariadb", "mysql 8.0.15"]
on_every_server = pytest.mark.parametrize("scratch", SERVERS, indirect=True)

TABLES = """
CREATE TABLE parent (id int PRIMARY KEY, code varchar(20));
INSERT INTO parent VALUES (1, 'a'), (2, 'b');
CREATE TABLE hollow (id int, name varchar(20), d date);
CREATE TABLE v (id int, name varchar(60), n decimal(10,2), f double precision, d date, e date, parent_id int, n2 decimal(10,2));
INSERT INTO v VALUES
 (1, 'abc',   1.00,  0.5,  '2020-01-01', '2020-01-02', 1,    2.00),
 (2, 'ABC',   2.50,  1.5,  '2020-06-01', '2020-01-02', 2,    2.00),
 (3, 'abc ',  2.50,  1.5,  '2021-01-01', NULL,         3,    2.50),
 (4, NULL,    NULL,  NULL, NULL,         '2020-01-02', NULL, NULL),
 (5, '',     -1.00, -2.0,  '1999-12-31', '1999-12-31', 9,    -1.00),
 (5, 'n/a', 100.00, 1e9,   '2020-01-01', '2020-01-01', 1,    100.00);
"""

TRUTH: list[tuple[str, int, int]] = [
    # what stands in the rule beside its table, rows against it, rows looked at
    ("column: name, kind: not_null", 1, 6),
    ("column: name, kind: not_null, also: ['', n/a]", 3, 6),
    ("column: name, kind: in_set, values: [abc, ABC]", 3, 5),
    ("column: name, kind: in_set, values: [abc, 'abc ', '', n/a]", 1, 5),
    ("column: name, kind: not_in_set, values: [abc]", 1, 5),
    ("column: n, kind: in_set, values: [1, 2.5, 100]", 1, 5),
    ("column: n, kind: range, min: 1, max: 2.5", 2, 5),
    ("column: n, kind: range, min: 1, max: 2.5, exclusive: true", 5, 5),
    ("column: f, kind: range, min: -2", 0, 5),
    ("column: f, kind: range, max: 1e8", 1, 5),
    ("column: d, kind: range, min: 2020-01-01", 1, 5),
    ("column: d, kind: range, max: 2020-06-01", 1, 5),
    ("column: d, kind: range, max: '2020-06-01T00:00:00', exclusive: true", 2, 5),
    ("column: d, kind: range, min: '2020-01-01T12:00:00'", 3, 5),
    ("column: d, kind: range, max: '2020-06-01T12:00:00'", 1, 5),
    ("column: name, kind: length, min: 1, max: 3", 2, 5),
    ("column: name, kind: pattern, regex: '^[a-z]+$'", 4, 5),
    ("column: name, kind: pattern, regex: '^(?:abc)?$'", 3, 5),
    ("column: name, kind: pattern, regex: '(?i)^[a-z]{3}$'", 3, 5),
    ("column: name, kind: pattern, regex: 'B', forbidden: true", 1, 5),
    ("column: name, kind: pattern, regex: '^.{3}\\s?$'", 1, 5),
    ("column: id, kind: unique", 1, 6),
    ("column: name, kind: unique", 0, 5),
    ("columns: [id, d], kind: unique", 0, 5),
    ("columns: [n, f], kind: unique", 1, 5),
    ("column: parent_id, kind: foreign_key, references: parent", 2, 5),
    ("columns: [d, e], kind: compare, operator: <=", 1, 4),
    ("columns: [d, e], kind: compare, operator: <", 3, 4),
    ("columns: [n, n2], kind: compare, operator: '='", 2, 5),
    ("kind: expression, sql: n < 100 OR f > 0", 0, 5),
    ("kind: expression, sql: \"name <> 'n/a' AND id < 5\"", 2, 5),
]


@on_every_server
@pytest.mark.parametrize("whole", [True, False], ids=["together", "alone"])
async def test_the_same_rows_fail_on_every_server(scratch: Scratch, readers: Readers, whole: bool):
    scratch.execute(TABLES)
    texts = [f"{{table: v, id: '{number}', {text}}}" for number, (text, _, _) in enumerate(TRUTH)]
    groups = [", ".join(texts)] if whole else texts
    results = [each for group in groups for each in (await checked(scratch, readers, group)).results]
    told = [(TRUTH[int(r.rule.id)][0], r.failing, r.checked) for r in results]
    assert [r.reason for r in results if r.status is RuleStatus.ERROR] == []
    assert told == TRUTH


@on_every_server
async def test_the_query_of_a_rule_finds_as_many_rows_as_it_counted(scratch: Scratch, readers: Readers):
    scratch.execute(TABLES)
    texts = [
        f"{{table: v, id: '{n}', {text}}}" for n, (text, _, _) in enumerate(TRUTH) if "unique" not in text
    ]
    done = await checked(scratch, readers, ", ".join(texts))
    again = [
        f"{{table: v, kind: failing_rows, id: '{r.rule.id}', query: {_quoted(r.query)}}}"
        for r in done.results
        if r.rule.kind != "pattern"  # its operators are not among those of custom SQL on every server
    ]
    failing = {r.rule.id: r.failing for r in (await checked(scratch, readers, ", ".join(again))).results}
    assert failing == {r.rule.id: r.failing for r in done.results if r.rule.kind != "pattern"}


@on_every_server
async def test_an_empty_table_keeps_every_rule_about_rows_and_has_nothing_fresh(
    scratch: Scratch, readers: Readers
):
    scratch.execute(TABLES)
    rules = """
      {table: hollow, column: id, kind: not_null}, {table: hollow, column: name, kind: pattern, regex: a},
      {table: hollow, column: id, kind: unique, mustBeLessThan: 5, unit: percent},
      {table: hollow, column: id, kind: foreign_key, references: parent},
      {table: hollow, kind: failing_rows, query: select * from hollow, mustBeLessThan: 1, unit: percent},
      {table: hollow, column: d, kind: freshness, max_age: 1d}, {table: hollow, kind: row_count}"""
    results = (await checked(scratch, readers, rules)).results
    assert [r.status for r in results] == [RuleStatus.PASSED] * 5 + [RuleStatus.FAILED] * 2
    assert [r.failing for r in results[:5]] == [0] * 5
    assert results[5].value is None
    assert results[6].value == 0


@on_every_server
async def test_numbers_are_compared_with_the_tolerance(scratch: Scratch, readers: Readers):
    scratch.execute(TABLES)
    rules = """
      {table: v, kind: row_count, mustBeBetween: [6, 6]}, {table: v, kind: row_count, mustBeLessThan: 6},
      {table: v, kind: same_rows, other: parent, mustBeLessOrEqualTo: 4}, {table: v, kind: same_rows, other: parent},
      {table: v, column: n, kind: same_sum, other: v, other_column: n2, mustBe: 0.5},
      {table: v, column: name, kind: sql, query: 'SELECT COUNT(*) FROM {table} WHERE {column} IS NULL', mustBe: 1},
      {table: v, kind: sql, query: SELECT MAX(id) FROM v, mustBe: 5},
      {table: v, kind: row_count_change, mustBeBetween: [-10, 10]},
      {table: v, column: name, kind: not_null, mustBeLessThan: 20, unit: percent},
      {table: v, column: d, kind: freshness, max_age: 1d}"""
    results = (await checked(scratch, readers, rules)).results
    assert [(r.status.value, r.value) for r in results[:-1]] == [
        ("passed", 6), ("failed", 6), ("passed", 4), ("failed", 4), ("passed", 0.5), ("passed", 1),
        ("passed", None), ("skipped", None), ("passed", None),
    ]  # fmt: skip
    assert results[-1].status is RuleStatus.FAILED
    assert (results[-1].value or 0) > 5 * 365 * 86400


@on_every_server
async def test_what_is_to_come_hides_no_age(scratch: Scratch, readers: Readers):
    now = {
        "sqlite": "datetime('now', '-1 hour')",
        "postgresql": "now() at time zone 'utc' - interval '1 hour'",
    }
    past = now.get(scratch.dialect, "utc_timestamp() - interval 1 hour")
    scratch.execute(
        f"CREATE TABLE w (m {'datetime' if scratch.dialect == 'mysql' else 'timestamp'});"  # noqa: S608 - a test's own SQL
        f"INSERT INTO w VALUES ('2999-01-01 00:00:00'); INSERT INTO w VALUES ({past}); INSERT INTO w VALUES (NULL)"
    )
    rules = "{table: w, column: m, kind: freshness, max_age: 2h}, {table: w, column: m, kind: freshness, max_age: 30m}"
    fresh, stale = (await checked(scratch, readers, rules)).results
    assert (fresh.status, stale.status) == (RuleStatus.PASSED, RuleStatus.FAILED)
    assert 3500 < (fresh.value or 0) < 3900


@on_every_server
async def test_rules_about_rows_cost_one_statement_however_many_they_are(scratch: Scratch, readers: Readers):
    scratch.execute(TABLES)
    rules = ", ".join(f"{{table: v, column: n, kind: range, min: {n}}}" for n in range(50))
    done = await checked(scratch, readers, rules)
    assert done.usage.statements == 1
    assert [r.failing for r in done.results][:4] == [1, 1, 2, 4]


@on_every_server
async def test_a_rule_the_server_refuses_costs_only_itself(scratch: Scratch, readers: Readers):
    scratch.execute(TABLES)
    rules = """{table: v, column: id, kind: not_null}, {table: v, kind: expression, sql: no_such_column > 1},
      {table: v, kind: failing_rows, query: SELECT nowhere FROM v}, {table: v, column: bogus, kind: unique},
      {table: v, column: n, kind: in_set, values: [x]}, {table: v, column: name, kind: pattern, regex: '(?<=a)b'},
      {table: v, column: n, kind: range, min: 0}"""
    results = (await checked(scratch, readers, rules)).results
    assert [r.status.value for r in results] == ["passed", *["error"] * 5, "failed"]
    codes = [r.reason.code for r in results if r.reason]
    assert codes == [
        "column_unknown",
        "statement_refused",
        "column_unknown",
        "value_unfit",
        "pattern_unportable",
    ]


ENDLESS = {
    "sqlite": "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c WHERE x < 0",
    "postgresql": "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT 1 FROM c) SELECT x FROM c WHERE x < 0",
}


@pytest.mark.parametrize("scratch", ["sqlite", "postgresql 15", "mariadb"], indirect=True)
async def test_sql_that_never_ends_fails_alone(scratch: Scratch, readers: Readers):
    scratch.execute(TABLES)
    joined = " CROSS JOIN ".join(f"v v{n}" for n in range(14))
    endless = ENDLESS.get(scratch.dialect, f"SELECT v0.id FROM {joined} WHERE v0.n + v13.n = 7777")  # noqa: S608 - as above
    rules = f"{{table: v, kind: failing_rows, query: '{endless}'}}, {{table: v, column: id, kind: unique}}"
    endless_result, other = (await checked(scratch, readers, rules, seconds=1)).results
    assert endless_result.status is RuleStatus.ERROR
    assert endless_result.reason is not None
    assert endless_result.reason.code == "timeout"
    assert other.failing == 1


VALUES = [
    "'",
    "''",
    "\\",
    "\\'",
    "';--",
    "' OR '1'='1",
    '"',
    "`",
    "%s",
    "%(a)s",
    "${x}",
    "a\nb",
    "\\x00",
    "ä",
    "漢",
    "😀",
    "/*",
    ":a",
    "?",
]


@on_every_server
async def test_values_are_never_read_as_sql(scratch: Scratch, readers: Readers):
    scratch.execute("CREATE TABLE h (id int, t varchar(100)); INSERT INTO h VALUES (1, 'x'), (2, 'y')")
    rules = ", ".join(
        f"{{table: h, column: t, kind: in_set, id: i{n}, values: [{_quoted(value)}, x]}}"
        for n, value in enumerate(VALUES)
    )
    results = (await checked(scratch, readers, rules)).results
    assert [(r.rule.id, r.failing) for r in results] == [(f"i{n}", 1) for n in range(len(VALUES))]


@pytest.mark.parametrize("scratch", ["sqlite", "postgresql 15", "mariadb"], indirect=True)
async def test_a_value_that_stands_in_the_table_is_found_whatever_signs_it_has(
    scratch: Scratch, readers: Readers
):
    kept = [value for value in VALUES if scratch.dialect != "mysql" or "\\" not in value]
    listed = ", ".join("('" + value.replace("'", "''") + "')" for value in kept)
    scratch.execute("CREATE TABLE h (t varchar(100))")
    with administrator(scratch) as admin:
        assert admin.attempt(f"INSERT INTO h VALUES {listed}")  # noqa: S608 - as above
    rules = ", ".join(
        f"{{table: h, column: t, kind: not_in_set, id: i{n}, values: [{_quoted(value)}]}}"
        for n, value in enumerate(kept)
    )
    results = (await checked(scratch, readers, rules)).results
    assert [(r.rule.id, r.failing) for r in results] == [(f"i{n}", 1) for n in range(len(kept))]


@on_every_server
async def test_hostile_names_are_quoted_wherever_a_rule_writes_them(scratch: Scratch, readers: Readers):
    names = [name for name in hostile_names(4, 40) if "." not in name]
    with administrator(scratch) as admin:
        made = [each for each in create(scratch, admin, names_for(scratch, names)) if each.role == "column"]
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        snapshot = await extract_schema(session, scratch.connection)
    tables = {table.name: table for table in snapshot.tables}
    wanted = read_rules(
        "rules: [{table: t, column: c, kind: not_null}, {table: t, columns: [c], kind: unique}]"
    )
    rules = [
        replace(rule, id=f"{number}.{rule.kind}", table=each.table, columns=(each.name,))
        for number, each in enumerate(made)
        if each.table in tables
        and [c.name.casefold() for c in tables[each.table].columns].count(each.name.casefold()) == 1
        for rule in wanted.usable()
    ]
    done = await check_source(
        DirectSource(readers, scratch.connection, scratch.credential, Limits()),
        snapshot,
        GivenRules(rules=tuple(rules)),
    )
    assert len(done.results) > 20
    assert [(r.rule, r.reason) for r in done.results if r.status is RuleStatus.ERROR] == []


def _quoted(text: str | None) -> str:
    """As YAML in double quotes."""
    return '"' + (text or "").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


async def checked(scratch: Scratch, readers: Readers, rules: str, *, seconds: float = 20) -> CheckedRules:
    limits = Limits(statement_timeout_seconds=seconds)
    source = DirectSource(readers, scratch.connection, scratch.credential, limits)
    async with source.session() as session:
        snapshot = await extract_schema(session, scratch.connection)
    return await check_source(source, snapshot, GivenRules(rules=read_rules(f"rules: [{rules}]").usable()))
