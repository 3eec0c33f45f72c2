"""One bad table costs only itself: what is tried again, what is not, and what the batch cost."""

from pathlib import Path

import pytest

from app.connection.session import Session, Statement
from app.errors import (
    HostRefusedError,
    NoAccessError,
    ReaderCrashedError,
    SourceHungError,
    SourceLostError,
    SourceSenseError,
    StatementRefusedError,
    StatementTimeoutError,
    TableGoneError,
    TableLockedError,
    TooManyConnectionsError,
    ViewBrokenError,
    WrongPasswordError,
)
from app.model.run import TableOutcome, TableState
from app.model.schema import DataType, Table
from app.pipeline.reading import BatchReader
from app.pipeline.source import DirectSource
from tests.support.fake_source import FakeReaders, a_database, a_source, tables_of
from tests.support.tables import make_table

NAMES = ("first", "second", "third")
TABLES = [make_table({"id": DataType.INTEGER}, name=name) for name in NAMES]

SURVIVED = [
    (NoAccessError(object="second"), TableState.NO_ACCESS),
    (TableGoneError(object="second"), TableState.GONE),
    (ViewBrokenError(object="second"), TableState.VIEW_ERROR),
    (StatementTimeoutError(object="second", seconds=30), TableState.TIMEOUT),
    (TableLockedError(object="second"), TableState.FAILED),
    (StatementRefusedError(object="second"), TableState.FAILED),
]


@pytest.fixture
def readers() -> FakeReaders:
    return FakeReaders()


@pytest.fixture
def source(readers: FakeReaders, tmp_path: Path) -> DirectSource:
    return a_source(readers, a_database(tmp_path / "shop.db", tables_of(NAMES)))


async def counted(session: Session, table: Table) -> int | TableOutcome:
    """The rows of the table, each of them read."""
    statement = Statement(sql=f"SELECT id FROM {table.name}", reads=table.name, counts=True)  # noqa: S608 - names of ours
    return len((await session.fetch(statement)).rows)


def left(outcome: TableOutcome) -> int | TableOutcome:
    """A gap as it is."""
    return outcome


async def read_all(reader: BatchReader) -> list[int | TableOutcome]:
    """What the batch gives for every table."""
    return [await reader.read(table, counted, left) for table in TABLES]


def states(read: list[int | TableOutcome]) -> list[int | TableState]:
    """Rows, or how the table ended."""
    return [each.state if isinstance(each, TableOutcome) else each for each in read]


async def test_a_batch_is_read_over_one_connection(readers: FakeReaders, source: DirectSource) -> None:
    async with BatchReader(source) as reader:
        assert await read_all(reader) == [3, 3, 3]

    assert (readers.opened, readers.now_open) == (1, 0)


@pytest.mark.parametrize(("failure", "state"), SURVIVED, ids=lambda each: getattr(each, "code", ""))
async def test_a_table_that_cannot_be_read_costs_itself_and_not_the_connection(
    readers: FakeReaders, source: DirectSource, failure: SourceSenseError, state: TableState
) -> None:
    readers.fail("second", failure)

    async with BatchReader(source) as reader:
        read = await read_all(reader)

    assert states(read) == [3, state, 3]
    assert readers.opened == 1


async def test_a_gap_explains_itself(readers: FakeReaders, source: DirectSource) -> None:
    readers.fail("second", NoAccessError(object="main.second", user="reader", grant="GRANT SELECT"))

    async with BatchReader(source) as reader:
        _, gap, _ = await read_all(reader)

    assert isinstance(gap, TableOutcome)
    assert gap.table_id == TABLES[1].id
    assert gap.reason is not None
    assert gap.reason.code == "no_access"
    assert "main.second" in gap.reason.message
    assert "GRANT SELECT" in gap.reason.next_step


async def test_a_table_that_hangs_is_not_asked_again(readers: FakeReaders, source: DirectSource) -> None:
    readers.fail("second", SourceHungError(seconds=60))

    async with BatchReader(source) as reader:
        read = await read_all(reader)
        usage = await reader.usage()

    assert states(read) == [3, TableState.TIMEOUT, 3]
    assert (usage.connections, usage.statements) == (2, 3)


@pytest.mark.parametrize("failure", [SourceLostError(), ReaderCrashedError()], ids=["lost", "crashed"])
async def test_a_lost_connection_is_replaced_and_the_table_tried_once_more(
    readers: FakeReaders, source: DirectSource, failure: SourceSenseError
) -> None:
    readers.fail("second", failure)

    async with BatchReader(source) as reader:
        assert await read_all(reader) == [3, 3, 3]

    assert readers.opened == 2


async def test_a_table_that_crashes_the_reader_twice_is_left_out(
    readers: FakeReaders, source: DirectSource
) -> None:
    readers.fail("second", ReaderCrashedError(), ReaderCrashedError())

    async with BatchReader(source) as reader:
        read = await read_all(reader)

    assert states(read) == [3, TableState.FAILED, 3]
    assert readers.opened == 3


async def test_a_table_that_hangs_at_its_second_try_is_left_out(
    readers: FakeReaders, source: DirectSource
) -> None:
    readers.fail("second", SourceLostError(), SourceHungError(seconds=60))

    async with BatchReader(source) as reader:
        assert states(await read_all(reader)) == [3, TableState.TIMEOUT, 3]


async def test_a_table_whose_connection_is_lost_twice_is_left_as_unavailable(
    readers: FakeReaders, source: DirectSource
) -> None:
    readers.fail("second", SourceLostError(), SourceLostError())

    async with BatchReader(source) as reader:
        read = await read_all(reader)

    assert states(read) == [3, TableState.UNAVAILABLE, 3]
    assert readers.now_open == 0


@pytest.mark.parametrize(
    "refusal",
    [HostRefusedError(), WrongPasswordError(), TooManyConnectionsError()],
    ids=lambda each: each.code,
)
async def test_a_source_that_does_not_let_us_in_is_no_tables_fault(
    readers: FakeReaders, source: DirectSource, refusal: SourceSenseError
) -> None:
    readers.refuse(refusal)

    with pytest.raises(type(refusal)):
        async with BatchReader(source) as reader:
            await read_all(reader)
    assert len(readers.passwords) == 1


async def test_an_unforeseen_failure_closes_the_connection(
    readers: FakeReaders, source: DirectSource
) -> None:
    async def broken(session: Session, table: Table) -> int | TableOutcome:
        await counted(session, table)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with BatchReader(source) as reader:
            await reader.read(TABLES[0], broken, left)
    assert readers.now_open == 0


async def test_usage_adds_up_over_all_connections(readers: FakeReaders, source: DirectSource) -> None:
    readers.fail("second", SourceLostError())
    readers.fail("third", NoAccessError())

    async with BatchReader(source) as reader:
        await read_all(reader)
        usage = await reader.usage()

    assert (usage.connections, usage.statements, usage.rows_read) == (2, 4, 6)
    assert usage.seconds >= 0
    assert readers.now_open == 0


async def test_a_batch_that_reads_nothing_opens_nothing(readers: FakeReaders, source: DirectSource) -> None:
    async with BatchReader(source) as reader:
        usage = await reader.usage()

    assert (usage.connections, usage.statements, usage.rows_read, readers.opened) == (0, 0, 0, 0)
