import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.connection.addresses import EgressPolicy
from app.connection.config import Credential, parse_connection
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.schema import (
    DataType,
    ForeignKey,
    Identity,
    Index,
    Key,
    ObjectKind,
    SkipReason,
    Snapshot,
    Table,
    TableKind,
)

SCHEMA = """
CREATE TABLE Parent (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, UNIQUE (code, id));
CREATE TABLE child (
    a INT, b INT, parent INTEGER REFERENCES parent, code TEXT DEFAULT 'x' REFERENCES PARENT (Code),
    twice INT GENERATED ALWAYS AS (a * 2), PRIMARY KEY (b, a)
) WITHOUT ROWID;
CREATE INDEX by_expression ON child (lower(code), a, parent || ',');
CREATE UNIQUE INDEX "odd ""name" ON child (parent) WHERE parent > 0;
CREATE VIEW seen AS SELECT a, code FROM child;
CREATE VIEW broken AS SELECT * FROM missing;
CREATE VIRTUAL TABLE notes USING fts5(body);
CREATE TABLE "sqliteish" (c);
INSERT INTO child (a, b) VALUES (1, 1), (2, 2);
ANALYZE;
"""


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with closing(Readers(EgressPolicy(), None)) as made:
        yield made


async def _snapshot(readers: Readers, path: Path, script: str) -> Snapshot:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    connection = parse_connection({"dialect": "sqlite", "path": str(path)})
    async with readers.open(connection, Credential(), Limits()) as session:
        return await extract_schema(session, connection)


@pytest.fixture
async def tables(readers: Readers, tmp_path: Path) -> dict[str, Table]:
    return {table.name: table for table in (await _snapshot(readers, tmp_path / "s.db", SCHEMA)).tables}


async def test_a_file_without_tables_is_an_empty_snapshot(readers: Readers, tmp_path: Path):
    snapshot = await _snapshot(readers, tmp_path / "empty.db", "PRAGMA user_version = 1")
    assert (snapshot.tables, snapshot.database, snapshot.product) == ((), "empty.db", "SQLite")


async def test_the_number_of_statements_does_not_grow_with_the_tables(readers: Readers, tmp_path: Path):
    few = "CREATE TABLE t0 (c); CREATE VIEW v0 AS SELECT c FROM t0;"
    many = "".join(f"CREATE TABLE t{n} (c); CREATE VIEW v{n} AS SELECT c FROM t{n};" for n in range(100))  # noqa: S608 - a test's own SQL
    one = await _snapshot(readers, tmp_path / "one.db", few)
    hundred = await _snapshot(readers, tmp_path / "hundred.db", many)
    assert (len(one.tables), len(hundred.tables)) == (2, 200)
    assert one.statements == hundred.statements <= 7


def test_tables_and_views_are_listed_without_the_databases_own(tables: dict[str, Table]):
    kinds = {name: table.kind for name, table in tables.items()}
    assert kinds == {
        "Parent": TableKind.TABLE,
        "child": TableKind.TABLE,
        "notes": TableKind.TABLE,
        "sqliteish": TableKind.TABLE,
        "seen": TableKind.VIEW,
        "broken": TableKind.VIEW,
    }


def test_keys_come_in_key_order(tables: dict[str, Table]):
    primary = tables["child"].primary_key
    assert primary is not None
    assert primary.columns == ("b", "a")
    assert {key.columns for key in tables["Parent"].unique_keys} == {("code",), ("code", "id")}
    assert tables["Parent"].primary_key == Key(columns=("id",))


def test_foreign_keys_take_spelling_and_columns_from_what_they_refer_to(tables: dict[str, Table]):
    assert tables["child"].foreign_keys == (_foreign_key("parent", "id"), _foreign_key("code", "code"))


def _foreign_key(column: str, referred: str) -> ForeignKey:
    return ForeignKey(
        columns=(column,),
        referred_schema="main",
        referred_table="Parent",
        referred_columns=(referred,),
        on_update="NO ACTION",
        on_delete="NO ACTION",
        deferrable=False,
    )


def test_index_expressions_are_the_sql_they_were_written_as(tables: dict[str, Table]):
    indexes = {index.name: index for index in tables["child"].indexes}
    assert indexes["by_expression"].columns == ("lower(code)", "a", "parent || ','")
    assert indexes['odd "name'] == Index(
        name='odd "name', columns=("parent",), unique=True, method="btree", predicate="parent > 0"
    )


def test_columns_have_types_defaults_and_what_generates_them(tables: dict[str, Table]):
    columns = {column.name: column for column in tables["child"].columns}
    assert [column.position for column in columns.values()] == [1, 2, 3, 4, 5]
    assert (columns["code"].data_type, columns["code"].default) == (DataType.TEXT, "'x'")
    assert [name for name, column in columns.items() if column.generated] == ["twice"]
    assert {name: column.nullable for name, column in columns.items()}["a"] is False


def test_statistics_are_estimates_and_their_absence_is_unknown(tables: dict[str, Table]):
    assert tables["child"].row_estimate == 2
    assert tables["sqliteish"].row_estimate is None


def test_views_have_their_sql_and_a_broken_one_has_no_columns(tables: dict[str, Table]):
    assert [column.name for column in tables["seen"].columns] == ["a", "code"]
    assert tables["seen"].definition == "CREATE VIEW seen AS SELECT a, code FROM child"
    assert tables["broken"].columns == ()


async def test_what_does_not_work_is_left_out_by_name_and_costs_no_statement_more(
    readers: Readers, tmp_path: Path
):
    views = "".join(f"CREATE VIEW v{n} AS SELECT nothing{n} FROM missing;" for n in range(50))  # noqa: S608 - a test's own SQL
    script = f"""
    CREATE TABLE fine (a); CREATE VIRTUAL TABLE notes USING fts5(body); {views}
    PRAGMA writable_schema = 1;
    INSERT INTO sqlite_master VALUES ('table', 'strange', 'strange', 0, 'CREATE VIRTUAL TABLE strange USING absent(a)');
    """  # noqa: S608 - as above
    snapshot = await _snapshot(readers, tmp_path / "broken.db", script)
    whole = {table.name: len(table.columns) for table in snapshot.tables if table.columns}
    assert whole == {"fine": 1, "notes": 1}
    left_out = {each.name: (each.kind, each.reason, each.missing) for each in snapshot.skipped}
    assert left_out.pop("strange") == (ObjectKind.TABLE, SkipReason.UNSUPPORTED, None)
    assert set(left_out.values()) == {(ObjectKind.VIEW, SkipReason.VIEW_ERROR, "columns")}
    assert len(left_out) == 50
    assert snapshot.statements <= 7


async def test_tables_say_how_their_rows_are_stored_and_numbered(readers: Readers, tmp_path: Path):
    script = """
    CREATE TABLE plain (a); CREATE TABLE keyed (a INT PRIMARY KEY) WITHOUT ROWID, STRICT;
    CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT COLLATE NOCASE);
    CREATE VIRTUAL TABLE found USING fts5(body);
    CREATE TRIGGER "after all" AFTER DELETE ON plain BEGIN DELETE FROM numbered; END;
    INSERT INTO numbered (a) VALUES ('x'), ('y');
    """
    tables = {
        table.name: table for table in (await _snapshot(readers, tmp_path / "stored.db", script)).tables
    }
    assert {name: table.storage for name, table in tables.items()} == {
        "plain": "rowid",
        "keyed": "WITHOUT ROWID, STRICT",
        "numbered": "rowid",
        "found": "virtual fts5",
    }
    identity, collation = tables["numbered"].columns[0].identity, tables["numbered"].columns[1].collation
    assert (identity, collation, tables["numbered"].row_estimate) == (Identity.BY_DEFAULT, "NOCASE", 2)
    (trigger,) = tables["plain"].triggers
    assert (trigger.name, trigger.timing, trigger.events) == ("after all", "AFTER", ("DELETE",))
