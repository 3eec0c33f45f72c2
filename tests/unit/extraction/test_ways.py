"""Which way a table is measured, by what it costs."""

import pytest

from app.extraction.ways import COSTS, DEFAULT_SECONDS, choose
from app.model.schema import Column, DataType, Table, TableKind
from app.model.ways import Mode, Way


def a_table(rows: int | None, *, columns: int = 20, kind: TableKind = TableKind.TABLE) -> Table:
    made = tuple(
        Column(name=f"c{place}", position=place, native_type="text", data_type=DataType.TEXT)
        for place in range(1, columns + 1)
    )
    return Table(schema="public", name="orders", kind=kind, columns=made, row_estimate=rows)


@pytest.mark.parametrize("dialect", ["postgresql", "mysql", "sqlite", "mssql", "of a plugin"])
@pytest.mark.parametrize("rows", [None, 0, 1_000, 100_000_000])
def test_fast_mode_asks_one_statement_whatever_the_table(dialect: str, rows: int | None) -> None:
    choice = choose(a_table(rows), Mode.FAST, dialect)

    assert (choice.way, choice.statements, choice.seconds) == (Way.SAMPLE, 1, 0.0)


@pytest.mark.parametrize(
    ("rows", "way"), [(1_000, Way.PUSH_DOWN), (None, Way.PUSH_DOWN), (20_000_000, Way.SAMPLE)]
)
def test_default_mode_leaves_large_tables_to_the_sample(rows: int | None, way: Way) -> None:
    choice = choose(a_table(rows), Mode.DEFAULT, "postgresql")

    assert choice.way is way
    assert choice.seconds <= DEFAULT_SECONDS
    assert choice.statements <= 2


def test_default_mode_takes_no_longer_for_a_table_of_any_size() -> None:
    seconds = [choose(a_table(10**power), Mode.DEFAULT, "mysql").seconds for power in range(3, 12)]

    assert max(seconds) <= DEFAULT_SECONDS
    assert seconds[-1] == 0


@pytest.mark.parametrize("dialect", [*COSTS, "of a plugin"])
def test_exact_mode_reads_every_row(dialect: str) -> None:
    assert choose(a_table(100_000_000), Mode.EXACT, dialect).way is not Way.SAMPLE


def test_a_view_is_run_by_its_server_alone() -> None:
    for mode in (Mode.DEFAULT, Mode.EXACT):
        assert choose(a_table(1_000, kind=TableKind.VIEW), mode, "sqlite").way is Way.PUSH_DOWN


def test_every_choice_says_why() -> None:
    for mode in Mode:
        for rows in (None, 10, 10**9):
            reason = choose(a_table(rows), mode, "sqlite").reason
            assert len(reason.split()) > 3
            assert "orders" not in reason
