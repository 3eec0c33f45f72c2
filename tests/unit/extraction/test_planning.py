"""Batches of about equal cost, and a reason for every table that is left out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import NoAccessError
from app.extraction.planning import (
    MAX_BATCHES,
    WORTH_A_CONNECTION_SECONDS,
    estimated_rows,
    left_out,
    plan_batches,
    planned_tables,
    table_seconds,
)
from app.model.run import ScanOptions, TableState
from app.model.schema import Column, DataType, ObjectName, Snapshot, Table, TableKind


def table(
    name: str,
    *,
    kind: TableKind = TableKind.TABLE,
    rows: int | None = 1_000,
    columns: int = 5,
    readable: bool | None = None,
    size_bytes: int | None = None,
    partition_of: ObjectName | None = None,
) -> Table:
    return Table(
        schema="public",
        name=name,
        kind=kind,
        columns=tuple(
            Column(name=f"c{n}", position=n, native_type="text", data_type=DataType.TEXT)
            for n in range(1, columns + 1)
        ),
        row_estimate=rows,
        readable=readable,
        size_bytes=size_bytes,
        partition_of=partition_of,
    )


def snapshot(*tables: Table, product: str = "PostgreSQL") -> Snapshot:
    return Snapshot(
        product=product,
        version="15",
        database="shop",
        taken_at=datetime(2026, 1, 1, tzinfo=UTC),
        tables=tables,
        statements=4,
    )


snapshots = st.lists(
    st.builds(
        table,
        st.uuids().map(str),
        kind=st.sampled_from(TableKind),
        rows=st.none() | st.integers(-1, 10**9),
        columns=st.integers(0, 60),
        readable=st.none() | st.booleans(),
        size_bytes=st.none() | st.integers(0, 10**12),
    ),
    max_size=60,
).map(lambda tables: snapshot(*tables))
options = st.builds(
    ScanOptions,
    sample_rows=st.integers(1, 100_000),
    quality=st.booleans(),
    views=st.booleans(),
    max_connections=st.integers(1, 16),
)


@given(snapshots, options, st.floats(20, 60))
def test_every_listed_table_is_in_one_batch_or_left_out_with_a_reason(
    listed: Snapshot, asked: ScanOptions, target_seconds: float
) -> None:
    planned = [
        each for batch in plan_batches(listed, asked, target_seconds).batches for each in batch.table_ids
    ]
    skipped = left_out(listed, asked)

    assert sorted([*planned, *(each.table_id for each in skipped)]) == sorted(
        each.id for each in listed.tables
    )
    assert all(each.reason and each.reason.message and each.reason.next_step for each in skipped)


@given(snapshots, options)
def test_there_are_as_many_batches_as_connections_when_the_work_is_worth_them(
    listed: Snapshot, asked: ScanOptions
) -> None:
    costs = [table_seconds(each, asked) for each in planned_tables(listed, asked)]
    batches = plan_batches(listed, asked).batches
    if sum(costs) >= asked.max_connections * WORTH_A_CONNECTION_SECONDS:
        assert len(batches) >= min(asked.max_connections, len(costs))

    assert len(batches) <= min(len(costs), MAX_BATCHES)
    assert all(batch.table_ids for batch in batches)


@given(snapshots, options)
def test_batches_are_numbered_by_position_and_the_most_expensive_comes_first(
    listed: Snapshot, asked: ScanOptions
) -> None:
    batches = plan_batches(listed, asked).batches

    assert [batch.number for batch in batches] == list(range(len(batches)))
    assert [batch.cost for batch in batches] == sorted((batch.cost for batch in batches), reverse=True)


@given(snapshots, options)
def test_no_batch_costs_more_than_the_mean_and_one_table(listed: Snapshot, asked: ScanOptions) -> None:
    costs = [table_seconds(each, asked) for each in planned_tables(listed, asked)]
    batches = plan_batches(listed, asked).batches
    if batches:
        assert batches[0].cost <= sum(costs) / len(batches) + max(costs) + 1e-6


def test_never_more_batches_than_one_history_holds() -> None:
    large = snapshot(*(table(f"t{number}", rows=10**9) for number in range(MAX_BATCHES + 500)))

    assert len(plan_batches(large, ScanOptions()).batches) == MAX_BATCHES


def test_a_small_database_is_not_cut_up() -> None:
    assert len(plan_batches(snapshot(table("a", rows=5), table("b", rows=5)), ScanOptions()).batches) == 1


def test_nothing_to_read_gives_no_batch() -> None:
    assert plan_batches(snapshot(), ScanOptions()).batches == ()


@pytest.mark.parametrize(
    ("left", "state", "code"),
    [
        (table("v", kind=TableKind.VIEW), TableState.FILTERED, "views_left_out"),
        (table("m", kind=TableKind.MATERIALIZED_VIEW), TableState.FILTERED, "views_left_out"),
        (table("p", kind=TableKind.PARTITIONED), TableState.FILTERED, "read_by_partition"),
        (table("s", readable=False), TableState.NO_ACCESS, "no_access"),
    ],
    ids=lambda value: value.kind if isinstance(value, Table) else str(value),
)
def test_what_is_left_out_says_why(left: Table, state: TableState, code: str) -> None:
    (outcome,) = left_out(snapshot(left), ScanOptions())

    assert outcome.state is state
    assert outcome.reason is not None
    assert outcome.reason.code == code


def test_views_are_read_when_asked_for() -> None:
    view = table("v", kind=TableKind.VIEW)

    assert left_out(snapshot(view), ScanOptions(views=True)) == ()
    assert plan_batches(snapshot(view), ScanOptions(views=True)).batches[0].table_ids == (view.id,)


def test_a_partitioned_table_says_how_many_partitions_stand_for_it() -> None:
    parent = table("p", kind=TableKind.PARTITIONED)
    parts = [
        table(f"p{n}", kind=TableKind.PARTITION, partition_of=ObjectName(schema="public", name="p"))
        for n in range(3)
    ]

    (outcome,) = left_out(snapshot(parent, *parts), ScanOptions())

    assert outcome.reason is not None
    assert "3" in outcome.reason.message


def test_a_table_without_access_comes_with_the_grant_that_the_dialect_words() -> None:
    def denied(which: Table) -> NoAccessError:
        return NoAccessError(object=which.name, user="scan", grant=f"GRANT SELECT ON {which.name} TO scan;")

    (outcome,) = left_out(snapshot(table("pay", readable=False)), ScanOptions(), denied=denied)

    assert outcome.state is TableState.NO_ACCESS
    assert outcome.reason is not None
    assert "GRANT SELECT ON pay TO scan;" in outcome.reason.next_step


@pytest.mark.parametrize(
    ("rows", "size_bytes", "estimate"),
    [(7, 10**6, 7), (-1, 10**6, 0), (None, 10**6, 10_000), (None, None, 10_000), (0, None, 0)],
)
def test_rows_are_estimated_from_what_the_catalog_knows(
    rows: int | None, size_bytes: int | None, estimate: int
) -> None:
    assert estimated_rows(table("t", rows=rows, size_bytes=size_bytes)) == estimate


def test_more_rows_or_columns_never_cost_less() -> None:
    small = table("t", rows=10_000, columns=5)

    assert table_seconds(small, ScanOptions()) < table_seconds(
        replace(small, row_estimate=10**7), ScanOptions()
    )
    assert table_seconds(small, ScanOptions()) < table_seconds(
        table("t", rows=10_000, columns=9), ScanOptions()
    )
    assert table_seconds(small, ScanOptions(quality=False)) < table_seconds(small, ScanOptions())


def test_a_table_outside_the_selection_is_left_out_with_its_reason():
    shop = snapshot(table("orders"), table("orders_old"))
    options = ScanOptions(include=("public.*",), exclude=("*_old",))
    assert [planned.name for planned in planned_tables(shop, options)] == ["orders"]
    (outcome,) = left_out(shop, options)
    assert outcome.state is TableState.FILTERED
    assert outcome.reason is not None
    assert outcome.reason.code == "not_selected"
