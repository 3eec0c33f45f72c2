"""SQL scripts by product: what stands where, and what stands there only as a comment."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.model.schema import Routine, RoutineKind, Table, TableKind
from app.results.exports.ddl import in_order
from app.results.exports.sql import write
from tests.support.everything import BUYERS, EVERYTHING
from tests.support.schemas import a_snapshot, a_table


def a_view(name: str, definition: str | None) -> Table:
    return replace(BUYERS, name=name, definition=definition, comment="a comment\nof two lines")


def script_of(*tables: Table, product: str = "PostgreSQL", **parts: Any) -> str:
    snapshot = replace(EVERYTHING, product=product, tables=tables, types=(), sequences=(), **parts)
    return "".join(write(snapshot))


def test_views_come_after_the_views_they_use() -> None:
    views = [
        a_view("a", 'SELECT * FROM "B b"'),
        a_view("B b", "SELECT * FROM shop.c JOIN shop.customer"),
        a_view("c", "SELECT 'a', \"c\" FROM shop.d"),
        a_view("d", None),
    ]
    assert [view.name for view in in_order(views)] == ["d", "c", "B b", "a"]


def test_views_that_need_each_other_are_all_there() -> None:
    views = [a_view("a", "SELECT * FROM b"), a_view("b", "SELECT * FROM a"), a_view("c", "SELECT 1")]
    assert [view.name for view in in_order(views)] == ["c", "a", "b"]


@pytest.mark.parametrize("product", ["PostgreSQL", "MariaDB", "SQL Server"])
def test_what_calls_a_function_stands_there_as_a_comment(product: str) -> None:
    routine = Routine(schema="shop", name="Own Sum", kind=RoutineKind.AGGREGATE)
    view = a_view("sums", 'SELECT shop."Own Sum"(score)\nFROM shop.customer')
    script = script_of(view, product=product, routines=(routine,))
    lines = [line for line in script.splitlines() if "Own Sum" in line or "FROM shop.customer" in line]
    assert lines
    assert all(line.startswith("-- ") for line in lines)
    assert "needs the function own sum" in script
    assert not re.search(r"^COMMENT ON VIEW", script, re.MULTILINE)


@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\v", "\f"])
def test_no_line_end_in_a_name_ends_a_comment(line_end: str) -> None:
    table = replace(EVERYTHING.tables[2], kind=TableKind.FOREIGN, name=f"a{line_end}DROP TABLE b")
    script = script_of(table)
    (line,) = [line for line in script.splitlines() if line.endswith('DROP TABLE b" (')]
    assert line.startswith("-- ")


def test_an_unknown_product_gets_the_words_of_postgresql() -> None:
    assert 'CREATE VIEW "shop"."buyers"' in script_of(BUYERS, product="Frobnicator 9")


def test_sql_server_has_its_own_words_and_batches() -> None:
    script = script_of(*EVERYTHING.tables, product="SQL Server")
    assert "CREATE TABLE [shop].[customer] (" in script
    assert "[id] integer IDENTITY NOT NULL" in script
    assert "[address] AS lower(email)" in script
    assert script.count("GO\n") >= 3


def test_mysql_takes_everything_into_the_database_one_is_connected_to() -> None:
    view = a_view("v", "select `shop`.`t`.`a b` AS `x`,'`shop`.`y`' AS `y` from `shop`.`t`")
    script = script_of(view, product="MariaDB")
    assert "select `t`.`a b` AS `x`,'`shop`.`y`' AS `y` from `t`;" in script


def test_sqlite_runs_the_script_of_any_schema_it_could_have(tmp_path: Path) -> None:
    tables = (
        a_table("a", "id integer!", primary="id"),
        a_table('b "c"\n', "id integer!, a_id integer", primary="id", foreign=["a_id -> a.id"]),
    )
    snapshot = a_snapshot(*tables, product="SQLite")
    with closing(sqlite3.connect(tmp_path / "made.db")) as made:
        made.executescript("".join(write(snapshot)))
        assert [row[0] for row in made.execute("SELECT name FROM sqlite_master ORDER BY name")] == [
            "a",
            'b "c"\n',
        ]
