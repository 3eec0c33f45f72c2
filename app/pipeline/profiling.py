"""Profiling tables of one source in this process: schema, choice of tables, a sample each, then the chosen way."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from glob import escape

from app.detection.classifier import Classifier
from app.errors import NothingToProfileError, TableUnknownError
from app.model.run import ScanOptions
from app.model.schema import Snapshot, Table
from app.model.ways import Mode
from app.pipeline.analysis import ROWS_ALONE, Analysis
from app.pipeline.given_rules import NO_RULES_GIVEN, GivenRules
from app.pipeline.local import LocalRun, read_tables
from app.pipeline.measuring import Measuring
from app.pipeline.schema import planned, read_schema
from app.pipeline.source import Source
from app.schema.selection import Selection


async def profile_source(
    source: Source,
    options: ScanOptions,
    classifier: Classifier,
    *,
    tables: Sequence[str] = (),
    mode: Mode = Mode.DEFAULT,
    run_id: str,
    patient: Source | None = None,
    rules: GivenRules = NO_RULES_GIVEN,
) -> LocalRun:
    """Profile the named tables, or all that the options take, in parallel up to the options' connections; rules along with them.

    ``patient`` is the same source for one who waits, as in ``scan_locally``; the run's options are narrowed to those tables.

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
    measuring = Measuring(mode=mode, streams=_streams(options, len(extracted.plan.batches)))
    # Keys cost statements of their own; two for each table is what the other modes promise.
    is_exact = mode is Mode.EXACT
    asked = Analysis.of(run_id, snapshot, extracted.suggestions, options) if is_exact else ROWS_ALONE
    return await read_tables(
        patient or source,
        extracted,
        options,
        classifier,
        run_id=run_id,
        analysis=replace(asked, measuring=measuring, rules=rules.bound(extracted)),
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
