"""Everything that is out of the ordinary in the last run of a source, by the runs before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from app.history.band import Band, band
from app.history.drift import Drift, drift
from app.history.forecasting import FORECASTS, Forecast
from app.history.freshness import Freshness, Sighting, freshness
from app.history.points import ColumnPoint, RunPoint, TablePoint
from app.history.series import LEAST_RUNS, Point, Scale, Series


class Subject(StrEnum):
    """What a series or an anomaly is about."""

    VOLUME = "volume"
    FRESHNESS = "freshness"
    METRIC = "metric"
    DRIFT = "drift"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One series of one table or column, judged at the last run.

    Attributes:
        column: ``None`` for the table as a whole.
        metric: ``rows``, ``age`` (seconds), the id of a metric, or ``distribution``.
        points: of the runs that have the number, the last run included; empty for a distribution.
        verdict: what was found; ``None`` where too few runs were seen to say something.
        runs: earlier runs that could be compared.
    """

    subject: Subject
    table: TablePoint
    column: str | None
    metric: str
    points: Series
    verdict: Band | Freshness | Drift | None
    runs: int

    @property
    def scale(self) -> Scale:
        """In what sense two of its values are alike."""
        return Scale.COUNT if self.subject is Subject.VOLUME else scale_of(self.metric)

    @property
    def is_anomaly(self) -> bool:
        """Whether it is out of the ordinary."""
        match self.verdict:
            case Band() | Drift():
                return self.verdict.is_anomaly
            case Freshness():
                return self.verdict.is_late
            case None:
                return False

    @property
    def weight(self) -> float:
        """How far out it is: 1 at the edge of what is ordinary. Of equal ones, what concerns the whole table first."""
        match self.verdict:
            case Band():
                return self.verdict.surprise
            case Freshness():
                return self.verdict.age / self.verdict.latest
            case Drift():
                return max(self.verdict.distance / self.verdict.usual, 1.0 + bool(self.verdict.vanished))
            case None:
                return 0.0


_ORDER: Final = {subject: place for place, subject in enumerate(Subject)}
_STEADY: Final[Mapping[str, Forecast]] = {name: FORECASTS[name] for name in ("level", "last value", "pace")}
"""Enough for what is measured per column: shares and means have no weekdays, and there are thousands of them."""
_KEY: Final = 0.999
_COUNTS: Final = frozenset({"distinct_count"})
_REPEATS: Final = frozenset({"distinct_share", "unique_share"})
_NUMBERS: Final = frozenset({"age", "mean", "standard_deviation", "mean_length"})


def judge(runs: Sequence[RunPoint]) -> Iterator[Judged]:
    """Every series of the last run, table by table; ``runs`` in the order of time, of one source.

    Runs that lack a table or column are left out of its series. The same run twice changes nothing.
    """
    ordered = sorted({run.run_id: run for run in runs}.values(), key=lambda run: (run.at, run.run_id))
    tables = [{table.table_id: table for table in run.tables} for run in ordered]
    for table in ordered[-1].tables if ordered else ():
        past = [
            (run.at.timestamp(), found)
            for run, known in zip(ordered, tables, strict=True)
            if (found := known.get(table.table_id)) is not None
        ]
        yield from judge_table(past)


def judge_table(past: Sequence[tuple[float, TablePoint]]) -> Iterator[Judged]:
    """The last run of a table judged by those before it, oldest first, each with its time in seconds since 1970.

    Given in turn: the number of rows, then per column of the last run when its values came, its numbers, its spread. A
    column is compared with runs that had it, its spread only with those in which it had the same type; a number that
    the change of rows explains is marked so. ``past`` holds at least the last run.
    """
    table = past[-1][1]
    volume = [*_volume(table, past)]
    yield from volume
    for name, now in table.columns.items():
        known = [(at, each, column) for at, each in past if (column := each.columns.get(name)) is not None]
        yield from _freshness(table, name, [(at, column) for at, _, column in known])
        yield from (_explained(each, volume) for each in _numbers(table, name, now, known))
        columns = [column for _, _, column in known if column.kind == now.kind]
        if (now.quantiles or now.top) and not _is_key(now):
            yield Judged(
                subject=Subject.DRIFT,
                table=table,
                column=name,
                metric="distribution",
                points=(),
                verdict=drift(columns),
                runs=len(columns) - 1,
            )


def judge_freshness(past: Sequence[tuple[float, TablePoint]]) -> Iterator[Judged]:
    """Of ``judge_table`` the columns that may tell when rows come, which takes a hundredth of the time."""
    table = past[-1][1]
    for name in table.columns:
        known = [(at, column) for at, each in past if (column := each.columns.get(name)) is not None]
        yield from _freshness(table, name, known)


def anomalies(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Those that are out of the ordinary: tables before columns, the farthest out first.

    What cannot be judged yet, for want of earlier runs, is none of them.
    """
    found = [each for each in judged if each.is_anomaly]
    return tuple(sorted(found, key=lambda each: (_ORDER[each.subject], -each.weight)))


def _volume(table: TablePoint, past: Sequence[tuple[float, TablePoint]]) -> Iterator[Judged]:
    if table.rows is None:
        return
    points = tuple(Point(at, float(each.rows)) for at, each in past if each.rows is not None)
    yield Judged(
        subject=Subject.VOLUME,
        table=table,
        column=None,
        metric="rows",
        points=points,
        verdict=band(points, Scale.COUNT),
        runs=len(points) - 1,
    )


def _freshness(table: TablePoint, name: str, known: Sequence[tuple[float, ColumnPoint]]) -> Iterator[Judged]:
    if known[-1][1].newest is None:
        return
    sightings = tuple(Sighting(at, each.newest) for at, each in known if each.newest is not None)
    found = freshness(sightings)
    if found is None and len(sightings) > LEAST_RUNS:
        return  # a date, but none that tells when rows came
    yield Judged(
        subject=Subject.FRESHNESS,
        table=table,
        column=name,
        metric="age",
        points=tuple(Point(each.at, each.age) for each in sightings),
        verdict=found,
        runs=len(sightings) - 1,
    )


def _numbers(
    table: TablePoint, name: str, now: ColumnPoint, known: Sequence[tuple[float, TablePoint, ColumnPoint]]
) -> Iterator[Judged]:
    metrics = (metric for metric in now.numbers if metric not in _NUMBERS or not _is_key(now))
    for metric in metrics:
        points = tuple(
            Point(at, reading.value, reading.bound)
            for at, _, column in known
            if column.kind == now.kind and (reading := column.numbers.get(metric)) is not None
        )
        yield Judged(
            subject=Subject.METRIC,
            table=table,
            column=name,
            metric=metric,
            points=points,
            verdict=band(points, scale_of(metric), rows=table.rows, forecasts=_STEADY),
            runs=len(points) - 1,
        )


def _explained(each: Judged, volume: Sequence[Judged]) -> Judged:
    """Fewer rows have fewer different values, and repeat them less, which is the same news once more.

    More rows that repeat more are news of their own: a load that came twice looks like that.
    """
    rows = next(
        (table.verdict for table in volume if table.is_anomaly and isinstance(table.verdict, Band)), None
    )
    if rows is None or not isinstance(each.verdict, Band):
        return each
    fell = volume[0].points[-1].value < rows.expected
    rose = each.points[-1].value > each.verdict.expected
    if each.metric in _COUNTS or (each.metric in _REPEATS and fell and rose):
        return replace(
            each, verdict=replace(each.verdict, explained=each.verdict.explained or "as the rows did")
        )
    return each


def _is_key(column: ColumnPoint) -> bool:
    """Where no value repeats, values are names of rows: their mean and spread say how many there are, once more."""
    distinct = column.numbers.get("distinct_share")
    return distinct is not None and distinct.value >= _KEY


def scale_of(metric: str) -> Scale:
    """In what sense two values of the metric are alike."""
    if metric in _COUNTS:
        return Scale.COUNT
    return Scale.NUMBER if metric in _NUMBERS else Scale.SHARE
