"""Chooses how a table is measured: by its size, by what its source can do, and by what is asked for."""

from dataclasses import dataclass
from typing import Final

from app.extraction.planning import estimated_rows
from app.model.schema import Table
from app.model.ways import Choice, Mode, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """Seconds per million cells of a source, measured beside each other on 1 million rows of 20 mixed columns.

    Attributes:
        flat: one flat aggregate statement without distinct values.
        distinct: the same with the distinct values of every column.
        pull: one pass over every row in the reader process; ``None`` where none is offered.
    """

    flat: float
    distinct: float
    pull: float | None = None


COSTS: Final = {
    "postgresql": Costs(flat=0.06, distinct=0.47, pull=0.08),
    "mysql": Costs(flat=0.13, distinct=0.68, pull=0.2),
    "sqlite": Costs(flat=0.12, distinct=1.27, pull=0.1),
    "mssql": Costs(flat=0.15, distinct=1.0, pull=0.5),
}
"""By dialect, on two cores over loopback (bench/README.md).

Those of SQL Server are reckoned and not measured on a server: the statements are taken to cost what those of an unknown
source do, and the pass what the reader took (processor seconds) for 2 million rows of a server that only sends them.
"""

UNKNOWN_COSTS: Final = Costs(flat=0.15, distinct=1.0)
"""Of a source that was not measured; above those that were."""

DEFAULT_SECONDS: Final = 10.0
"""In default mode every row is read only where that is expected to take no longer; then no table takes more."""

PULL_STATEMENTS: Final = 9
"""At most. Usually three: the sample, the probe and the pass.

The others: a count of an unanalysed table, the pass again in less memory, two counts of different values in doubt, a look
for NaN, a statement for columns left to the server.
"""

_WORTH_TELLING: Final = 0.5
"""Seconds; less is no reason for anything."""
_MILLION = 1_000_000


def choose(table: Table, mode: Mode, dialect: str) -> Choice:
    """The way for this table; views are pushed down always, because only their server can run them."""
    costs = COSTS.get(dialect, UNKNOWN_COSTS)
    million_cells = estimated_rows(table) * len(table.columns) / _MILLION
    match mode:
        case Mode.FAST:
            return _sampled("fast mode asks one statement per table")
        case Mode.DEFAULT:
            seconds = million_cells * costs.flat
            if seconds > DEFAULT_SECONDS:
                return _sampled(
                    f"every row would take about {seconds:,.0f} s, above the {DEFAULT_SECONDS:.0f} s of default mode"
                )
            return _over_all(Way.PUSH_DOWN, seconds, "one flat aggregate statement is cheap here")
        case Mode.EXACT:
            return _exact(table, costs, million_cells)


def _exact(table: Table, costs: Costs, million_cells: float) -> Choice:
    pushed = million_cells * costs.distinct
    if costs.pull is None:
        return _over_all(
            Way.PUSH_DOWN, pushed, "this source offers no pass in the reader, so its server counts everything"
        )
    if table.is_view:
        return _over_all(Way.PUSH_DOWN, pushed, "only the server can run a view")
    pulled = million_cells * costs.pull
    saved = f" instead of about {pushed:,.1f} s on the server" if pushed >= _WORTH_TELLING else ""
    reason = f"one pass in the reader{saved}"
    return Choice(way=Way.PULL, reason=reason, seconds=pulled, statements=PULL_STATEMENTS)


def _sampled(reason: str) -> Choice:
    return Choice(way=Way.SAMPLE, reason=reason, seconds=0.0, statements=1)


def _over_all(way: Way, seconds: float, reason: str) -> Choice:
    return Choice(way=way, reason=reason, seconds=seconds, statements=2)
