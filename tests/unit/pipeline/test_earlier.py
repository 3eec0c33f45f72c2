"""Earlier runs beside a table that is measured: loads that are overdue lower its score."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.connection.config import SqliteConnection
from app.detection.classifier import Classifier
from app.history.points import ColumnPoint
from app.model.measurements import Dimension
from app.model.results import QualityBatch
from app.model.run import ScanOptions
from app.model.schema import table_id
from app.pipeline.analysis import Analysis
from app.pipeline.detection import detect_batch
from app.pipeline.earlier import NO_EARLIER_RUNS, EarlierRuns, earlier_runs
from app.pipeline.quality import analyse_batch
from app.pipeline.schema import read_schema
from app.wiring.detectors import load_classifier
from app.wiring.services import Services
from tests.support.fake_source import FakeReaders, a_database, a_source
from tests.support.histories import MORNING, a_table_point, store_history
from tests.support.services import services_over

LOADS = """
CREATE TABLE orders (id INTEGER, loaded_at TIMESTAMP);
INSERT INTO orders VALUES (1, '{first}'), (2, '{newest}');
"""
DAYS = 12


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_classifier(())


@pytest.fixture
def services() -> Services:
    return services_over(FakeReaders())


def a_shop(folder: Path, *, days_ago: int) -> SqliteConnection:
    """Its newest row came that many days before the run."""
    moments = [MORNING + timedelta(days=day) for day in (0, DAYS - days_ago)]
    first, newest = (f"{moment:%Y-%m-%d %H:%M:%S}" for moment in moments)
    return a_database(folder / f"{days_ago}.db", LOADS.format(first=first, newest=newest))


async def earlier(services: Services) -> EarlierRuns:
    """Runs of twelve days, each of which found rows of its own day."""
    identity = table_id("main", "orders")
    points = [
        replace(
            a_table_point(),
            table_id=identity,
            columns={
                "loaded_at": ColumnPoint(kind="timestamp", newest=(MORNING + timedelta(days=day)).timestamp())
            },
        )
        for day in range(DAYS)
    ]
    *_, last = await store_history(services.runs, *points)
    run = await services.runs.load(last)
    now = replace(run, id="run_now", created_at=MORNING + timedelta(days=DAYS), started_at=None)
    return await earlier_runs(services.runs, now, {identity})


async def analysed(shop: SqliteConnection, classifier: Classifier, past: EarlierRuns) -> QualityBatch:
    source = a_source(FakeReaders(), shop)
    tables = (await read_schema(source)).tables
    detected = await detect_batch(
        source, tables, number=0, run_id="r", options=ScanOptions(), classifier=classifier
    )
    return await analyse_batch(source, tables, detected.found, Analysis(earlier=past))


def timeliness(batch: QualityBatch) -> float | None:
    profile = batch.tables[0].profile
    assert profile is not None
    (found,) = [each for each in profile.score.dimensions if each.dimension is Dimension.TIMELINESS]
    return found.ratio


async def test_a_load_in_time_is_timely_and_loads_that_wait_are_not(
    tmp_path: Path, services: Services, classifier: Classifier
):
    past = await earlier(services)

    fresh = await analysed(a_shop(tmp_path, days_ago=0), classifier, past)
    late = await analysed(a_shop(tmp_path, days_ago=6), classifier, past)

    assert timeliness(fresh) == 1.0
    assert 0 < (timeliness(late) or 0) < 1
    profile = late.tables[0].profile
    assert profile is not None
    assert "late_load" in {loss.source for loss in profile.losses}


async def test_without_earlier_runs_timeliness_is_not_measured(tmp_path: Path, classifier: Classifier):
    batch = await analysed(a_shop(tmp_path, days_ago=0), classifier, NO_EARLIER_RUNS)

    assert timeliness(batch) is None
