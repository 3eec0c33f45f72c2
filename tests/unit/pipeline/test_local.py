"""A scan in one process comes to what the stages come to one after another; the demo shows it."""

from dataclasses import replace

import pytest

from app.connection.config import SqliteConnection
from app.demo import build_demo
from app.detection.classifier import Classifier
from app.model.evidence import EvidenceBatch
from app.model.results import BatchUsage, DetectionBatch, QualityBatch
from app.model.run import RunState, ScanOptions
from app.pipeline.analysis import Analysis
from app.pipeline.detection import detect_batch
from app.pipeline.finalize import finalize
from app.pipeline.local import LocalRun, scan_locally
from app.pipeline.quality import analyse_batch
from app.pipeline.schema import extract
from app.pipeline.source import Source
from app.wiring.detectors import load_classifier
from tests.support.fake_source import FakeReaders, a_source

RUN_ID = "run_0000000001"
OPTIONS = ScanOptions(sample_rows=100, max_connections=2)
NOTHING = BatchUsage(connections=0, statements=0, rows_read=0, seconds=0)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> SqliteConnection:
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    build_demo(path)
    return SqliteConnection(path=str(path))


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_classifier()


async def stage_by_stage(source: Source, classifier: Classifier) -> LocalRun:
    """As the tasks of the workflow do it, one batch after another."""
    extracted = await extract(source, OPTIONS)
    by_id = {table.id: table for table in extracted.snapshot.tables}
    analysis = Analysis.of(RUN_ID, extracted.snapshot, extracted.suggestions, OPTIONS)
    detections: list[DetectionBatch] = []
    evidence: list[EvidenceBatch] = []
    qualities: list[QualityBatch] = []
    for batch in extracted.plan.batches:
        tables = [by_id[table_id] for table_id in batch.table_ids]
        detected = await detect_batch(
            source, tables, number=batch.number, run_id=RUN_ID, options=OPTIONS, classifier=classifier
        )
        detection = detected.found
        detections.append(detection)
        evidence.append(detected.evidence)
        qualities.append(await analyse_batch(source, tables, detection, analysis))
    outcome = finalize(extracted.snapshot, extracted.left_out, detections, qualities, options=OPTIONS)
    return LocalRun(
        snapshot=extracted.snapshot,
        options=OPTIONS,
        left_out=extracted.left_out,
        suggestions=extracted.suggestions,
        detections=tuple(detections),
        qualities=tuple(qualities),
        state=outcome.state,
        totals=outcome.totals,
        evidence=tuple(evidence),
    )


def timeless(scan: LocalRun) -> LocalRun:
    """The scan without what a clock says."""
    return replace(
        scan,
        snapshot=replace(scan.snapshot, taken_at=None),
        detections=tuple(replace(batch, usage=NOTHING) for batch in scan.detections),
        qualities=tuple(replace(batch, usage=NOTHING) for batch in scan.qualities),
    )


async def test_a_local_scan_of_the_demo_equals_its_stages(
    demo: SqliteConnection, classifier: Classifier
) -> None:
    readers = FakeReaders()

    scan = await scan_locally(a_source(readers, demo), OPTIONS, classifier, run_id=RUN_ID)
    stages = await stage_by_stage(a_source(FakeReaders(), demo), classifier)

    assert timeless(scan) == timeless(stages)
    assert scan.state is RunState.SUCCEEDED
    assert scan.totals.findings > 0
    assert readers.most_open <= OPTIONS.max_connections
    assert readers.now_open == 0


async def test_without_quality_nothing_is_measured(demo: SqliteConnection, classifier: Classifier) -> None:
    options = replace(OPTIONS, quality=False)

    scan = await scan_locally(a_source(FakeReaders(), demo), options, classifier, run_id=RUN_ID)

    assert scan.qualities == ()
    assert scan.totals.score is None
    assert scan.state is RunState.SUCCEEDED


async def test_the_schema_is_read_without_patience_and_the_tables_with_it(
    demo: SqliteConnection, classifier: Classifier
) -> None:
    readers, patient = FakeReaders(), FakeReaders()

    await scan_locally(
        a_source(readers, demo), OPTIONS, classifier, run_id=RUN_ID, patient=a_source(patient, demo)
    )

    assert (readers.opened, patient.opened > 0) == (1, True)
