"""The sample databases decided on again from what is kept of them: the same rules say the same."""

from typing import Any

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.detection.classifier import Classifier
from app.model.run import ScanOptions
from app.pipeline.local import scan_locally
from app.pipeline.redeciding import kept_tables, redecide
from app.pipeline.source import DirectSource
from app.results.encoding import encoded
from app.results.evidence_record import packed, unpacked
from app.wiring.detectors import load_classifier
from tests.support.samples import Open, every_sample

OPTIONS = ScanOptions(quality=False)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_classifier()


@every_sample
async def test_the_same_rules_say_the_same_of_every_sample_database(
    expected: dict[str, Any], readers: Readers, sample_source: Open, classifier: Classifier
):
    connection, credential = sample_source(expected["engine"], expected["database"])
    source = DirectSource(readers, connection, credential, Limits())
    scan = await scan_locally(source, OPTIONS, classifier, run_id="run_0000000001")
    verdicts = {t.table_id: t.verdicts for batch in scan.detections for t in batch.tables if t.sample}
    batches = [unpacked(packed(batch)) for batch in scan.evidence]

    again = redecide(list(kept_tables(scan.snapshot.tables, batches, verdicts)), classifier.catalogue)

    assert (again.changes, again.stale, again.doubts) == ((), (), ())
    assert encoded({t.table_id: t.verdicts for t in again.tables}) == encoded(verdicts)
