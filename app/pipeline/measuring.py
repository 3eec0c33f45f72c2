"""Measuring every row of a table the way that was chosen for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.connection.session import Session
from app.errors import ReaderCrashedError, SourceSenseError, StatementRefusedError, StatementTimeoutError
from app.extraction.exact import measure_exactly
from app.extraction.few_values import few_valued
from app.extraction.measurement import measure_table
from app.extraction.ways import choose
from app.model.measurements import ColumnProfile
from app.model.sample import SampleFacts, SamplingMethod
from app.model.schema import Column, Table
from app.model.ways import Choice, Mode, Way
from app.pipeline.first_look import NO_STATISTICS, Statistics
from app.quality.profile import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Measuring:
    """How much of each table is measured.

    Attributes:
        mode: what was asked for.
        streams: connections one pass over a table may hold; more than one only where the caller holds as many.
    """

    mode: Mode = Mode.DEFAULT
    streams: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryRow:
    """What every row said.

    Attributes:
        measured: ``None`` where the sample alone speaks, and the choice says why.
        catalog: what the catalog's statistics say beside it.
    """

    measured: Measured | None
    choice: Choice
    catalog: Sequence[ColumnProfile] = ()


class RowMeasurer:
    """Measures the tables of one batch; remembers which way did not do, so that no table is tried the same way twice."""

    def __init__(self, dialect: str, measuring: Measuring, statistics: Statistics = NO_STATISTICS) -> None:
        self._dialect = dialect
        self._measuring = measuring
        self._statistics = statistics
        self._choices: dict[str, Choice] = {}

    async def measure(
        self,
        session: Session,
        table: Table,
        sample: SampleFacts | None,
        sampled: Sequence[ColumnProfile] = (),
    ) -> EveryRow:
        """Measure the table as it is worth in that mode.

        ``sample`` is how its sample was drawn, if there is one, and ``sampled`` what it said.

        A statement that runs into its limit leaves the sample to speak alone, but for exact mode, where that would
        not be what was asked for.

        Raises:
            StatementTimeoutError: in exact mode, or where there is no sample.
            SourceSenseError: what the session raises.
        """
        choice = self._choices.setdefault(table.id, self._chosen(table, sample))
        if choice.way is Way.SAMPLE and sample is not None:
            return self._read(table, _whole(sample), choice)
        try:
            measured = await self._measured(session, table, choice, self._few(table, sample, sampled))
        except StatementTimeoutError as error:
            if self._measuring.mode is Mode.EXACT or sample is None:
                raise
            return self._read(table, _whole(sample), _given_up(choice, error))
        return self._read(table, measured, self._choices[table.id])

    def _read(self, table: Table, measured: Measured | None, choice: Choice) -> EveryRow:
        catalog = self._statistics.get(table.id, ())
        listed = measured.listed if measured else ()
        told = replace(choice, catalog=bool(catalog), listed=listed)
        return EveryRow(measured=measured, choice=told, catalog=catalog)

    def _few(
        self, table: Table, sample: SampleFacts | None, sampled: Sequence[ColumnProfile]
    ) -> tuple[Column, ...]:
        """Columns to list, by the estimates of the sample and of the catalog; a whole sample has told all of it."""
        if sample is not None and sample.method is SamplingMethod.ALL:
            return ()
        return few_valued(table, (*sampled, *self._statistics.get(table.id, ())))

    def _chosen(self, table: Table, sample: SampleFacts | None) -> Choice:
        choice = choose(table, self._measuring.mode, self._dialect)
        if choice.way is Way.PULL and sample is not None and sample.method is SamplingMethod.ALL:
            reason = "the sample is the whole table, and one flat aggregate statement says the rest"
            return replace(choice, way=Way.PUSH_DOWN, reason=reason, statements=2)
        return choice

    async def _measured(
        self, session: Session, table: Table, choice: Choice, few: Sequence[Column]
    ) -> Measured:
        if choice.way is Way.PULL:
            streams = self._measuring.streams
            try:
                return await measure_exactly(session, self._dialect, table, few=few, streams=streams)
            except (StatementRefusedError, ReaderCrashedError) as error:
                # Noted before the next try, so that a table that takes the reader down does so once.
                self._choices[table.id] = _pushed_down(choice, error)
                if isinstance(error, ReaderCrashedError):
                    raise
        everything = self._measuring.mode is Mode.EXACT
        return await measure_table(session, self._dialect, table, few=few, everything=everything)


def _pushed_down(choice: Choice, error: SourceSenseError) -> Choice:
    reason = f"the pass in the reader did not do ({error.code}), so its server counts everything"
    return replace(choice, way=Way.PUSH_DOWN, reason=reason)


def _given_up(choice: Choice, error: StatementTimeoutError) -> Choice:
    seconds = error.evidence.get("seconds", "?")
    reason = f"the statement over every row ran into its limit of {seconds} s, so the sample alone speaks"
    return replace(choice, way=Way.SAMPLE, reason=reason)


def _whole(sample: SampleFacts) -> Measured | None:
    """The exact count of rows where the sample is the whole table."""
    if sample.method is not SamplingMethod.ALL:
        return None
    return Measured(rows=sample.rows, columns=(), statements=0)
