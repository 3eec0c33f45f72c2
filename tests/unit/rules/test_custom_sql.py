"""Custom SQL: one SELECT that only computes, or nothing is sent."""

import pytest

from app.extraction.rule_words import words_of
from app.model.rules import Rule
from app.model.schema import Column, DataType, Table, TableKind
from app.rules.binding import find_table
from app.rules.checks import RuleUnusableError
from app.rules.custom_sql import read_expression, read_query
from app.rules.kinds import Subject

COLUMNS = tuple(
    Column(name=name, position=n, native_type="int", data_type=DataType.INTEGER)
    for n, name in enumerate(("id", "Weird name", "price"), 1)
)
TABLE = Table(schema="public", name="orders", kind=TableKind.TABLE, columns=COLUMNS)
RULE = Rule(id="r", kind="sql", table="orders", columns=("price",))

HOSTILE = [
    "INSERT INTO orders VALUES (1)",
    "UPDATE orders SET id = 1",
    "DELETE FROM orders",
    "DROP TABLE orders",
    "SELECT 1; DROP TABLE orders",
    "WITH d AS (DELETE FROM orders RETURNING id) SELECT * FROM d",
    "COPY orders TO '/tmp/x'",
    "COPY (SELECT 1) TO PROGRAM 'sh'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_catalog.pg_read_file('/etc/passwd')",
    "SELECT \"pg_read_file\"('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT * FROM dblink('host=x', 'SELECT 1') AS t(a int)",
    "SELECT pg_sleep(100)",
    "SELECT set_config('a', 'b', false)",
    "SELECT nextval('s')",
    "SELECT pg_terminate_backend(1)",
    "SELECT query_to_xml('select 1', true, true, '')",
    "SELECT * FROM pg_shadow",
    "SELECT * FROM pg_catalog.pg_authid",
    "SELECT * INTO x FROM orders",
    "SELECT * FROM orders FOR UPDATE",
    "SELECT id FROM orders INTO OUTFILE '/tmp/x'",
    "SELECT id INTO DUMPFILE '/tmp/x' FROM orders",
    "SELECT LOAD_FILE('/etc/passwd')",
    "SELECT SLEEP(10)",
    "SELECT BENCHMARK(1e9, SHA1('a'))",
    "SELECT GET_LOCK('a', 10)",
    "SELECT @a := 1",
    "SELECT @@version",
    "SELECT * FROM mysql.user",
    "ATTACH DATABASE '/tmp/x' AS y",
    "SELECT load_extension('x')",
    "SELECT writefile('x', 'y')",
    "SELECT * FROM pragma_table_info('orders')",
    "PRAGMA writable_schema = 1",
    "SELECT readfile('/etc/passwd')",
    "EXEC xp_cmdshell 'dir'",
    "SELECT * FROM OPENROWSET('SQLNCLI', 'x', 'SELECT 1')",
    "SELECT * FROM OPENQUERY(x, 'SELECT 1')",
    "WAITFOR DELAY '0:0:10'",
    "SET a = 1",
    "CALL f()",
    "DO $$ BEGIN END $$",
    "EXPLAIN ANALYZE SELECT 1",
    "SELECT :name",
    "",
    "SELECT (" * 3000,
    "SELECT 1" + " " * 30_000,
]


def on(dialect: str) -> Subject:
    return Subject(
        table=TABLE, words=words_of(dialect), find=lambda name: find_table([TABLE], name), every=(TABLE,)
    )


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite", "mssql"])
@pytest.mark.parametrize("text", HOSTILE)
def test_what_writes_reaches_out_or_waits_is_never_sent(dialect: str, text: str):
    with pytest.raises(RuleUnusableError):
        read_query(text, RULE, on(dialect))


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite", "mssql"])
@pytest.mark.parametrize(
    "text",
    ["1 = 1; DROP TABLE orders", "1=1) UNION SELECT 1 --", "(SELECT 1) = 1", "EXISTS (SELECT 1 FROM orders)", "1=1) OR (1=1", "count(*) > 1", "id = 1 ORDER BY 1", "pg_sleep(1) IS NULL", "id > 1 GROUP BY id", "1=1 LIMIT 1", "sum(id) OVER () > 1", "/*", "nothing > 1"],
)  # fmt: skip
def test_a_condition_is_one_condition_over_one_row(dialect: str, text: str):
    if text == "1=1) OR (1=1":
        assert "OR" in read_expression(text, on(dialect))  # one condition still
        return
    with pytest.raises(RuleUnusableError):
        read_expression(text, on(dialect))


def test_comments_that_a_server_would_run_are_not_sent():
    read = read_query("SELECT id /*!50000 , SLEEP(9) */ FROM orders -- x", RULE, on("mysql"))
    assert read.sql == "SELECT id FROM `public`.`orders` AS orders"


@pytest.mark.parametrize(
    ("text", "sql"),
    [
        ("select count(*) from Orders where price < 0", 'SELECT COUNT(*) FROM "public"."orders" AS Orders WHERE price < 0'),
        ("SELECT o.id FROM orders o ORDER BY 1", 'SELECT o.id FROM "public"."orders" AS o'),
        ("WITH x AS (SELECT id FROM orders) SELECT * FROM x", 'WITH x AS (SELECT id FROM "public"."orders" AS orders) SELECT * FROM x'),
        ("SELECT COUNT(*) FROM ${table} WHERE {column} IS NULL", 'SELECT COUNT(*) FROM "public"."orders" AS "orders" WHERE "price" IS NULL'),
    ],
)  # fmt: skip
def test_tables_are_named_in_full_and_the_rest_stays(text: str, sql: str):
    assert read_query(text, RULE, on("postgresql")).sql == sql


@pytest.mark.parametrize(
    ("text", "counts"),
    [("SELECT COUNT(*) FROM orders", True), ("SELECT MAX(price) FROM orders", False), ("SELECT price FROM orders", False)],
)  # fmt: skip
def test_only_a_count_may_be_shown(text: str, counts: bool):
    assert read_query(text, RULE, on("postgresql")).gives_count is counts
