"""The sample databases of MySQL, MariaDB and SQLite, exactly as their SQL files declare them."""

import lzma
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.connection.config import Connection, Credential, parse_connection
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.schema import (
    Identity,
    ObjectKind,
    Routine,
    RoutineKind,
    SkipReason,
    Snapshot,
    Table,
    TableKind,
)
from tests.support.databases import Server
from tests.support.ddl import DeclaredColumn, DeclaredKey, DeclaredTable, declared
from tests.support.sample_databases import SAMPLES, expected_counts
from tests.support.server import literal

SCRIPTS = {
    "Chinook": "chinook/mysql/Chinook_MySql.sql",
    "northwind": "northwind/mysql/northwind.sql",
    "sakila": "sakila/mysql/sakila-mv-schema.sql",
}
FILES = {"chinook": "chinook/sqlite/Chinook_Sqlite.sql", "northwind": "northwind/sqlite/create.sql"}
CURATOR = "curator"
"""Sees triggers and routines too, which SELECT and SHOW VIEW do not show."""

_WIDTHS = {  # how these servers write integers (MySQL since 8.0.19 without the width)
    "INT": "int(11)",
    "SMALLINT": "smallint(6)",
    "SMALLINT UNSIGNED": "smallint(5) unsigned",
    "TINYINT UNSIGNED": "tinyint(3) unsigned",
    "MEDIUMINT UNSIGNED": "mediumint(8) unsigned",
    "BOOLEAN": "tinyint(1)",
    "YEAR": "year(4)",
}
_SYNONYMS = {"NVARCHAR": "varchar", "NUMERIC": "decimal"}
_NOW = {"mariadb_server": "current_timestamp()", "mysql_server": "CURRENT_TIMESTAMP"}

mysql_samples = pytest.mark.parametrize(
    ("fixture", "database"),
    [(fixture, database) for fixture in ("mariadb_server", "mysql_server") for database in SCRIPTS],
)
sqlite_files = pytest.mark.parametrize("database", FILES)


@pytest.fixture
def curated(request: pytest.FixtureRequest) -> Callable[[str, str], tuple[Connection, Credential]]:
    def open_(fixture: str, database: str) -> tuple[Connection, Credential]:
        server: Server = request.getfixturevalue(fixture)
        password = literal(server.password)
        server.execute("", f"CREATE USER IF NOT EXISTS {CURATOR}@'%' IDENTIFIED BY '{password}'")
        server.execute("", f"GRANT SELECT, SHOW VIEW, TRIGGER, EXECUTE ON *.* TO {CURATOR}@'%'")
        if fixture == "mysql_server":  # shows the code of routines, and it is only to be had for everything
            server.execute("", f"GRANT SELECT ON mysql.* TO {CURATOR}@'%'")
        return server.connection(database, user=CURATOR), server.credential

    return open_


@mysql_samples
async def test_mysql_tables_are_as_their_script_says(
    fixture: str,
    database: str,
    readers: Readers,
    curated: Callable[[str, str], tuple[Connection, Credential]],
):
    snapshot = await _snapshot(readers, *curated(fixture, database))
    tables, views = declared((SAMPLES / SCRIPTS[database]).read_text(), conditional=fixture == "mysql_server")
    found = {table.name: table for table in snapshot.tables}
    assert {name for name, table in found.items() if table.is_view} == set(views)
    assert {name for name, table in found.items() if not table.is_view} == set(tables)
    for name, table in tables.items():
        assert _mysql_columns(found[name]) == [_as_mysql(column, table, fixture) for column in table.columns]
        assert _key_columns(found[name]) == table.primary_key
        assert _foreign_keys(found[name]) == set(table.foreign_keys)
        assert _indexes(found[name]) == _mysql_indexes(table)
        assert (found[name].checks, found[name].partitions, found[name].comment) == ((), (), None)
        assert (found[name].kind, found[name].readable) == (TableKind.TABLE, True)


@pytest.mark.parametrize("fixture", ["mariadb_server", "mysql_server"])
async def test_sakila_has_its_triggers_and_routines(
    fixture: str, readers: Readers, curated: Callable[[str, str], tuple[Connection, Credential]]
):
    snapshot = await _snapshot(readers, *curated(fixture, "sakila"))
    found = {
        (table.name, trigger.name, trigger.timing, trigger.events, trigger.definition)
        for table in snapshot.tables
        for trigger in table.triggers
    }
    assert found == _sakila_triggers()
    assert len(found) == expected_counts("mysql", "sakila")["triggers"]
    assert set(snapshot.routines) == set(SAKILA_ROUTINES)


async def test_sakila_has_the_sql_and_columns_of_its_views(readers: Readers, mariadb_server: Server):
    connection = mariadb_server.connection("sakila")
    snapshot = await _snapshot(readers, connection, mariadb_server.credential)
    views = {table.name: table for table in snapshot.tables if table.is_view}
    assert {name: [column.name for column in view.columns] for name, view in views.items()} == SAKILA_VIEWS
    assert all((view.definition or "").startswith("select ") for view in views.values())
    assert snapshot.skipped == ()


async def test_mysql_names_the_grant_that_shows_the_sql_of_a_view(readers: Readers, mysql_server: Server):
    """MySQL shows it only to whom the view itself was granted."""
    connection = mysql_server.connection("sakila", user=CURATOR)
    password = literal(mysql_server.password)
    mysql_server.execute("", f"CREATE USER IF NOT EXISTS {CURATOR}@'%' IDENTIFIED BY '{password}'")
    mysql_server.execute("", f"GRANT SELECT, SHOW VIEW, TRIGGER, EXECUTE ON *.* TO {CURATOR}@'%'")
    before = await _snapshot(readers, connection, mysql_server.credential)
    assert {skipped.name for skipped in before.skipped} == set(SAKILA_VIEWS)
    assert {(skipped.kind, skipped.reason, skipped.missing) for skipped in before.skipped} == {
        (ObjectKind.VIEW, SkipReason.NO_ACCESS, "definition")
    }
    for skipped in before.skipped:
        mysql_server.execute("", skipped.grant or "")
    after = await _snapshot(readers, connection, mysql_server.credential)
    mysql_server.execute("", f"DROP USER {CURATOR}@'%'")
    assert after.skipped == ()
    assert all(table.definition for table in after.tables if table.is_view)


@sqlite_files
async def test_sqlite_tables_are_as_their_script_says(database: str, readers: Readers, sqlite_samples: Path):
    connection = parse_connection({"dialect": "sqlite", "path": str(sqlite_samples / f"{database}.db")})
    snapshot = await _snapshot(readers, connection, Credential())
    tables, views = declared((SAMPLES / FILES[database]).read_text("utf-8-sig"))
    found = {table.name: table for table in snapshot.tables}
    assert {name for name, table in found.items() if table.is_view} == set(views)
    assert {name for name, table in found.items() if not table.is_view} == set(tables)
    for name, table in tables.items():
        assert _sqlite_columns(found[name]) == [_as_sqlite(column, table) for column in table.columns]
        assert _key_columns(found[name]) == table.primary_key
        assert _foreign_keys(found[name]) == set(table.foreign_keys)
        assert ["".join(check.expression.split()) for check in found[name].checks] == table.checks
        created = {index.name: index.columns for index in found[name].indexes if index.name[:7] != "sqlite_"}
        assert created == {index[0]: index[1] for index in table.indexes}
        assert (found[name].triggers, found[name].unique_keys, found[name].storage) == ((), (), "rowid")
    assert snapshot.skipped == ()
    for name in views:
        assert found[name].columns
        assert (found[name].definition or "").startswith(f"CREATE VIEW [{name}]")


async def _snapshot(readers: Readers, connection: Connection, credential: Credential) -> Snapshot:
    async with readers.open(connection, credential, Limits()) as session:
        snapshot = await extract_schema(session, connection)
    assert snapshot.statements <= 12
    return snapshot


def _key_columns(table: Table) -> tuple[str, ...]:
    return table.primary_key.columns if table.primary_key else ()


def _foreign_keys(table: Table) -> set[DeclaredKey]:
    return {
        DeclaredKey(
            key.name,
            key.columns,
            key.referred_table,
            key.referred_columns,
            key.on_delete or "",
            key.on_update or "",
        )
        for key in table.foreign_keys
    }


def _indexes(table: Table) -> set[tuple[str, tuple[str, ...], bool, str | None]]:
    return {
        (index.name, index.columns, index.unique, index.method)
        for index in table.indexes
        if index.name != "PRIMARY"
    }


def _mysql_indexes(table: DeclaredTable) -> set[tuple[str, tuple[str, ...], bool, str]]:
    """Those declared, and those InnoDB makes itself for a foreign key that has none and names after it.

    https://dev.mysql.com/doc/refman/8.0/en/create-table-foreign-keys.html
    """
    indexes = {
        (name or columns[0], columns, unique, method) for name, columns, unique, method in table.indexes
    }
    led = [table.primary_key, *(columns for _, columns, _, method in indexes if method == "BTREE")]
    for key in table.foreign_keys:
        if not any(columns[: len(key.columns)] == key.columns for columns in led):
            indexes.add((key.name or "", key.columns, False, "BTREE"))
    return indexes


def _mysql_columns(table: Table) -> list[tuple[object, ...]]:
    return [
        (
            column.name,
            column.native_type,
            column.nullable,
            column.default,
            column.identity is Identity.BY_DEFAULT,
            column.comment,
            (column.collation or "").endswith("_bin"),
            column.generated,
        )
        for column in table.columns
    ]


def _as_mysql(column: DeclaredColumn, table: DeclaredTable, fixture: str) -> tuple[object, ...]:
    nullable = not column.not_null and column.name not in table.primary_key
    default = _mysql_default(column, fixture)
    binary = column.binary
    return (column.name, _mysql_type(column.type), nullable, default, column.numbered, None, binary, False)


def _mysql_type(written: str) -> str:
    if written.upper() in _WIDTHS:
        return _WIDTHS[written.upper()]
    word, rest = re.fullmatch(r"(\w+)(.*)", written, re.DOTALL).groups()  # type: ignore[union-attr]
    return _SYNONYMS.get(word.upper(), word.lower()) + rest


def _mysql_default(column: DeclaredColumn, fixture: str) -> str | None:
    """Both write numbers bare, however the script quotes them."""
    word = column.default
    if word is None or word.upper() in {"TRUE", "CURRENT_TIMESTAMP"}:
        return {None: None, "TRUE": "1"}.get(word and word.upper(), _NOW[fixture])
    is_text = column.type.upper().startswith(("ENUM", "SET", "VARCHAR", "CHAR"))
    return word if is_text else word.strip("'")


def _sqlite_columns(table: Table) -> list[tuple[object, ...]]:
    return [
        (
            column.name,
            column.native_type,
            column.nullable,
            column.default,
            column.identity is Identity.BY_DEFAULT,
            column.comment,
            column.collation,
            column.generated,
        )
        for column in table.columns
    ]


def _as_sqlite(column: DeclaredColumn, table: DeclaredTable) -> tuple[object, ...]:
    """INTEGER PRIMARY KEY is the rowid and never NULL; other keys may be, unless they say otherwise."""
    is_rowid = column.type.upper() == "INTEGER" and table.primary_key == (column.name,)
    nullable = not (column.not_null or is_rowid)
    return (column.name, column.type, nullable, column.default, column.numbered, None, None, False)


def _sakila_triggers() -> set[tuple[str, str, str, tuple[str, ...], str]]:
    """Three stand in the script of the schema, three more in that of the data."""
    data = lzma.decompress((SAMPLES / "sakila/mysql/sakila-mv-data.sql.xz").read_bytes()).decode()
    found = re.findall(
        r"CREATE TRIGGER `?(\w+)`? (AFTER|BEFORE) (\w+) ON `?(\w+)`?\s+FOR EACH ROW (BEGIN.*?END(?=;;)|SET [^;]*)",
        (SAMPLES / SCRIPTS["sakila"]).read_text() + data,
        re.DOTALL,
    )
    return {(table, name, timing, (event,), body) for name, timing, event, table, body in found}


def _routine(name: str, kind: RoutineKind, arguments: str, returns: str | None = None) -> Routine:
    return Routine(
        schema="sakila",
        name=name,
        kind=kind,
        arguments=arguments,
        returns=returns,
        language="SQL",
        security_definer=True,
        owner="root@localhost",
        comment="Provides a customizable report on best customers" if name == "rewards_report" else None,
    )


_IN_STOCK = "IN `p_film_id` int(11), IN `p_store_id` int(11), OUT `p_film_count` int(11)"
SAKILA_ROUTINES = (
    _routine("film_in_stock", RoutineKind.PROCEDURE, _IN_STOCK),
    _routine("film_not_in_stock", RoutineKind.PROCEDURE, _IN_STOCK),
    _routine(
        "get_customer_balance",
        RoutineKind.FUNCTION,
        "`p_customer_id` int(11), `p_effective_date` datetime",
        "decimal(5,2)",
    ),
    _routine("inventory_held_by_customer", RoutineKind.FUNCTION, "`p_inventory_id` int(11)", "int(11)"),
    _routine("inventory_in_stock", RoutineKind.FUNCTION, "`p_inventory_id` int(11)", "tinyint(1)"),
    _routine(
        "rewards_report",
        RoutineKind.PROCEDURE,
        "IN `min_monthly_purchases` tinyint(3) unsigned, IN `min_dollar_amount_purchased` decimal(10,2) unsigned,"
        " OUT `count_rewardees` int(11)",
    ),
)
_FILM_LIST = ["FID", "title", "description", "category", "price", "length", "rating", "actors"]
SAKILA_VIEWS = {
    "actor_info": ["actor_id", "first_name", "last_name", "film_info"],
    "customer_list": ["ID", "name", "address", "zip code", "phone", "city", "country", "notes", "SID"],
    "film_list": _FILM_LIST,
    "nicer_but_slower_film_list": _FILM_LIST,
    "sales_by_film_category": ["category", "total_sales"],
    "sales_by_store": ["store", "manager", "total_sales"],
    "staff_list": ["ID", "name", "address", "zip code", "phone", "city", "country", "SID"],
}
