"""SQL Server's statements are the reviewed ones, and what they give becomes the reviewed snapshot."""

import asyncio
import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from app.connection.config import MssqlConnection
from app.connection.dialects.mssql import DIALECT
from app.connection.dialects.mssql_catalog import STATEMENTS
from app.connection.session import Rows, Statement
from app.extraction.inspector import extract_schema
from app.extraction.measurement import measurement_statements
from app.model.sample import SamplingMethod
from app.model.schema import ObjectName, Snapshot, Table, TableKind
from app.results.exports import get_export
from tests.support.mssql_recording import (
    FOLDER,
    SEED,
    fixed_statements,
    golden_sql,
    sample_sql,
    table_statements,
)
from tests.support.no_inspector import NoInspector

SHOP = MssqlConnection(host="db.internal", database="shop", user="scanner")


class Recorded(NoInspector):
    """A session that has what the files say, without a wire."""

    product = "SQL Server"
    version = "16.0.4135.4"
    rows_read = 0

    def __init__(self, changes: dict[str, list[list[Any]]] | None = None) -> None:
        self.statements = 0
        self._changes = changes or {}
        self._names = {sql: reads.replace(" ", "-") for reads, sql in STATEMENTS.items()}

    async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:  # noqa: ARG002 - of the port
        self.statements += 1
        name = self._names[statement.sql]
        recorded: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        rows = self._changes[name] if name in self._changes else recorded["rows"]
        return Rows(tuple(column for column, _ in recorded["columns"]), tuple(tuple(row) for row in rows))


def snapshot(**changes: list[list[Any]]) -> Snapshot:
    named = {name.replace("_", "-"): rows for name, rows in changes.items()}
    return asyncio.run(extract_schema(Recorded(named), SHOP))


@cache
def shop() -> Snapshot:
    return snapshot()


def table(name: str) -> Table:
    return next(table for table in shop().tables if table.name == name)


@pytest.mark.parametrize("name", fixed_statements())
def test_a_statement_of_the_catalog_is_the_reviewed_one(name: str):
    sql = fixed_statements()[name]
    assert golden_sql(name, sql) == sql


@pytest.mark.parametrize("name", table_statements(shop()))
def test_a_statement_about_a_table_is_the_reviewed_one(name: str):
    sql = table_statements(shop())[name]
    assert golden_sql(name, sql) == sql


def test_the_whole_snapshot_is_the_reviewed_one():
    written = "".join(get_export("jsonl").write(_dated(shop()), None))
    file = FOLDER / "snapshot.jsonl"
    if os.environ.get("SOURCESENSE_WRITE_GOLDEN") == "1":
        file.write_text(written, encoding="utf-8", newline="\n")
    assert written == file.read_bytes().decode("utf-8")


def test_the_catalog_takes_twelve_statements_whatever_it_holds():
    assert shop().statements == len(STATEMENTS) == 12


def test_every_recording_says_where_it_is_from():
    assert all(json.loads(file.read_text("utf-8"))["origin"] for file in FOLDER.glob("*.json"))


def test_what_this_user_may_not_see_is_a_gap_with_its_grant():
    gaps = {(gap.name, gap.missing): (gap.reason.value, gap.grant) for gap in shop().skipped}
    assert gaps == {
        ("hidden", "definition"): ("no_access", "GRANT VIEW DEFINITION ON OBJECT::[sales].[hidden] TO [scanner];"),
        ("locked", "definition"): ("unsupported", None),
        ("open_orders", "definition of trigger write_through"): ("unsupported", None),
        ("customer", "check CK_unseen"): ("no_access", "GRANT VIEW DEFINITION ON OBJECT::[sales].[customer] TO [scanner];"),
        ("customer", "default of alias"): ("no_access", "GRANT VIEW DEFINITION ON OBJECT::[sales].[customer] TO [scanner];"),
        ("customer", "values of card, masked"): ("no_access", "GRANT UNMASK TO [scanner];"),
        ("visit", "foreign key FK_visit_unseen"): ("no_access", "GRANT VIEW DEFINITION TO [scanner];"),
    }  # fmt: skip


def test_whoever_may_unmask_has_no_masked_values_among_the_gaps():
    me = [["dbo", "dbo", None, "scanner", 1]]
    assert not any(str(gap.missing).endswith("masked") for gap in snapshot(the_schemas=me).skipped)


def test_a_partitioned_heap_stays_one_table_with_its_bounds():
    order = table("order]s")
    assert (order.kind, order.storage, order.partition_key) == (
        TableKind.TABLE,
        "heap",
        "RANGE RIGHT (placed)",
    )
    assert [(part.bound, part.row_estimate, part.size_bytes) for part in order.partitions] == [
        ("< 2024-01-01", 4, 65_536),
        (">= 2024-01-01 AND < 2025-01-01", 5, 131_072),
        (">= 2025-01-01", 0, 0),
    ]
    assert (order.row_estimate, order.size_bytes, order.index_bytes) == (9, 196_608, 24_576)


def test_rows_the_server_does_not_count_are_unknown_and_not_zero():
    assert (table("basket").row_estimate, table("basket").size_bytes) == (None, None)
    assert (table("open_orders").row_estimate, table("open_orders").index_bytes) == (None, None)


def test_row_security_is_unknown_to_one_who_may_not_see_definitions():
    found = {name: table(name).row_security for name in ("customer", "order]s", "visit")}
    assert found == {"customer": None, "order]s": True, "visit": False}


def test_a_predicate_out_of_sight_is_a_policy_without_its_text():
    unseen = [[600, "by_tenant", None, None, True, "FILTER", None]]
    found = snapshot(the_checks_and_policies=unseen)
    (policy,) = next(table for table in found.tables if table.name == "visit").policies
    assert (policy.name, policy.using) == ("by_tenant", None)


def test_rights_the_server_cannot_tell_are_unknown_and_not_denied():
    unsure = [[900, "dbo", "t", "U", "dbo", None, False, False, None, *[None] * 6]]
    (found,) = snapshot(the_list_of_tables=unsure).tables
    assert (found.readable, found.privileges) == (None, None)


@pytest.mark.parametrize("name", [name for name in fixed_statements() if name != "settings"])
def test_a_statement_is_one_select_of_transact_sql_to_a_parser(name: str):
    """Not what a server would say, but an opinion besides ours."""
    (parsed,) = sqlglot.parse(fixed_statements()[name], read="tsql", error_level=sqlglot.ErrorLevel.RAISE)
    assert isinstance(parsed, exp.Query)


@pytest.mark.parametrize("name", table_statements(shop()))
def test_a_statement_about_a_table_is_one_select_to_a_parser(name: str):
    (parsed,) = sqlglot.parse(
        table_statements(shop())[name], read="tsql", error_level=sqlglot.ErrorLevel.RAISE
    )
    assert isinstance(parsed, exp.Query)


def test_an_alias_type_is_named_and_folded_to_what_it_stands_for():
    email = next(column for column in table("customer").columns if column.name == "email")
    assert (email.native_type, email.data_type.value, email.length) == ("sales.email", "text", 320)
    assert email.user_type == ObjectName(schema="sales", name="email")


def test_a_database_with_nothing_in_it_has_no_tables_and_no_gaps():
    nothing = {reads.replace(" ", "_"): list[list[Any]]() for reads in STATEMENTS}
    assert (snapshot(**nothing).tables, snapshot(**nothing).skipped) == ((), ())


@pytest.mark.parametrize(
    ("name", "rows", "words", "method"),
    [
        ("customer", 5, "HASHBYTES('SHA2_256', CONCAT(N'20240229|', CONVERT(nvarchar(4000), t.[id])))", SamplingMethod.BERNOULLI),
        ("visit", 1000, "SELECT TOP (1001) ", SamplingMethod.HEAD),
        ("open_orders", 1000, "SELECT TOP (1001) ", SamplingMethod.HEAD),
        ("remote", 1000, "SELECT TOP (1001) ", SamplingMethod.HEAD),
    ],
)  # fmt: skip
def test_rows_are_drawn_by_what_the_table_is(name: str, rows: int, words: str, method: SamplingMethod):
    assert words in sample_sql(table(name), rows)
    assert _method(name, rows) is method


def test_whole_pages_of_a_large_table_are_drawn_by_the_seed():
    large = replace(table("customer"), size_bytes=2**30)
    assert sample_sql(large, 1000).endswith(f" TABLESAMPLE SYSTEM (1093 ROWS) REPEATABLE ({SEED + 1})")


def test_a_table_in_memory_is_read_by_its_hint():
    (measured,) = measurement_statements("mssql", table("basket"), thorough=False)
    assert sample_sql(table("basket"), 5).count("[dbo].[basket] AS t WITH (SNAPSHOT)") == 1
    assert sample_sql(table("basket"), 5).count("WITH (SNAPSHOT)") == 2
    assert measured.sql.endswith("FROM [dbo].[basket] AS t WITH (SNAPSHOT)")


def test_a_table_without_a_key_is_drawn_by_the_servers_own_chance():
    assert "CHECKSUM(NEWID())" in sample_sql(replace(table("customer"), primary_key=None), 5)


def test_encrypted_binary_and_spatial_columns_are_not_drawn():
    drawn = sample_sql(table("customer"), 5)
    assert not any(f"[{name}]" in drawn for name in ("secret", "photo", "version", "spot"))


def _method(name: str, rows: int) -> SamplingMethod:
    return DIALECT.drawing(table(name), rows=rows, seed=SEED).method


def _dated(found: Snapshot) -> Snapshot:
    return replace(found, taken_at=datetime(2026, 1, 1, tzinfo=UTC))
