"""Profiling tables of one source in this process: schema, choice of tables, a sample each, then the chosen way."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from glob import escape

from app.connection.session import Session
from app.detection.cells.masking import mask
from app.detection.classifier import Classifier
from app.errors import (
    NothingToProfileError,
    ReaderCrashedError,
    SourceSenseError,
    StatementRefusedError,
    StatementTimeoutError,
    TableUnknownError,
)
from app.extraction.exact import measure_exactly
from app.extraction.measurement import measure_table
from app.extraction.ways import choose
from app.model.results import DetectionBatch, QualityBatch, TableDetection, TableQuality
from app.model.run import RunState, ScanOptions, TableOutcome, TableState, Totals
from app.model.sample import SampleFacts, SamplingMethod
from app.model.schema import Snapshot, Table
from app.model.ways import Choice, Mode, Way
from app.pipeline.detection import detect_batch
from app.pipeline.finalize import finalize
from app.pipeline.reading import BatchReader
from app.pipeline.schema import planned, read_schema
from app.pipeline.source import Source
from app.quality.merging import merge_profile
from app.quality.profile import Measured
from app.schema.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiled:
    """Everything a profile came to.

    Attributes:
        options: those asked for, narrowed to the tables that were named.
        choices: by table id, the way each table was measured in the end.
    """

    snapshot: Snapshot
    options: ScanOptions
    left_out: tuple[TableOutcome, ...]
    detections: tuple[DetectionBatch, ...]
    qualities: tuple[QualityBatch, ...]
    choices: Mapping[str, Choice]
    state: RunState
    totals: Totals


async def profile_source(
    source: Source,
    options: ScanOptions,
    classifier: Classifier,
    *,
    tables: Sequence[str] = (),
    mode: Mode = Mode.DEFAULT,
    run_id: str,
    patient: Source | None = None,
) -> Profiled:
    """Profile the named tables, or all that the options take, in parallel up to the options' connections.

    ``patient`` is the same source for one who waits, as in ``scan_locally``.

    Raises:
        TableUnknownError: no table has one of the names.
        NothingToProfileError: there is no table to read.
        SourceSenseError: what no single table is to blame for.
    """
    snapshot = await read_schema(source)
    options = narrowed_to(snapshot, tables, options)
    extracted = planned(snapshot, source.connection, options)
    if not extracted.plan.batches and not any(outcome.state.is_gap for outcome in extracted.left_out):
        raise NothingToProfileError(database=snapshot.database, tables=len(snapshot.tables))
    by_id = {table.id: table for table in snapshot.tables}
    choices = {
        table_id: choose(by_id[table_id], mode, source.connection.dialect)
        for batch in extracted.plan.batches
        for table_id in batch.table_ids
    }
    tables_from = patient or source
    streams = options.max_connections if len(extracted.plan.batches) == 1 else 1
    gate = asyncio.Semaphore(options.max_connections)

    async def profile(number: int, table_ids: tuple[str, ...]) -> tuple[DetectionBatch, QualityBatch]:
        async with gate:
            batch = [by_id[table_id] for table_id in table_ids]
            detected = await detect_batch(
                tables_from, batch, number=number, run_id=run_id, options=options, classifier=classifier
            )
            found = {table.table_id: table for table in detected.found.tables}
            return detected.found, await measure_batch(
                tables_from, batch, found, choices, number=number, streams=streams
            )

    batches = await asyncio.gather(*(profile(b.number, b.table_ids) for b in extracted.plan.batches))
    detections, qualities = tuple(found for found, _ in batches), tuple(measured for _, measured in batches)
    outcome = finalize(snapshot, extracted.left_out, detections, qualities, options=options)
    return Profiled(
        snapshot=snapshot,
        options=options,
        left_out=extracted.left_out,
        detections=detections,
        qualities=qualities,
        choices=choices,
        state=outcome.state,
        totals=outcome.totals,
    )


def narrowed_to(snapshot: Snapshot, names: Sequence[str], options: ScanOptions) -> ScanOptions:
    """The options for the tables of these names (``name``, ``schema.name`` or a glob); a view named is a view wanted.

    Raises:
        TableUnknownError: nothing has one of the names; tells the nearest ones there are.
    """
    if not names:
        return options
    taken: list[Table] = []
    views = options.views
    for name in names:
        exactly = [table for table in snapshot.tables if name in {table.name, f"{table.schema}.{table.name}"}]
        globbed = Selection(include=(name,))
        found = exactly or [table for table in snapshot.tables if globbed.takes(table.schema, table.name)]
        if not found:
            raise TableUnknownError(table=name, known=_nearest(name, snapshot))
        views = views or any(table.is_view for table in exactly)
        taken += found
    include = tuple(escape(f"{table.schema}.{table.name}") for table in taken)
    return replace(options, include=tuple(dict.fromkeys(include)), views=views)


def _nearest(name: str, snapshot: Snapshot) -> str:
    near = get_close_matches(name.lower(), [table.name.lower() for table in snapshot.tables], n=3)
    tables = {table.name.lower(): table.name for table in snapshot.tables}
    if near:
        return f"near it are {', '.join(tables[each] for each in near)}"
    return f"{len(tables)} others are there"


async def measure_batch(
    source: Source,
    tables: Sequence[Table],
    detections: Mapping[str, TableDetection],
    choices: dict[str, Choice],
    *,
    number: int,
    streams: int = 1,
) -> QualityBatch:
    """Measure the tables of one batch, each the way chosen for it; a way that turns out not to do is noted there.

    ``streams`` is how many connections a pass over every row may hold, if nothing else is read meanwhile.
    A table the detection stage could not read is not asked again: its outcome is repeated.
    """

    async def measure(session: Session, table: Table) -> TableQuality:
        found = detections[table.id]
        measured = await _measured(session, source.connection.dialect, table, choices, streams)
        profile = merge_profile(
            table,
            measured or _whole(found.sample),
            found.sampled,
            found.verdicts,
            mask=mask,
            defects=found.defects,
        )
        state = found.outcome.state
        if measured is not None:
            state = TableState.SCANNED if measured.rows else TableState.EMPTY
        return TableQuality(
            table_id=table.id, outcome=TableOutcome(table_id=table.id, state=state), profile=profile
        )

    async with BatchReader(source) as reader:
        done = [
            _not_measured(detections[table.id].outcome)
            if detections[table.id].outcome.state.is_gap
            else await reader.read(table, measure, _not_measured)
            for table in tables
        ]
        return QualityBatch(number=number, tables=tuple(done), usage=await reader.usage())


async def _measured(
    session: Session, dialect: str, table: Table, choices: dict[str, Choice], streams: int
) -> Measured | None:
    """What every row said; where a statement runs into its limit, the sample alone speaks and the choice says so."""
    try:
        if choices[table.id].way is Way.PULL:
            try:
                return await measure_exactly(session, dialect, table, streams=streams)
            except (StatementRefusedError, ReaderCrashedError) as error:
                choices[table.id] = _pushed_down(choices[table.id], error)
        if choices[table.id].way is Way.SAMPLE:
            return None
        return await measure_table(session, dialect, table)
    except StatementTimeoutError as error:
        seconds = error.evidence.get("seconds", "?")
        reason = f"the statement over every row ran into its limit of {seconds} s, so the sample alone speaks"
        choices[table.id] = replace(choices[table.id], way=Way.SAMPLE, reason=reason)
        return None


def _pushed_down(choice: Choice, error: SourceSenseError) -> Choice:
    """Noted before the next try, so that a table that takes the reader down does so once."""
    reason = f"the pass in the reader did not do ({error.code}), so its server counts everything"
    return replace(choice, way=Way.PUSH_DOWN, reason=reason)


def _whole(sample: SampleFacts | None) -> Measured | None:
    """The exact count of rows where the sample is the whole table."""
    if sample is None or sample.method is not SamplingMethod.ALL:
        return None
    return Measured(rows=sample.rows, columns=(), statements=0)


def _not_measured(outcome: TableOutcome) -> TableQuality:
    return TableQuality(table_id=outcome.table_id, outcome=outcome, profile=None)
