"""Five hundred hostile names in every place a name or a text can stand, read back byte for byte."""

from collections import Counter
from collections.abc import Iterable

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.extraction.measurement import measure_table
from app.extraction.sampling import draw_sample
from app.model.schema import Snapshot, Table
from tests.support.hostile_names import hostile_names
from tests.support.hostile_objects import (
    Administrator,
    Made,
    administrator,
    create,
    is_a_mysql_name,
    literal,
    names_for,
)
from tests.support.scratch import Scratch

SEED = 4
SUBSET = 25
COUNT = 500
_TEXTS = {"default": COUNT, "comment": COUNT, "label": COUNT}
_MYSQL = {"table": 393, "column": 435, "index": 434, **_TEXTS}
TAKEN: dict[str, dict[str, int]] = {
    "sqlite": {"table": 498, "column": 500, "constraint": 500, "default": 500, "index": 498},
    "postgresql 15": {"table": 500, "column": 498, "constraint": 500, "index": 500, "schema": 494, **_TEXTS},
    "mariadb": {**_MYSQL, "constraint": 460},
    "mysql 8.0.15": _MYSQL,
}
"""How many of the 500 each server takes in each role; the others it refuses itself.

SQLite keeps names that begin with ``sqlite_`` for itself, PostgreSQL those of its system columns and schemas. MySQL and
MariaDB refuse characters above U+FFFF, blanks at the end, and as tables what no file could be called.
"""

on_every_server = pytest.mark.parametrize(
    "scratch", ["sqlite", "postgresql 15", "mariadb", "mysql 8.0.15"], indirect=True
)


@on_every_server
async def test_every_name_a_server_takes_comes_back_byte_for_byte(
    scratch: Scratch, readers: Readers, request: pytest.FixtureRequest
):
    names = names_for(scratch, hostile_names(SEED, COUNT))
    with administrator(scratch) as admin:
        made = create(scratch, admin, names)
        async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
            snapshot = await extract_schema(session, scratch.connection)
        lost = [each for each in made if not _came_back(scratch, snapshot, each)]
        lost += _changed(scratch, admin, snapshot, made)
    taken = Counter(each.role for each in made)
    print(request.node.callspec.id, dict(taken))  # noqa: T201 - shown with -s, and where it fails
    assert lost == []
    assert snapshot.skipped == ()
    assert taken == TAKEN[request.node.callspec.id]


@on_every_server
async def test_tables_with_hostile_names_are_sampled_and_measured(scratch: Scratch, readers: Readers):
    names = names_for(scratch, hostile_names(SEED, COUNT))[:: COUNT // SUBSET]
    with administrator(scratch) as admin:
        made = [
            each
            for each in create(scratch, admin, names)
            if each.role == "column" and each.table == each.name
        ]
        for each in made:
            quoted = scratch.quote(each.name)
            value = literal(scratch, each.name.encode("ascii", "replace").decode())
            assert admin.attempt(f"INSERT INTO {quoted} ({quoted}, kk_) VALUES ({value}, 1)")  # noqa: S608 - that is the test
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        snapshot = await extract_schema(session, scratch.connection)
        tables = {table.name: table for table in snapshot.tables if table.schema == scratch.schema}
        for each in made:
            sample = await draw_sample(session, scratch.connection, tables[each.name], rows=5, seed=1)
            assert sample.values[each.name] == (each.name.encode("ascii", "replace").decode(),)
            measured = await measure_table(session, scratch.connection.dialect, tables[each.name])
            assert (measured.rows, measured.columns[0].column) == (1, each.name)
    assert len(made) >= SUBSET // 2


@pytest.mark.parametrize("scratch", ["mariadb", "mysql 8.0.15"], indirect=True)
async def test_databases_with_hostile_names_are_read(scratch: Scratch, readers: Readers):
    """Those a form takes: control characters are refused in a field before anything is connected to."""
    names = names_for(scratch, hostile_names(SEED, COUNT))[:: COUNT // SUBSET]
    names = [name for name in names if name.isprintable() and name == name.strip() and is_a_mysql_name(name)]
    assert scratch.server is not None
    with administrator(scratch) as admin:
        taken = [name for name in names if admin.attempt(f"CREATE DATABASE {scratch.quote(name)}")]
        try:
            for name in taken:
                assert admin.attempt(f"CREATE TABLE {scratch.quote(name)}.t (k int)")
                connection = scratch.server.connection(name)
                async with readers.open(connection, scratch.credential, Limits()) as session:
                    snapshot = await extract_schema(session, connection)
                assert [schema.name for schema in snapshot.schemas] == [name]
                assert [(table.schema, table.name) for table in snapshot.tables] == [(name, "t")]
        finally:
            for name in taken:
                admin.attempt(f"DROP DATABASE {scratch.quote(name)}")
    assert len(taken) >= SUBSET // 2


def _came_back(scratch: Scratch, snapshot: Snapshot, made: Made) -> bool:
    tables = {(table.schema, table.name): table for table in snapshot.tables}
    table = tables.get((_schema_of(scratch, made), made.table))
    match made.role:
        case "label" if scratch.dialect == "postgresql":
            return (made.name, (made.name, "other")) in {(each.name, each.labels) for each in snapshot.types}
        case "schema":
            return (made.name, "t") in tables and made.name in {each.name for each in snapshot.schemas}
        case _:
            return table is not None and _holds(table, made, _kept(scratch, made))


def _holds(table: Table, made: Made, kept: str) -> bool:
    match made.role:
        case "table":
            return table.name == made.name
        case "column":
            return made.name in {column.name for column in table.columns}
        case "index":
            return made.name in {index.name for index in table.indexes}
        case "constraint":
            return made.name in {check.name for check in table.checks}
        case "comment":
            return table.comment == kept and kept in {column.comment for column in table.columns}
        case _:
            return True  # defaults and labels are SQL, which the server itself is asked to read


def _schema_of(scratch: Scratch, made: Made) -> str:
    if scratch.dialect == "postgresql" and made.role == "index":
        return "ix"
    return scratch.schema


def _kept(scratch: Scratch, made: Made) -> str:
    """MySQL and MariaDB keep texts of the catalog in three bytes a character, and labels without blanks at the end."""
    if scratch.dialect != "mysql" or made.role not in {"default", "comment", "label"}:
        return made.name
    kept = "".join("?" if ord(character) > 0xFFFF else character for character in made.name)
    return kept.rstrip(" ") if made.role == "label" else kept


def _changed(scratch: Scratch, admin: Administrator, snapshot: Snapshot, made: Iterable[Made]) -> list[Made]:
    """Defaults and labels whose SQL the server reads as something else."""
    tables = {(table.schema, table.name): table for table in snapshot.tables}
    asked = [
        (each, sql)
        for each in made
        if (table := tables.get((scratch.schema, each.table))) is not None
        and (sql := _sql_text(table, each.role)) is not None
    ]
    read: list[object] = []
    for place in range(0, len(asked), 50):
        read += admin.rows("SELECT " + ", ".join(sql for _, sql in asked[place : place + 50]))[0]
    return [each for (each, _), value in zip(asked, read, strict=True) if value != _kept(scratch, each)]


def _sql_text(table: Table, role: str) -> str | None:
    if role == "default":
        return next(column.default for column in table.columns if column.default is not None)
    native = [column.native_type for column in table.columns if column.native_type.startswith("enum(")]
    if role != "label" or not native:
        return None
    return native[0].removeprefix("enum(").removesuffix(",'other')")
