"""What moved the score of a run, as programs read it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.history.score_change import Cause, Contribution, ScoreChange
from app.results.score_document import loss_title

MOST_REASONS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Points by a dimension or a table; ``key`` is its name or id."""

    key: str
    title: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonDocument:
    """One reason, in points of the run's 100; above 0 it raised the score. See ``app.history.score_change``."""

    cause: str
    table_id: str
    schema: str
    table: str
    dimension: str | None
    columns: tuple[str, ...]
    source: str | None
    points: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChangeDocument:
    """Why the score is not what it was.

    Attributes:
        against: the earlier run; ``None`` where there is none that was measured.
        difference: the sum of the points of all reasons; ``None`` where one of the scores is.
        by_dimension: the same points by dimension, ``structure`` for tables that came, went or weigh otherwise.
        by_table: and by table, the greatest first.
        total: reasons in all; ``items`` are the greatest of them.
    """

    run_id: str
    complete: bool
    against: str | None
    against_created_at: datetime | None
    before: float | None
    after: float | None
    difference: float | None
    by_dimension: list[Reasons]
    by_table: list[Reasons]
    total: int
    items: list[ReasonDocument]


def score_change_document(
    run_id: str,
    against: tuple[str, datetime] | None,
    change: ScoreChange | None,
    *,
    complete: bool,
    most: int = MOST_REASONS,
) -> ScoreChangeDocument:
    """The greatest reasons first, since the run of that id and time; everything is empty where there is nothing to compare with."""
    found = change.contributions if change else ()
    return ScoreChangeDocument(
        run_id=run_id,
        complete=complete,
        against=against[0] if against else None,
        against_created_at=against[1] if against else None,
        before=change.before if change else None,
        after=change.after if change else None,
        difference=change.difference if change else None,
        by_dimension=_summed(
            (each.dimension or "structure", each.dimension or "structure", each.points) for each in found
        ),
        by_table=_summed(
            (each.table.table_id, f"{each.table.schema}.{each.table.name}", each.points) for each in found
        )[:most],
        total=len(found),
        items=[_reason(each) for each in found[:most]],
    )


def _summed(parts: Iterable[tuple[str, str, float]]) -> list[Reasons]:
    points: defaultdict[tuple[str, str], float] = defaultdict(float)
    for key, title, each in parts:
        points[str(key), str(title)] += each
    ordered = sorted(points.items(), key=lambda item: -abs(item[1]))
    return [Reasons(key=key, title=title, points=each) for (key, title), each in ordered]


def _reason(each: Contribution) -> ReasonDocument:
    return ReasonDocument(
        cause=each.cause.value,
        table_id=each.table.table_id,
        schema=each.table.schema,
        table=each.table.name,
        dimension=each.dimension.value if each.dimension else None,
        columns=each.columns,
        source=each.source,
        points=each.points,
        text=_words(each),
    )


def _words(each: Contribution) -> str:
    """What happened, without the place, which stands beside it."""
    match each.cause:
        case Cause.VALUES:
            title = "Smaller losses" if each.source == "other" else loss_title(each.source or "")
            return f"{title}: {'less' if each.points > 0 else 'more'} than before"
        case Cause.COVERAGE:
            return f"{(each.dimension or 'quality').capitalize()} was measured in one of the runs only"
        case Cause.WEIGHT:
            return "Another number of columns, so the table weighs otherwise"
        case Cause.COLUMN_ADDED | Cause.COLUMN_GONE:
            went = "came" if each.cause is Cause.COLUMN_ADDED else "is gone"
            return f"The column {went}: {loss_title(each.source or '')}"
        case Cause.TABLE_ADDED:
            return f"The table was added; it stands at {each.table.score:.1f}"
        case Cause.TABLE_GONE:
            return f"The table is gone or was not measured; it stood at {each.table.score:.1f}"
