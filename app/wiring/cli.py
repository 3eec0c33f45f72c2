"""What ``sourcesense scan --local`` uses: everything in this process, with the caller's own file rights."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import BinaryIO

import msgspec

from app.connection.config import Credential
from app.connection.limits import Limits
from app.connection.memory import peak_bytes
from app.model.run import ScanOptions
from app.pipeline.given_rules import NO_RULES_GIVEN, GivenRules
from app.pipeline.local import LocalRun, scan_locally
from app.pipeline.redeciding import kept_tables
from app.pipeline.runs import new_run_id
from app.results.evidence_file import EvidenceLine, head_line, table_line
from app.wiring.detectors import load_classifier
from app.wiring.here import source_here
from app.wiring.patience import Waiting, patient
from app.wiring.running import outcome_of
from app.wiring.scan_documents import Document, documents_of, run_document


def scan_here(
    connection: Document,
    credential: Credential,
    options: Document,
    rules: GivenRules = NO_RULES_GIVEN,
    *,
    detectors: Sequence[Path] = (),
    evidence: BinaryIO | None = None,
) -> tuple[Document, Document, Document]:
    """Scan in this process; gives run, results and cost as the server's documents would be.

    What the verdicts rest on is written to ``evidence`` if there is one.

    Raises the errors of ``app.errors`` that no single table is to blame for.
    """
    started, began, run_id = datetime.now(UTC), monotonic(), new_run_id()
    wanted = msgspec.convert(options, ScanOptions)  # lists of globs become tuples

    async def run() -> tuple[LocalRun, Document]:
        limits = Limits(statement_timeout_seconds=wanted.statement_timeout_seconds)
        async with source_here(connection, credential, limits) as source:
            classifier = load_classifier(detectors)
            waiting = patient(source, Waiting())
            scan = await scan_locally(source, wanted, classifier, run_id=run_id, patient=waiting, rules=rules)
            return scan, run_document(run_id, source.connection, scan, started=started)

    scan, head = outcome_of(run())
    if evidence is not None:
        evidence.writelines(_evidence_lines(scan))
    return head, documents_of(run_id, scan, rules), _cost(scan, monotonic() - began)


def _evidence_lines(scan: LocalRun) -> Iterator[bytes]:
    verdicts = {table.table_id: table.verdicts for batch in scan.detections for table in batch.tables}
    for number, kept in enumerate(kept_tables(scan.snapshot.tables, scan.evidence, verdicts)):
        if number == 0:
            yield head_line(kept.rules)
        yield table_line(EvidenceLine(table=kept.table, evidence=kept.evidence, verdicts=kept.verdicts))


def _cost(scan: LocalRun, seconds: float) -> Document:
    """Seconds, statements, rows read, and the peak of this process (its readers are bounded by their own limit)."""
    peak = peak_bytes()
    return {
        "seconds": round(seconds, 3),
        "connections": scan.totals.connections_opened,
        "statements": scan.totals.statements,
        "rows_read": scan.totals.rows_read,
        "peak_mb": None if peak is None else round(peak / 2**20, 1),
    }
