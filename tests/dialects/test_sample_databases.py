"""The sample databases, counted exactly."""

from collections.abc import Callable
from typing import Any

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.extraction.sampling import draw_sample
from app.model.sample import SamplingMethod
from app.model.schema import ObjectName, Snapshot, Table, TableKind
from tests.support.databases import EXPECTED, Server
from tests.support.samples import SERVERS, Open

ONLY_ON_MYSQL = {"columns": 1, "indexes": 1}
"""Sakila's script has a place and its spatial index in a comment that MariaDB does not execute."""
WHOLE = 20_000
every_sample = pytest.mark.parametrize(
    ("expected", "fixture"),
    [
        pytest.param(counts, fixture, id=f"{counts['database']}-{fixture}")
        for counts in EXPECTED
        for fixture in SERVERS[counts["engine"]]
    ],
)


@every_sample
async def test_every_count_of_the_sample_databases_is_exact(
    expected: dict[str, Any], fixture: str, readers: Readers, sample_source: Open
):
    connection, credential = sample_source(fixture, expected["database"])
    async with readers.open(connection, credential, Limits()) as session:
        snapshot = await extract_schema(session, connection)
    counted = _counts(snapshot)
    more = ONLY_ON_MYSQL if (fixture, expected["database"]) == ("mysql_server", "sakila") else {}
    assert counted == {name: expected[name] + more.get(name, 0) for name in counted}
    assert snapshot.statements <= 12


@every_sample
async def test_a_sample_larger_than_the_table_is_the_table(
    expected: dict[str, Any], fixture: str, readers: Readers, sample_source: Open
):
    connection, credential = sample_source(fixture, expected["database"])
    async with readers.open(connection, credential, Limits()) as session:
        snapshot = await extract_schema(session, connection)
        tables = [table for table in snapshot.tables if not table.is_view]
        samples = {
            table.name: await draw_sample(session, connection, table, rows=WHOLE, seed=1) for table in tables
        }
    assert {name: sample.facts.rows for name, sample in samples.items()} == expected["table_rows"]
    assert {sample.facts.method for sample in samples.values()} == {SamplingMethod.ALL}


async def test_pagila_keeps_its_partitions_domains_and_arrays(readers: Readers, postgresql_server: Server):
    connection = postgresql_server.connection("pagila")
    async with readers.open(connection, postgresql_server.credential, Limits()) as session:
        tables = {table.name: table for table in (await extract_schema(session, connection)).tables}
    assert tables["payment"].kind is TableKind.PARTITIONED
    assert {
        t.name for t in tables.values() if t.partition_of == ObjectName(schema="public", name="payment")
    } == {f"payment_p2022_0{month}" for month in range(1, 8)}
    assert tables["rental_by_category"].kind is TableKind.MATERIALIZED_VIEW
    film = {column.name: (column.native_type, column.data_type.value) for column in tables["film"].columns}
    assert film["release_year"] == ("public.year", "integer")
    assert film["rating"] == ("public.mpaa_rating", "text")
    assert film["special_features"] == ("text[]", "array")
    assert tables["customer"].primary_key is not None
    assert tables["film_list"].definition


def _counts(snapshot: Snapshot) -> dict[str, int]:
    tables = [table for table in snapshot.tables if not table.is_view]
    views = [table for table in snapshot.tables if table.is_view]
    return {
        "tables": len(tables),
        "columns": _sum(tables, lambda table: len(table.columns)),
        "foreign_keys": _sum(tables, lambda table: len(table.foreign_keys)),
        "primary_keys": _sum(tables, lambda table: table.primary_key is not None),
        "indexes": _sum([*tables, *views], lambda table: len(table.indexes)),
        "views": len(views),
        "view_columns": _sum(views, lambda table: len(table.columns)),
    }


def _sum(tables: list[Table], count: Callable[[Table], int]) -> int:
    return sum(count(table) for table in tables)
