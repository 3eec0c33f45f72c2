"""Runs of one source that left numbers, a day apart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from app.history.points import ColumnPoint, DimensionPoint, LossPoint, Reading, RunPoint, Slice, TablePoint
from app.model.measurements import Dimension
from app.model.run import RunState
from app.model.schema import table_id
from app.results.runs import RunRepository
from tests.support.runs import MORNING, a_run


def a_table_point(
    *, rows: int = 1_000, nulls: float = 0.02, statuses: Sequence[tuple[str, float]] = ()
) -> TablePoint:
    """Table ``orders`` of columns ``email`` and ``status``; its score is what the NULLs leave of it."""
    return TablePoint(
        table_id=table_id("public", "orders"),
        schema="public",
        name="orders",
        rows=rows,
        weight=2,
        score=100 * (1 - nulls),
        dimensions=(DimensionPoint(Dimension.COMPLETENESS, 2 * rows * (1 - nulls), 2.0 * rows),),
        losses=(LossPoint(Dimension.COMPLETENESS, ("email",), "null_share", 100 * nulls),),
        columns={
            "email": ColumnPoint(kind="text", numbers={"null_share": Reading(nulls)}),
            "status": ColumnPoint(kind="text", values=rows, top=tuple(Slice(*each) for each in statuses)),
        },
    )


async def store_history(
    runs: RunRepository, *tables: TablePoint, source_id: str = "0123456789abcdef", prefix: str = "run"
) -> list[str]:
    """Store a run per point, ids ``run_0`` and so on, each of them over."""
    ids: list[str] = []
    for day, table in enumerate(tables):
        made = a_run(f"{prefix}_{day}")
        at = MORNING + timedelta(days=day)
        await runs.create(replace(made, created_at=at, source=replace(made.source, source_id=source_id)))
        await runs.write_point(made.id, RunPoint(run_id=made.id, at=at, tables=(table,)))
        await runs.update(made.id, lambda run: replace(run, state=RunState.SUCCEEDED))
        ids.append(made.id)
    return ids
