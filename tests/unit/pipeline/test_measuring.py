"""Every row of a table, measured the way that was chosen; a way that does not do is not tried twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from app.connection.session import PulledTable, Rows, Statement
from app.errors import NoAccessError, ReaderCrashedError, StatementRefusedError, StatementTimeoutError
from app.model.sample import SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table
from app.model.ways import Mode, Way
from app.pipeline import measuring
from app.pipeline.measuring import Measuring, RowMeasurer
from app.quality.profile import Measured
from tests.support.no_inspector import NoInspector
from tests.support.tables import make_table

ROWS = 5_000
SMALL = replace(make_table({"id": DataType.INTEGER}), row_estimate=ROWS)
HUGE = replace(SMALL, row_estimate=10**10)
SOME = SampleFacts(method=SamplingMethod.BERNOULLI, rows=1_000, seed=1)
WHOLE = SampleFacts(method=SamplingMethod.ALL, rows=ROWS, seed=1)


@dataclass
class Asked(NoInspector):
    """A session whose pulls and aggregates give rows, unless it is told to fail."""

    product = version = ""
    statements = rows_read = 0
    pulls = True
    fetches: list[Exception | None] = field(default_factory=list[Exception | None])
    passes: list[Exception | None] = field(default_factory=list[Exception | None])
    done: list[str] = field(default_factory=list[str])

    async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:
        raise AssertionError(f"{statement.sql} is not asked here, nor in {timeout_seconds} s")

    async def pull(
        self, table: Table, *, streams: int = 1, timeout_seconds: float | None = None
    ) -> PulledTable:
        del streams, timeout_seconds
        self.done.append(f"pull {table.name}")
        _fail(self.passes)
        return PulledTable(measured=Measured(rows=ROWS, columns=(), statements=2), left=())


def _fail(failures: list[Exception | None]) -> None:
    failure = failures.pop(0) if failures else None
    if failure is not None:
        raise failure


@pytest.fixture(autouse=True)
def aggregates(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server would count, without its SQL, which other tests are about."""

    async def counted(
        session: Asked, dialect: str, table: Table, *, few: Sequence[Column], everything: bool
    ) -> Measured:
        assert not (few and everything)
        assert (dialect, table.name) == ("postgresql", "customer")
        session.done.append("fetch")
        _fail(session.fetches)
        return Measured(rows=ROWS, columns=(), statements=1)

    monkeypatch.setattr(measuring, "measure_table", counted)


def measurer(mode: Mode) -> RowMeasurer:
    return RowMeasurer("postgresql", Measuring(mode=mode))


async def test_exact_mode_reads_every_row_once():
    session = Asked()
    read = await measurer(Mode.EXACT).measure(session, SMALL, SOME)
    assert (read.choice.way, session.done) == (Way.PULL, ["pull customer"])


async def test_a_sample_that_is_the_whole_table_needs_no_pass():
    session = Asked()
    read = await measurer(Mode.EXACT).measure(session, SMALL, WHOLE)
    assert (read.choice.way, session.done) == (Way.PUSH_DOWN, ["fetch"])
    assert "whole table" in read.choice.reason


async def test_a_pass_that_is_refused_is_pushed_down_at_once():
    session = Asked(passes=[StatementRefusedError(object="t", sqlstate="42601")])
    read = await measurer(Mode.EXACT).measure(session, SMALL, SOME)
    assert (read.choice.way, session.done) == (Way.PUSH_DOWN, ["pull customer", "fetch"])
    assert "statement_refused" in read.choice.reason


async def test_a_pass_that_takes_the_reader_down_is_not_tried_again():
    session, exact = Asked(passes=[ReaderCrashedError(exit="9")]), measurer(Mode.EXACT)
    with pytest.raises(ReaderCrashedError):
        await exact.measure(session, SMALL, SOME)
    read = await exact.measure(session, SMALL, SOME)
    assert (read.choice.way, session.done) == (Way.PUSH_DOWN, ["pull customer", "fetch"])


async def test_a_pass_that_takes_too_long_is_what_exact_mode_fails_with():
    session = Asked(passes=[StatementTimeoutError(object="t", seconds=30)])
    with pytest.raises(StatementTimeoutError):
        await measurer(Mode.EXACT).measure(session, SMALL, SOME)


async def test_in_default_mode_the_sample_speaks_where_every_row_would_take_too_long():
    session = Asked()
    read = await measurer(Mode.DEFAULT).measure(session, HUGE, SOME)
    assert (read.measured, read.choice.way, session.done) == (None, Way.SAMPLE, [])


async def test_without_a_sample_there_is_nothing_else_that_could_speak():
    too_long = StatementTimeoutError(object="t", seconds=30)
    with pytest.raises(StatementTimeoutError):
        await measurer(Mode.DEFAULT).measure(Asked(fetches=[too_long, too_long]), SMALL, None)


async def test_a_missing_right_is_no_reason_for_another_way():
    session = Asked(passes=[NoAccessError(object="t")])
    with pytest.raises(NoAccessError):
        await measurer(Mode.EXACT).measure(session, SMALL, SOME)
    assert session.done == ["pull customer"]
