"""SQLAlchemy's Inspector in place of a catalog of our own tells the same tables, columns and keys.

What it tells otherwise, or not at all:

    everywhere    native types in SQLAlchemy's words; actions of foreign keys that are the default, and whether a key
                  was validated; indexes that keep a primary key; whether columns of views may hold NULL; estimates,
                  sizes, owners, rights, partitions, triggers, policies, types, sequences, routines, extensions
    PostgreSQL    partitioned tables and partitions are plain tables
    MariaDB       the name of a primary key; ON UPDATE stands in the default; defaults of views, lengths of TEXT, fractions of a second;
                  the SQL of a view as SHOW CREATE VIEW writes it
    SQLite        names of primary keys, AUTOINCREMENT; INTEGER PRIMARY KEY may hold NULL; declared lengths are told
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.connection import dialects, inspected
from app.connection.config import Connection, Credential, MysqlConnection, parse_connection
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.schema import Catalog, Column, ObjectKind, SkipReason, Table, TableKind
from app.results.exports import get_export
from app.wiring.schema import schema_here
from tests.support.databases import EXPECTED
from tests.support.dialects import servers_of
from tests.support.samples import Open
from tests.support.scratch import Scratch

NOT_TOLD = {
    *("owner", "row_estimate", "estimated_at", "size_bytes", "index_bytes", "readable", "privileges"),
    *("partition_of", "partition_bound", "partition_key", "row_security", "storage"),
}
PLAIN = {TableKind.PARTITIONED: TableKind.TABLE, TableKind.PARTITION: TableKind.TABLE}


@pytest.mark.parametrize(
    "expected", EXPECTED, ids=[f"{each['engine']}-{each['database']}" for each in EXPECTED]
)
async def test_the_inspector_tells_the_tables_columns_and_keys_of_our_own_catalog(
    expected: dict[str, Any], readers: Readers, sample_source: Open
) -> None:
    connection, credential = sample_source(expected["engine"], expected["database"])
    async with readers.open(connection, credential, Limits()) as session:
        own = await extract_schema(session, connection)
        before = session.statements
        told = await inspected.read(session, schemas_of(connection))

    assert told.reader == "inspector"
    assert session.statements > before
    assert told.skipped == ()
    assert sorted((table.schema, table.name) for table in told.tables) == sorted(
        (table.schema, table.name) for table in own.tables
    )
    for table in told.tables:
        mine = next(each for each in own.tables if (each.schema, each.name) == (table.schema, table.name))
        assert facts(table, expected["engine"]) == facts(mine, expected["engine"])
        assert all(getattr(table, field) is None for field in NOT_TOLD)
        assert table.is_view or all(column.native_type for column in table.columns)


def schemas_of(connection: Connection) -> tuple[str, ...] | None:
    """A MySQL database is a schema, and our own catalog reads the one of the connection."""
    return (connection.database,) if isinstance(connection, MysqlConnection) else None


def facts(table: Table, engine: str) -> dict[str, object]:
    """What both readers tell alike."""
    key = table.primary_key.columns if table.primary_key else ()
    keeps_key = {"PRIMARY", table.primary_key.name if table.primary_key else None}
    return {
        "kind": PLAIN.get(table.kind, table.kind),
        "columns": [column_facts(column, table, engine) for column in table.columns],
        "key": key,
        "foreign keys": sorted(
            (k.name or "", k.columns, k.referred_schema, k.referred_table, k.referred_columns)
            for k in table.foreign_keys
        ),
        "unique keys": sorted((k.name or "", k.columns) for k in table.unique_keys),
        "indexes": sorted(
            (index.name, index.columns, index.unique)
            for index in table.indexes
            if index.name not in keeps_key and not index.name.startswith("sqlite_autoindex_")
        ),
        "checks": sorted((check.name or "", check.expression) for check in table.checks),
        "comment": table.comment,
    }


def column_facts(column: Column, table: Table, engine: str) -> tuple[object, ...]:
    is_rowid = engine == "sqlite" and table.primary_key and column.name in table.primary_key.columns
    nullable = None if table.is_view or is_rowid else column.nullable
    default = None if table.is_view else (column.default or "").partition(" ON UPDATE")[0]
    return column.name, column.position, column.data_type, nullable, default, column.comment, column.generated


@servers_of("mysql", "sqlite")  # on PostgreSQL nothing a view needs can be dropped
async def test_a_view_that_does_not_work_is_skipped(readers: Readers, scratch: Scratch) -> None:
    scratch.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, x INTEGER)")
    scratch.execute("CREATE VIEW v AS SELECT id FROM a")
    told = await told_of(readers, scratch)
    assert {table.name: table.kind for table in told.tables} == {"a": TableKind.TABLE, "v": TableKind.VIEW}

    scratch.execute("DROP TABLE a")
    told = await told_of(readers, scratch)
    assert told.tables == ()
    assert [(gap.kind, gap.name, gap.reason) for gap in told.skipped] == [
        (ObjectKind.VIEW, "v", SkipReason.VIEW_ERROR)
    ]


async def told_of(readers: Readers, scratch: Scratch) -> Catalog:
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        return await inspected.read(session, schemas_of(scratch.connection))


# ── a dialect of somebody else ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def toysql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The toy dialect, installed as any package is: by the entry point it registers."""
    package = tmp_path / "toysql-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: toysql\nVersion: 1.0\n")
    (package / "entry_points.txt").write_text(
        "[sourcesense.dialects]\ntoysql = tests.support.toy_dialect:DIALECT\n"
    )
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    dialects.forget_loaded()
    yield
    dialects.forget_loaded()


async def test_a_dialect_of_somebody_else_is_read_end_to_end(
    toysql: None, readers: Readers, sqlite_samples: Path
) -> None:
    del toysql
    connection = parse_connection({"dialect": "toysql", "path": str(sqlite_samples / "northwind.db")})
    async with readers.open(connection, Credential(), Limits()) as session:
        snapshot = await extract_schema(session, connection)

    assert snapshot.reader == "inspector"
    assert len([table for table in snapshot.tables if table.is_view]) == 16
    order_details = next(table for table in snapshot.tables if table.name == "Order Details")
    assert order_details.primary_key is not None
    assert order_details.primary_key.columns == ("OrderID", "ProductID")
    assert {key.referred_table for key in order_details.foreign_keys} == {"Orders", "Products"}
    assert snapshot.statements > 0


def test_a_file_says_that_the_inspector_has_read(toysql: None, sqlite_samples: Path) -> None:
    del toysql
    read = schema_here({"dialect": "toysql", "path": str(sqlite_samples / "chinook.db")}, Credential())
    assert json.loads("".join(get_export("json").write(read.snapshot, None)))["reader"] == "inspector"
    assert "read by SQLAlchemy's Inspector" in "".join(get_export("markdown").write(read.snapshot, None))
