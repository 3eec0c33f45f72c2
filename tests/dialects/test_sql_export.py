"""The sample databases made again from their SQL export, and read back: the same, but for what is stated here."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.connection.config import Connection, Credential, parse_connection
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.schema import Snapshot, Table
from app.results.exports.sql import write
from tests.support.databases import EXPECTED, SAMPLES, Server
from tests.support.hostile_names import hostile_names
from tests.support.hostile_objects import administrator, create, names_for
from tests.support.samples import Open
from tests.support.scratch import Scratch

NEEDS_CODE = {
    ("postgresql", "pagila"): {"actor_info", "film_list", "nicer_but_slower_film_list"},
}
"""Views that call an aggregate of the database's own, whose code no snapshot holds."""

UNKNOWN: dict[str, Any] = dict.fromkeys(
    ("row_estimate", "estimated_at", "size_bytes", "index_bytes", "owner", "privileges", "readable")
)
"""What depends on rows, roles and rights."""


@pytest.mark.parametrize(
    "expected", EXPECTED, ids=[f"{each['engine']}-{each['database']}" for each in EXPECTED]
)
async def test_a_sample_database_made_from_its_script_reads_back_the_same(
    expected: dict[str, Any],
    readers: Readers,
    sample_source: Open,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    engine, database = expected["engine"], expected["database"]
    original = await read(readers, *sample_source(engine, database))
    script = "".join(write(original))

    copy = await read(readers, *load(engine, f"copy_of_{database}", script, request, tmp_path))

    left_out = NEEDS_CODE.get((engine, database), set())
    assert set(re.findall(r'^-- CREATE VIEW "public"."(.*)"', script, re.MULTILINE)) == left_out
    kept = tuple(table for table in original.tables if table.name not in left_out)
    assert_equal(copy, replace(original, tables=kept))


@pytest.mark.parametrize("engine", ["postgresql", "mysql", "sqlite"])
async def test_what_a_server_can_hold_survives_its_script(
    engine: str, readers: Readers, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    script = (SAMPLES / "everything" / f"{engine}.sql").read_text("utf-8")
    original = await read(readers, *load(engine, "everything", script, request, tmp_path))
    made = "".join(write(original))
    copy = await read(readers, *load(engine, "everything_again", made, request, tmp_path))
    assert len(original.tables) >= 5
    assert_equal(copy, original)


@pytest.mark.parametrize("scratch", ["sqlite", "postgresql 15", "mariadb"], indirect=True)
async def test_five_hundred_hostile_names_survive_their_script(
    scratch: Scratch, readers: Readers, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    with administrator(scratch) as admin:
        names = names_for(scratch, hostile_names(7, 500))
        if scratch.dialect == "mysql":  # its client drops that carriage return, and a name knows no escapes
            names = [name for name in names if "\r\n" not in name]
        made = create(scratch, admin, names)
    original = await read(readers, scratch.connection, scratch.credential)
    script = "".join(write(original))
    copy = await read(readers, *load(scratch.dialect, "hostile_again", script, request, tmp_path))
    assert len(made) > 1500
    assert_equal(copy, original)


def assert_equal(copy: Snapshot, original: Snapshot) -> None:
    made, wanted = comparable(copy), comparable(original)
    assert [table.name for table in made.tables] == [table.name for table in wanted.tables]
    for one, other in zip(made.tables, wanted.tables, strict=True):
        assert one == other
    assert made == wanted


async def read(readers: Readers, connection: Connection, credential: Credential) -> Snapshot:
    async with readers.open(connection, credential, Limits()) as session:
        return await extract_schema(session, connection)


def load(
    engine: str, name: str, script: str, request: pytest.FixtureRequest, folder: Path
) -> tuple[Connection, Credential]:
    """A new database made by the script."""
    if engine == "sqlite":
        path = folder / f"{name}.db"
        with closing(sqlite3.connect(path)) as made:
            made.executescript(script)
        return parse_connection({"dialect": "sqlite", "path": str(path)}), Credential()
    server: Server = request.getfixturevalue(
        {"postgresql": "postgresql_server", "mysql": "mariadb_server"}[engine]
    )
    charset = (
        " CHARACTER SET utf8mb4" if engine == "mysql" else ""
    )  # a snapshot does not know the default one
    server.execute("postgres" if engine == "postgresql" else "", f"CREATE DATABASE {name}{charset}")
    request.addfinalizer(
        lambda: server.execute("postgres" if engine == "postgresql" else "", f"DROP DATABASE {name}")
    )
    server.execute(name, script)
    return server.connection(name), server.credential


def comparable(snapshot: Snapshot) -> Snapshot:
    """The snapshot without what a script cannot make: see ``UNKNOWN``; on PostgreSQL triggers, which call functions.

    A MySQL database is its own schema, so its name goes out of everything.
    """
    here = snapshot.database if snapshot.product in {"MariaDB", "MySQL"} else ""
    return replace(
        snapshot,
        taken_at=None,
        statements=0,
        database="",
        schemas=tuple(replace(each, name=each.name.removeprefix(here), owner=None) for each in snapshot.schemas),
        tables=tuple(
            comparable_table(each, here, keeps_triggers=snapshot.product != "PostgreSQL")
            for each in snapshot.tables
        ),
        sequences=tuple(
            replace(each, schema=each.schema.removeprefix(here)) for each in snapshot.sequences
        ),
        routines=(),
    )  # fmt: skip


def comparable_table(table: Table, here: str, *, keeps_triggers: bool) -> Table:
    return replace(
        table,
        **UNKNOWN,
        schema=table.schema.removeprefix(here),
        definition=(table.definition or "").replace(f"`{here}`.", "") if here else table.definition,
        foreign_keys=tuple(
            sorted(
                (
                    replace(key, referred_schema=key.referred_schema.removeprefix(here))
                    for key in table.foreign_keys
                ),
                key=repr,
            )
        ),
        indexes=tuple(replace(index, size_bytes=None) for index in table.indexes),
        triggers=table.triggers if keeps_triggers else (),
    )
