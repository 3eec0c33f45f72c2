"""Orphans on real servers: what hand-written SQL counts is what is told."""

from typing import Any

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.integrity import KeyCheck
from app.model.run import ScanOptions
from app.pipeline.integrity import DueKeys, check_keys
from app.pipeline.reading import BatchReader
from app.pipeline.source import DirectSource
from tests.support.dialects import servers_of
from tests.support.samples import Open, every_sample_everywhere
from tests.support.scratch import Scratch

_ROWS = """
INSERT INTO {parent} VALUES (1, 1), (1, 2), (2, 1);
INSERT INTO {child} VALUES (1, 1, 1, 1), (2, 1, 2, 1), (3, 9, 9, 2), (4, 9, 9, 9), (5, 1, NULL, 1), (6, NULL, 7, 3), (7, NULL, NULL, 3);
"""
"""Two rows of one key that is not there, two that a NULL excuses, one without a key; one row follows nobody."""


async def _checks(source: DirectSource) -> list[KeyCheck]:
    async with source.session() as session:
        snapshot = await extract_schema(session, source.connection)
    due = DueKeys.of("r", snapshot, ScanOptions())
    async with BatchReader(source) as reader:
        found = [await check_keys(reader, source.connection.dialect, table, due) for table in snapshot.tables]
    return [check for of_table in found for check in of_table]


@every_sample_everywhere
async def test_no_declared_key_of_a_sample_database_has_an_orphan(
    engine: str, database: str, fixture: str, readers: Readers, sample_source: Open
):
    """The fact ``orphan-0`` of tests/samples/quality-facts.json: every row of every declared key has its parent."""
    del engine
    connection, credential = sample_source(fixture, database)
    checks = await _checks(DirectSource(readers, connection, credential, Limits()))
    assert checks
    for check in checks:
        assert check.reason is None, check.key
        assert check.found is not None
        assert (check.found.orphan_rows, check.found.orphan_values, check.found.exact) == (0, 0, True)


def _counts(check: KeyCheck) -> tuple[Any, ...]:
    found = check.found
    assert found is not None, check.reason
    return (found.rows, found.orphan_rows, found.orphan_values, found.partly_null_rows, found.exact)


@servers_of("postgresql", "mysql", "sqlite")
async def test_orphans_of_keys_nobody_vouches_for_are_counted(scratch: Scratch, readers: Readers):
    """A key of two columns under names that hurt, and one to the own table, over rows nobody checked."""
    parent, child, odd = (scratch.quote(name) for name in ('par"ent%s', "ch`ild'%(x)s", 'a"b%c'))
    tables = f"CREATE TABLE {parent} (a int NOT NULL, {odd} int NOT NULL, PRIMARY KEY (a, {odd}));"
    pair = f"FOREIGN KEY (a, {odd}) REFERENCES {parent} (a, {odd})"
    self = f"FOREIGN KEY (boss) REFERENCES {child} (id)"
    columns = f"id int NOT NULL PRIMARY KEY, a int, {odd} int, boss int"
    rows = _ROWS.format(parent=parent, child=child)
    script = {
        "postgresql": f"{tables} CREATE TABLE {child} ({columns}); {rows}"
        f" ALTER TABLE {child} ADD {pair} NOT VALID; ALTER TABLE {child} ADD {self} NOT VALID;",
        "mysql": f"SET foreign_key_checks = 0; {tables} CREATE TABLE {child} ({columns}, {pair}, {self}); {rows}",
        "sqlite": f"{tables} CREATE TABLE {child} ({columns}, {pair}, {self}); {rows}",
    }
    scratch.execute(script[scratch.dialect])
    checks = await _checks(DirectSource(readers, scratch.connection, scratch.credential, Limits()))
    found = {check.key.columns: _counts(check) for check in checks}
    assert found == {("a", 'a"b%c'): (4, 2, 1, 2, True), ("boss",): (7, 1, 1, 0, True)}


@servers_of("postgresql")
async def test_a_full_key_counts_rows_that_are_partly_null(scratch: Scratch, readers: Readers):
    scratch.execute(
        "CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b));"
        "CREATE TABLE child (id int PRIMARY KEY, a int, b int, boss int);"
        + _ROWS.format(parent="parent", child="child")
        + "ALTER TABLE child ADD FOREIGN KEY (a, b) REFERENCES parent MATCH FULL NOT VALID;"
    )
    (check,) = await _checks(DirectSource(readers, scratch.connection, scratch.credential, Limits()))
    assert check.key.match_full
    assert _counts(check) == (6, 4, 3, 0, True)


@servers_of("postgresql")
async def test_partitions_other_schemas_and_collations(scratch: Scratch, readers: Readers):
    """A key of a partitioned table is looked up once; heirs' rows answer no key; collations may differ."""
    scratch.execute("""
        CREATE SCHEMA other;
        CREATE TABLE other.parent (code text COLLATE "C" PRIMARY KEY);
        CREATE TABLE heir () INHERITS (other.parent);
        INSERT INTO other.parent VALUES ('a'), ('b');
        INSERT INTO heir VALUES ('z');
        CREATE TABLE child (id int, code text COLLATE "POSIX") PARTITION BY RANGE (id);
        CREATE TABLE child_1 PARTITION OF child FOR VALUES FROM (0) TO (10);
        CREATE TABLE child_2 PARTITION OF child FOR VALUES FROM (10) TO (20);
        INSERT INTO child VALUES (1, 'a'), (2, 'b'), (11, 'a');
        ALTER TABLE child ADD FOREIGN KEY (code) REFERENCES other.parent;
        CREATE TABLE late (code text COLLATE "POSIX");
        INSERT INTO late VALUES ('a'), ('z'), ('A');
        ALTER TABLE late ADD FOREIGN KEY (code) REFERENCES other.parent NOT VALID;
    """)
    checks = await _checks(DirectSource(readers, scratch.connection, scratch.credential, Limits()))
    assert {check.key.table: _counts(check) for check in checks} == {
        "child": (3, 0, 0, 0, True),
        "late": (3, 2, 2, 0, True),
    }
