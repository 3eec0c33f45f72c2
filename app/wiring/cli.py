"""What the commands without a server use: everything in this process, with the caller's own file rights."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO

import msgspec

from app.compliance.regulations import builtin_regulations
from app.connection.config import Credential, credential_for, parse_connection
from app.connection.memory import peak_bytes
from app.connection.reader import Limits, Readers
from app.model.run import RunState, ScanOptions
from app.pipeline.guarded import GuardedSource
from app.pipeline.local import LocalRun, scan_locally
from app.pipeline.proposals import proposals_of
from app.pipeline.redeciding import kept_tables
from app.pipeline.runs import new_run_id
from app.pipeline.source import DirectSource
from app.results.breaker import Breaker, Permission
from app.results.documents import placed_findings, results_document
from app.results.evidence_file import EvidenceLine, head_line, table_line
from app.results.identifiability_document import identifiability_document
from app.results.integrity_document import integrity_document
from app.results.manifest import missing_objects
from app.results.memory_store import MemoryStateStore
from app.results.proposals_document import proposals_document
from app.results.regulations_document import regulations_document
from app.results.report import gap_words, table_views
from app.results.score_document import score_document
from app.settings import Settings
from app.wiring.detectors import load_classifier
from app.wiring.egress import egress_policy, read_settings
from app.wiring.running import outcome_of

Document = dict[str, Any]


def scan_here(
    connection: Document,
    credential: Credential,
    options: Document,
    detectors: Sequence[Path] = (),
    evidence: BinaryIO | None = None,
) -> tuple[Document, Document, Document]:
    """Scan in this process; gives run, results and cost as the server's documents would be.

    What the verdicts rest on is written to ``evidence`` if there is one.

    Raises the errors of ``app.errors`` that no single table is to blame for.
    """
    started, began = datetime.now(UTC), monotonic()
    parsed = parse_connection(connection)
    checked = credential_for(parsed, credential.password, credential.client_key)
    scan_options = msgspec.convert(options, ScanOptions)  # lists of globs become tuples
    run_id = new_run_id()
    policy = egress_policy(read_settings(), own_rights=True)
    classifier = load_classifier(detectors)

    async def run() -> LocalRun:
        async with Readers(policy, None) as readers:
            limits = Limits(statement_timeout_seconds=scan_options.statement_timeout_seconds)
            source = DirectSource(readers, parsed, checked, limits)
            patient = GuardedSource(
                source,
                Breaker(MemoryStateStore()),
                wait_seconds=Settings().breaker_wait_seconds,
                on_wait=_Waiting(),
            )
            return await scan_locally(source, scan_options, classifier, run_id=run_id, patient=patient)

    scan = outcome_of(run())
    if evidence is not None:
        evidence.writelines(_evidence_lines(scan))
    views = table_views(scan.snapshot, scan.left_out, scan.detections, scan.qualities)
    results = msgspec.to_builtins(
        results_document(
            run_id,
            scan.state.value,
            scan.snapshot,
            views,
            missing_objects(scan.snapshot, scan_options),
            complete=True,
        )
    )
    results["findings"] = msgspec.to_builtins(placed_findings(views))
    results["regulations"] = msgspec.to_builtins(
        regulations_document(run_id, builtin_regulations(), views, complete=True)
    )
    results["quality_score"] = msgspec.to_builtins(score_document(run_id, views, complete=True))
    results["identifiability"] = msgspec.to_builtins(identifiability_document(views, complete=True))
    proposals = proposals_of(scan.snapshot, views, scan.suggestions, scan.qualities)
    results["integrity"] = msgspec.to_builtins(
        integrity_document(run_id, views, scan.qualities, complete=True)
    )
    results["proposals"] = msgspec.to_builtins(proposals_document(proposals, complete=True))
    run_document = {
        "id": run_id,
        "state": scan.state.value,
        "state_text": _state_text(scan),
        "source": {
            "dialect": parsed.dialect,
            "title": parsed.title,
            "product": f"{scan.snapshot.product} {scan.snapshot.version}",
        },
        "started_at": started.isoformat(),
        "catalog": {"read_at": scan.snapshot.taken_at.isoformat(), "run_id": run_id, "cached": False},
        "totals": msgspec.to_builtins(scan.totals),
        "failure": None,
    }
    return run_document, results, _cost(scan, monotonic() - began)


def _evidence_lines(scan: LocalRun) -> Iterator[bytes]:
    verdicts = {table.table_id: table.verdicts for batch in scan.detections for table in batch.tables}
    for number, kept in enumerate(kept_tables(scan.snapshot.tables, scan.evidence, verdicts)):
        if number == 0:
            yield head_line(kept.rules)
        yield table_line(EvidenceLine(table=kept.table, evidence=kept.evidence, verdicts=kept.verdicts))


def _state_text(scan: LocalRun) -> str:
    return f"Finished with gaps: {gap_words(scan.totals)}" if scan.state is RunState.PARTIAL else "Finished"


class _Waiting:
    """Says once per outage on standard error that the source is waited for."""

    def __init__(self) -> None:
        self._said: datetime | None = None

    def __call__(self, permission: Permission) -> None:
        if permission.away_since is not None and permission.away_since != self._said:
            self._said = permission.away_since
            sys.stderr.write(f"Waiting for the source since {self._said:%H:%M:%S} UTC\n")


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
