"""What earlier runs say of a run, as programs read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from app.history.anomalies import Judged, Subject, anomalies
from app.history.band import Band
from app.history.freshness import Freshness
from app.history.series import LEAST_RUNS
from app.history.words import sentence, title_of

MOST_ANOMALIES: Final = 200
MOST_SERIES: Final = 40
"""Series given where no table is asked for: those of the anomalies, then the rows of tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPoint:
    """One run's number; ``low`` and ``high`` are the band it was judged by, ``None`` where there was none yet."""

    at: datetime
    value: float
    bound: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryItem:
    """A number of a table (``column`` is ``None``) or column, judged by earlier runs.

    Attributes:
        subject: volume, freshness, metric or drift.
        unit: rows, values, seconds, share, distance, or as the column.
        state: anomaly, ordinary, or learning where too few runs were seen.
        value: what the run has; ``None`` where a spread has no number yet.
        expected: with ``low`` and ``high`` what was to be expected.
        method: what that rests on; ``None`` before there is a band.
        runs: earlier runs that could be compared.
        weight: 1 at the edge of what is ordinary.
    """

    subject: str
    table_id: str
    schema: str
    table: str
    column: str | None
    metric: str
    title: str
    unit: str
    state: str
    value: float | None
    expected: float | None
    low: float | None
    high: float | None
    method: str | None
    runs: int
    weight: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesItem(HistoryItem):
    """The same with its points in the order of time, the run itself last."""

    points: list[SeriesPoint]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDocument:
    """A run judged by the runs before it.

    Attributes:
        complete: the run has ended; until then nothing is judged.
        runs: earlier runs of the source that left numbers.
        runs_needed: of them before something is said.
        series: how many series the run has, ``judged`` of them by enough runs.
        total: anomalies in all; ``items`` are the first of them.
        charts: series with their points.
    """

    run_id: str
    complete: bool
    runs: int
    runs_needed: int
    series: int
    judged: int
    total: int
    items: list[HistoryItem]
    charts: list[SeriesItem]


def history_document(
    run_id: str,
    judged: Sequence[Judged],
    *,
    runs: int,
    complete: bool,
    table_id: str | None = None,
    most: int = MOST_ANOMALIES,
) -> HistoryDocument:
    """The anomalies, tables before columns, the farthest out first; with a table, of it alone and with all its series."""
    within = [each for each in judged if table_id in {None, each.table.table_id}]
    found = anomalies(within)
    return HistoryDocument(
        run_id=run_id,
        complete=complete,
        runs=runs,
        runs_needed=LEAST_RUNS,
        series=len(within),
        judged=sum(each.verdict is not None for each in within),
        total=len(found),
        items=[HistoryItem(**_fields(each)) for each in found[:most]],
        charts=[_series(each) for each in _charted(within, found, whole=table_id is not None)],
    )


def _charted(judged: Iterable[Judged], found: Sequence[Judged], *, whole: bool) -> list[Judged]:
    drawn = [each for each in found if each.points]
    rest = [each for each in judged if each.points and not each.is_anomaly]
    if whole:
        return [*drawn, *rest]
    return [*drawn, *(each for each in rest if each.subject is Subject.VOLUME)][:MOST_SERIES]


def _fields(each: Judged) -> dict[str, Any]:
    expected, low, high = _expected(each)
    return {
        "subject": each.subject.value,
        "table_id": each.table.table_id,
        "schema": each.table.schema,
        "table": each.table.name,
        "column": each.column,
        "metric": each.metric,
        "title": title_of(each.metric),
        "unit": _unit(each),
        "state": "learning" if each.verdict is None else "anomaly" if each.is_anomaly else "ordinary",
        "value": each.points[-1].value if each.points else getattr(each.verdict, "distance", None),
        "expected": expected,
        "low": low,
        "high": high,
        "method": _method(each),
        "runs": each.runs,
        "weight": each.weight,
        "text": sentence(each),
    }


def _expected(each: Judged) -> tuple[float | None, float | None, float | None]:
    match each.verdict:
        case Band():
            return each.verdict.expected, each.verdict.low, each.verdict.high
        case Freshness():
            return each.verdict.cadence, 0.0, each.verdict.latest
        case None:
            return None, None, None
        case _:
            return 0.0, 0.0, each.verdict.usual


def _method(each: Judged) -> str | None:
    match each.verdict:
        case None:
            return None
        case Freshness():
            return "cadence"
        case _:
            return each.verdict.method


def _unit(each: Judged) -> str:
    return {"rows": "rows", "age": "seconds", "distribution": "distance", "distinct_count": "values"}.get(
        each.metric, "share" if each.metric.endswith("_share") else "as the column"
    )


def _series(each: Judged) -> SeriesItem:
    bands = each.verdict.past if isinstance(each.verdict, Band) else (None,) * len(each.points)
    if isinstance(each.verdict, Freshness):
        bands = (*bands[:-1], (0.0, each.verdict.latest))
    points = [
        SeriesPoint(
            at=datetime.fromtimestamp(point.at, UTC),
            value=point.value,
            bound=point.bound,
            low=band[0] if band else None,
            high=band[1] if band else None,
        )
        for point, band in zip(each.points, bands, strict=True)
    ]
    return SeriesItem(**_fields(each), points=points)
