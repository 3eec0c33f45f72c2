"""The catalog is read again and again while tables and views come, change and go under it."""

import time
from dataclasses import replace

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.schema import ObjectKind, Snapshot, Table
from tests.support.scratch import Scratch
from tests.support.storm import Storm

SECONDS = 4.0
STABLE = """
CREATE TABLE parent (id int PRIMARY KEY, code varchar(20) NOT NULL DEFAULT 'x', CONSTRAINT ucode UNIQUE (code));
CREATE TABLE child (
    id int PRIMARY KEY, parent_id int, amount decimal(10, 2), CONSTRAINT positive CHECK (amount > 0),
    CONSTRAINT fk_parent FOREIGN KEY (parent_id) REFERENCES parent (id) ON DELETE CASCADE
);
CREATE INDEX by_parent ON child (parent_id, amount);
CREATE VIEW both_of_them AS SELECT p.code, c.amount FROM parent p JOIN child c ON c.parent_id = p.id;
"""
NAMES = {"parent", "child", "both_of_them"}

on_every_server = pytest.mark.parametrize(
    "scratch", ["sqlite", "postgresql 15", "mariadb", "mysql 8.0.15"], indirect=True
)


@on_every_server
async def test_a_storm_of_changes_leaves_the_manifest_adding_up(scratch: Scratch, readers: Readers):
    scratch.execute(STABLE)
    storm = Storm(scratch)
    snapshots: list[Snapshot] = []
    calm = await _read(scratch, readers)
    with storm.blowing():
        ends = time.monotonic() + SECONDS
        while time.monotonic() < ends:
            snapshots.append(await _read(scratch, readers))
    assert _stable(calm).keys() == NAMES
    for snapshot in snapshots:
        assert _stable(snapshot) == _stable(calm)
        assert _contradictions(snapshot) == []
    assert len({snapshot.tables for snapshot in snapshots}) > 1, "nothing was seen of the storm"
    assert storm.taken > len(snapshots)


async def _read(scratch: Scratch, readers: Readers) -> Snapshot:
    """By a session of its own, as every run has one."""
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        return await extract_schema(session, scratch.connection)


def _stable(snapshot: Snapshot) -> dict[str, Table]:
    """The tables nobody touches, without what the server estimates anew whenever it likes."""
    return {
        table.name: replace(table, row_estimate=None, size_bytes=None, index_bytes=None, estimated_at=None)
        for table in snapshot.tables
        if table.name in NAMES
    }


def _contradictions(snapshot: Snapshot) -> list[str]:
    """Tables without columns, keys of columns that are not there, names twice or both read and left out."""
    names = [(table.schema, table.name) for table in snapshot.tables]
    gone = {(each.schema, each.name) for each in snapshot.skipped if each.missing is None}
    without = {each.name for each in snapshot.skipped if each.kind is ObjectKind.VIEW}
    return [
        *(f"twice: {name}" for name in names if names.count(name) > 1),
        *(f"read and left out: {name}" for name in names if name in gone),
        *(
            f"no columns: {table.name}"
            for table in snapshot.tables
            if not table.columns and not (table.is_view and table.name in without)
        ),
        *(f"key without its column: {table.name}" for table in snapshot.tables if not _keys_fit(table)),
    ]


def _keys_fit(table: Table) -> bool:
    known = {column.name for column in table.columns}
    keys = [*table.unique_keys, *table.foreign_keys, *([table.primary_key] if table.primary_key else [])]
    indexed = [index.columns for index in table.indexes if not index.expressions]
    return all(known.issuperset(columns) for columns in [*(key.columns for key in keys), *indexed])
