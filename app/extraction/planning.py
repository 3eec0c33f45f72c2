"""Divides the work of a run into batches, and says which tables are left out and why.

Every listed table is either in exactly one batch or left out with a reason.
"""

from collections.abc import Callable
from heapq import heapify, heappop, heappush
from math import ceil
from typing import Final

from app.errors import NoAccessError
from app.model.run import Batch, Plan, Reason, ScanOptions, TableOutcome, TableState
from app.model.schema import ObjectName, Snapshot, Table, TableKind
from app.schema.selection import Selection

TARGET_SECONDS: Final = 30.0
"""Aim for the length of a batch: long enough for its connection to pay, short enough to lose by a crash."""

MAX_BATCHES: Final = 2_000
"""More would outgrow one Temporal history; batches become longer instead."""

WORTH_A_CONNECTION_SECONDS: Final = 0.5
"""Work below this is not divided: a connection and a reader process cost about as much."""

SECONDS_PER_TABLE: Final = 0.02
"""Two round trips and two transactions, whatever the table holds; stated, not measured."""

SECONDS_PER_SAMPLED_CELL: Final = 1e-5
"""Detection tests 100,000 values per second and core with every type on (its own target)."""

SECONDS_PER_CELL: Final = 1e-7
"""One flat aggregate statement, twice the 0.05 s per million cells of PostgreSQL 15 (5 M rows x 20 columns)."""

ASSUMED_ROWS: Final = 10_000
"""For a table of which the catalog knows neither rows nor size."""

ASSUMED_ROW_BYTES: Final = 100
"""To turn a known size into rows."""


Denied = Callable[[Table], NoAccessError]


def no_access(table: Table) -> NoAccessError:
    """That the table may not be read, by somebody of whom nothing is known."""
    return NoAccessError(object=f"{table.schema}.{table.name}")


def plan_batches(snapshot: Snapshot, options: ScanOptions, target_seconds: float = TARGET_SECONDS) -> Plan:
    """Batches of about the same cost, the most expensive first; tables of a batch in snapshot order.

    There are at least as many batches as connections where the work is worth them, about as many as give
    each ``target_seconds``, never more than ``MAX_BATCHES`` or than tables. Tables are spread longest first
    onto the least loaded batch (Graham's LPT rule, SIAM J. Appl. Math. 17, 1969: at most 4/3 of the best).
    A snapshot with nothing to read gives no batch.
    """
    costs = {table.id: table_seconds(table, options) for table in planned_tables(snapshot, options)}
    loads = [(0.0, number, list[str]()) for number in range(_batch_count(costs, options, target_seconds))]
    heapify(loads)
    for identity in sorted(costs, key=lambda each: (-costs[each], each)):
        load, number, tables = heappop(loads)
        tables.append(identity)
        heappush(loads, (load + costs[identity], number, tables))
    position = {identity: place for place, identity in enumerate(costs)}
    ranked = sorted(loads, key=lambda load: (-load[0], load[1]))
    return Plan(
        batches=tuple(
            Batch(number=number, table_ids=tuple(sorted(tables, key=position.__getitem__)), cost=cost)
            for number, (cost, _, tables) in enumerate(ranked)
        )
    )


def planned_tables(snapshot: Snapshot, options: ScanOptions) -> tuple[Table, ...]:
    """The tables that are read, in the order of the snapshot."""
    return tuple(table for table in snapshot.tables if _why_left_out(table, options) is None)


def left_out(
    snapshot: Snapshot, options: ScanOptions, *, denied: Denied = no_access
) -> tuple[TableOutcome, ...]:
    """The tables that are not read, each with its reason, in the order of the snapshot.

    ``denied`` says who lacks the right to read a table and which GRANT gives it; only a dialect knows that.
    """
    outcomes: list[TableOutcome] = []
    for table in snapshot.tables:
        why = _why_left_out(table, options)
        if why is not None:
            state, explain = why
            outcomes.append(
                TableOutcome(table_id=table.id, state=state, reason=explain(snapshot, table, denied))
            )
    return tuple(outcomes)


def table_seconds(table: Table, options: ScanOptions) -> float:
    """Estimated seconds to sample, test and measure the table; linear in rows x columns."""
    rows = estimated_rows(table)
    sampled_cells = min(rows, options.sample_rows) * len(table.columns)
    seconds = SECONDS_PER_TABLE + sampled_cells * SECONDS_PER_SAMPLED_CELL
    if options.quality:
        seconds += min(rows * len(table.columns) * SECONDS_PER_CELL, options.statement_timeout_seconds)
    return seconds


def estimated_rows(table: Table) -> int:
    """Rows as the catalog estimates them, else from the size, else ``ASSUMED_ROWS``."""
    if table.row_estimate is not None:
        return max(table.row_estimate, 0)
    if table.size_bytes is not None:
        return table.size_bytes // ASSUMED_ROW_BYTES
    return ASSUMED_ROWS


def _batch_count(costs: dict[str, float], options: ScanOptions, target_seconds: float) -> int:
    total = sum(costs.values())
    worth = ceil(total / WORTH_A_CONNECTION_SECONDS)
    wanted = max(ceil(total / target_seconds), min(options.max_connections, worth))
    return min(wanted, len(costs), MAX_BATCHES)


_Explain = Callable[[Snapshot, Table, Denied], Reason]


def _why_left_out(table: Table, options: ScanOptions) -> tuple[TableState, _Explain] | None:
    if not Selection(include=options.include, exclude=options.exclude).takes(table.schema, table.name):
        return TableState.FILTERED, _not_selected
    if table.kind is TableKind.PARTITIONED:
        return TableState.FILTERED, _read_by_partition
    if table.is_view and not options.views:
        return TableState.FILTERED, _view_not_asked_for
    if table.readable is False:
        return TableState.NO_ACCESS, _no_access
    return None


def _not_selected(_snapshot: Snapshot, table: Table, _denied: Denied) -> Reason:
    return Reason(
        code="not_selected",
        message=f"{table.schema}.{table.name} is not among the tables this run was asked for.",
        next_step="Change the run's include or exclude patterns to read it too.",
    )


def _read_by_partition(snapshot: Snapshot, table: Table, _denied: Denied) -> Reason:
    parent = ObjectName(schema=table.schema, name=table.name)
    count = sum(t.partition_of == parent for t in snapshot.tables)
    return Reason(
        code="read_by_partition",
        message=f"{table.schema}.{table.name} is read through its partitions ({count} found), not twice.",
        next_step="See the results of the partitions.",
    )


def _view_not_asked_for(_snapshot: Snapshot, table: Table, _denied: Denied) -> Reason:
    return Reason(
        code="views_left_out",
        message=f"{table.schema}.{table.name} is a {table.kind}; reading it runs somebody's query.",
        next_step="Switch views on for this run to read them too.",
    )


def _no_access(_snapshot: Snapshot, table: Table, denied: Denied) -> Reason:
    explanation = denied(table).explain()
    return Reason(code=explanation.code, message=explanation.message, next_step=explanation.next_step)
