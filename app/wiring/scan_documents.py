"""A scan in this process as the server's documents would be."""

from datetime import datetime
from typing import Any

import msgspec

from app.compliance.regulations import builtin_regulations
from app.connection.fields import Connection
from app.model.run import RunState
from app.pipeline.given_rules import GivenRules
from app.pipeline.local import LocalRun
from app.pipeline.proposals import proposals_of
from app.results.documents import placed_findings, results_document
from app.results.identifiability_document import identifiability_document
from app.results.integrity_document import integrity_document
from app.results.manifest import missing_objects
from app.results.proposals_document import proposals_document
from app.results.regulations_document import regulations_document
from app.results.report import gap_words, table_views
from app.results.score_document import score_document
from app.wiring.rules import rules_results

Document = dict[str, Any]


def documents_of(run_id: str, scan: LocalRun, rules: GivenRules) -> Document:
    """The results of the run, with what the server has under addresses of their own; ``rules`` came with it."""
    views = table_views(scan.snapshot, scan.left_out, scan.detections, scan.qualities)
    missing = missing_objects(scan.snapshot, scan.options)
    proposals = proposals_of(scan.snapshot, views, scan.suggestions, scan.qualities)
    documents = {
        "findings": placed_findings(views),
        "regulations": regulations_document(run_id, builtin_regulations(), views, complete=True),
        "quality_score": score_document(run_id, views, complete=True),
        "identifiability": identifiability_document(views, complete=True),
        "integrity": integrity_document(run_id, views, scan.qualities, complete=True),
        "proposals": proposals_document(proposals, complete=True),
        "rules": rules_results(rules, scan),
    }
    results = results_document(run_id, scan.state.value, scan.snapshot, views, missing, complete=True)
    return {**msgspec.to_builtins(results), **msgspec.to_builtins(documents)}


def run_document(run_id: str, connection: Connection, scan: LocalRun, *, started: datetime) -> Document:
    """The head of the run."""
    snapshot = scan.snapshot
    return {
        "id": run_id,
        "state": scan.state.value,
        "state_text": _state_text(scan),
        "source": {
            "dialect": connection.dialect,
            "title": connection.title,
            "product": f"{snapshot.product} {snapshot.version}",
        },
        "started_at": started.isoformat(),
        "catalog": {"read_at": snapshot.taken_at.isoformat(), "run_id": run_id, "cached": False},
        "totals": msgspec.to_builtins(scan.totals),
        "failure": None,
    }


def _state_text(scan: LocalRun) -> str:
    return f"Finished with gaps: {gap_words(scan.totals)}" if scan.state is RunState.PARTIAL else "Finished"
