"""Profiling a source: which tables, which way, and what happens where a statement takes too long."""

from pathlib import Path

import pytest

from app.connection.config import SqliteConnection
from app.errors import NoAccessError, NothingToProfileError, StatementTimeoutError, TableUnknownError
from app.model.run import RunState, ScanOptions, TableState
from app.model.ways import Mode, Way
from app.pipeline.local import LocalRun
from app.pipeline.profiling import profile_source
from app.wiring.detectors import load_classifier
from tests.support.fake_source import FakeReaders, a_database, a_source, tables_of

CLASSIFIER = load_classifier()


@pytest.fixture
def shop(tmp_path: Path) -> SqliteConnection:
    tables = tables_of(["customer", "orders", '"a.b"'])
    return a_database(tmp_path / "shop.db", f"{tables}\nCREATE VIEW seen AS SELECT id FROM orders;")  # noqa: S608 - our own


async def profiled(
    shop: SqliteConnection,
    *tables: str,
    mode: Mode = Mode.DEFAULT,
    options: ScanOptions | None = None,
    readers: FakeReaders | None = None,
) -> LocalRun:
    source = a_source(readers or FakeReaders(), shop)
    return await profile_source(
        source, options or ScanOptions(), CLASSIFIER, tables=tables, mode=mode, run_id="r1"
    )


def names(found: LocalRun) -> set[str]:
    taken = {table.table_id for batch in found.detections for table in batch.tables}
    return {table.name for table in found.snapshot.tables if table.id in taken}


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ((), {"customer", "orders", "a.b"}),
        (("orders",), {"orders"}),
        (("main.orders",), {"orders"}),
        (("ORDERS",), {"orders"}),
        (("*er*",), {"customer", "orders"}),
        (("a.b",), {"a.b"}),
        (("orders", "customer"), {"customer", "orders"}),
        (("seen",), {"seen"}),
    ],
)
async def test_the_tables_that_are_named_are_read(
    shop: SqliteConnection, asked: tuple[str, ...], taken: set[str]
) -> None:
    assert names(await profiled(shop, *asked)) == taken


async def test_a_name_that_is_not_there_is_told_with_the_nearest(shop: SqliteConnection) -> None:
    with pytest.raises(TableUnknownError) as failure:
        await profiled(shop, "orders", "custommer")

    assert "custommer" in failure.value.explain().message
    assert "customer" in failure.value.explain().message


async def test_a_database_without_a_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(NothingToProfileError):
        await profiled(a_database(tmp_path / "empty.db", ""))


async def test_globs_that_take_nothing_are_told(shop: SqliteConnection) -> None:
    with pytest.raises(NothingToProfileError):
        await profiled(shop, options=ScanOptions(exclude=("*",)))


async def test_fast_mode_asks_each_table_once_and_default_mode_twice(shop: SqliteConnection) -> None:
    for mode, most in ((Mode.FAST, 1), (Mode.DEFAULT, 2)):
        found = await profiled(shop, mode=mode)
        profiles = [table.profile for batch in found.qualities for table in batch.tables]
        assert [profile.statements for profile in profiles if profile] == [most] * 3


async def test_a_whole_sample_gives_exact_rows_and_a_score_without_a_second_statement(
    shop: SqliteConnection,
) -> None:
    found = await profiled(shop, "customer", mode=Mode.FAST)
    profile = found.qualities[0].tables[0].profile

    assert profile is not None
    assert (profile.rows, profile.score.value) == (3, 100.0)


async def test_a_statement_that_takes_too_long_leaves_the_sample_to_speak(shop: SqliteConnection) -> None:
    readers = FakeReaders()
    too_long = StatementTimeoutError(object="main.orders", seconds=30)
    readers.fail("main.orders", None, too_long, too_long)  # the sample works

    found = await profiled(shop, "orders", readers=readers)

    (table,) = found.qualities[0].tables
    assert table.outcome.state is TableState.SCANNED
    assert table.profile is not None
    assert table.profile.columns[0].value("null_share") == 0
    choice = table.profile.plan
    assert choice is not None
    assert choice.way is Way.SAMPLE
    assert "limit of 30 s" in choice.reason
    assert found.state is RunState.SUCCEEDED


async def test_a_table_that_may_not_be_read_costs_only_itself(shop: SqliteConnection) -> None:
    readers = FakeReaders()
    readers.fail("main.orders", NoAccessError(object="main.orders"))

    found = await profiled(shop, readers=readers)

    states = {table.outcome.state for batch in found.qualities for table in batch.tables}
    assert states == {TableState.NO_ACCESS, TableState.SCANNED}
    assert found.state is RunState.PARTIAL
