"""Suggesting rules in this process: a scan that stores nothing, and what its numbers say."""

from collections.abc import Mapping
from typing import Any

import msgspec

from app.connection.config import Credential
from app.connection.limits import Limits
from app.model.run import ScanOptions
from app.pipeline.local import LocalRun, scan_locally
from app.pipeline.runs import new_run_id
from app.results.report import table_views
from app.results.suggestions_document import SuggestionsDocument, suggestions, suggestions_document
from app.wiring.detectors import load_classifier
from app.wiring.here import source_here
from app.wiring.running import outcome_of


def suggest_here(
    connection: Mapping[str, object], credential: Credential, options: Mapping[str, Any]
) -> SuggestionsDocument:
    """Scan and suggest; raises the errors of ``app.errors`` that no single table is to blame for."""
    wanted = msgspec.convert(options, ScanOptions)
    limits = Limits(statement_timeout_seconds=wanted.statement_timeout_seconds)

    async def run() -> LocalRun:
        async with source_here(connection, credential, limits) as source:
            return await scan_locally(source, wanted, load_classifier(()), run_id=new_run_id())

    scan = outcome_of(run())
    views = table_views(scan.snapshot, scan.left_out, scan.detections, scan.qualities)
    checks = [check for batch in scan.qualities for check in batch.relations]
    return suggestions_document(suggestions(views, checks), complete=True)
