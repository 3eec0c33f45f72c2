"""Earlier runs of the same source: what they say of a run, and what moved its score."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.history.anomalies import Judged, judge
from app.history.points import RunPoint
from app.history.score_change import ScoreChange, score_change
from app.history.taking import table_point
from app.model.results import RunRecord
from app.results.report import TableView
from app.results.runs import RunRepository

MOST_RUNS: Final = 60
"""Earlier runs that are read: two months of daily ones."""
LEAST_RUNS: Final = 8
MOST_COLUMNS: Final = 60_000
"""Columns times runs that are read; of a very wide source fewer runs, at least ``LEAST_RUNS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """A run judged by earlier ones.

    Attributes:
        run: the run that is judged.
        earlier: earlier runs of its source that left numbers, as far as they are read.
        judged: every series of the run; empty before the run has left its own numbers.
    """

    run: RunRecord
    earlier: int
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The change of the score since another run; both are ``None`` where there is none to compare with."""

    run: RunRecord
    against: RunRecord | None
    change: ScoreChange | None


def run_point(run: RunRecord, views: Iterable[TableView]) -> RunPoint:
    """What is kept of a run; tables that were not measured leave nothing."""
    return RunPoint(
        run_id=run.id,
        at=run.started_at or run.created_at,
        tables=tuple(
            table_point(view.table, view.profile, view.sample) for view in views if view.profile is not None
        ),
    )


async def read_history(runs: RunRepository, run_id: str) -> History:
    """Judge a run by those before it; raises ``RunNotFoundError``."""
    run = await runs.load(run_id)
    point = await runs.read_point(run_id)
    if point is None:
        return History(run=run, earlier=0, judged=())
    earlier = await runs.read_earlier_points(run, _runs_for(point))
    judged = await asyncio.to_thread(lambda: tuple(judge([*earlier, point])))
    return History(run=run, earlier=len(earlier), judged=judged)


async def read_score_change(runs: RunRepository, run_id: str, against: str | None) -> Moved:
    """What moved the score since that run, by default the previous one of the same source that was measured.

    Raises ``RunNotFoundError`` for either.
    """
    run, after = await runs.load(run_id), await runs.read_point(run_id)
    if against is None:
        before = next((each for each in await runs.read_earlier_points(run, LEAST_RUNS) if each.tables), None)
        other = await runs.load(before.run_id) if before else None
    else:
        other, before = await runs.load(against), await runs.read_point(against)
    if before is None or after is None:
        return Moved(run=run, against=other, change=None)
    return Moved(run=run, against=other, change=await asyncio.to_thread(score_change, before, after))


def _runs_for(point: RunPoint) -> int:
    columns = sum(len(table.columns) for table in point.tables)
    return max(LEAST_RUNS, min(MOST_RUNS, MOST_COLUMNS // max(columns, 1)))
