"""Profiling tables of one source in this process: schema, choice of tables, a sample each, then the chosen way."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from glob import escape

from app.detection.classifier import Classifier
from app.errors import NothingToProfileError, TableUnknownError
from app.model.results import DetectionBatch, QualityBatch
from app.model.run import RunState, ScanOptions, TableOutcome, Totals
from app.model.schema import Snapshot, Table
from app.model.ways import Mode
from app.pipeline.detection import detect_batch
from app.pipeline.finalize import finalize
from app.pipeline.integrity import NO_KEYS, DueKeys
from app.pipeline.measuring import Measuring
from app.pipeline.quality import analyse_batch
from app.pipeline.relations import NOTHING_DUE, DueRelations
from app.pipeline.schema import planned, read_schema
from app.pipeline.source import Source
from app.schema.selection import Selection


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiled:
    """Everything a profile came to.

    Attributes:
        options: those asked for, narrowed to the tables that were named.
    """

    snapshot: Snapshot
    options: ScanOptions
    left_out: tuple[TableOutcome, ...]
    detections: tuple[DetectionBatch, ...]
    qualities: tuple[QualityBatch, ...]
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
    tables_from = patient or source
    # Keys cost statements of their own; two for each table is what the other modes promise.
    exact = mode is Mode.EXACT
    due = DueRelations.of(run_id, snapshot, extracted.suggestions) if exact else NOTHING_DUE
    keys = DueKeys.of(run_id, snapshot, options) if exact else NO_KEYS
    measuring = Measuring(mode=mode, streams=_streams(options, len(extracted.plan.batches)))
    gate = asyncio.Semaphore(options.max_connections)

    async def profile(number: int, table_ids: tuple[str, ...]) -> tuple[DetectionBatch, QualityBatch]:
        async with gate:
            batch = [by_id[table_id] for table_id in table_ids]
            detected = await detect_batch(
                tables_from, batch, number=number, run_id=run_id, options=options, classifier=classifier
            )
            found = {table.table_id: table for table in detected.found.tables}
            measured = await analyse_batch(
                tables_from, batch, found, number=number, due=due, keys=keys, measuring=measuring
            )
            return detected.found, measured

    batches = await asyncio.gather(*(profile(b.number, b.table_ids) for b in extracted.plan.batches))
    detections, qualities = tuple(found for found, _ in batches), tuple(measured for _, measured in batches)
    outcome = finalize(snapshot, extracted.left_out, detections, qualities, options=options)
    return Profiled(
        snapshot=snapshot,
        options=options,
        left_out=extracted.left_out,
        detections=detections,
        qualities=qualities,
        state=outcome.state,
        totals=outcome.totals,
    )


def _streams(options: ScanOptions, batches: int) -> int:
    """Connections for each batch: those the source allows, divided by the batches that are read at once."""
    return max(options.max_connections // max(batches, 1), 1)


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
