"""Suggesting rules in this process: a scan that stores nothing, and what its numbers say."""

from collections.abc import Mapping
from typing import Any

import msgspec

from app.connection.config import Credential, credential_for, parse_connection
from app.connection.reader import Limits, Readers
from app.model.run import ScanOptions
from app.pipeline.local import LocalRun, scan_locally
from app.pipeline.runs import new_run_id
from app.pipeline.source import DirectSource
from app.results.report import table_views
from app.results.suggestions_document import SuggestionsDocument, suggestions, suggestions_document
from app.wiring.detectors import load_classifier
from app.wiring.egress import egress_policy, read_settings
from app.wiring.running import outcome_of


def suggest_here(
    connection: Mapping[str, object], credential: Credential, options: Mapping[str, Any]
) -> SuggestionsDocument:
    """Scan and suggest; raises the errors of ``app.errors`` that no single table is to blame for."""
    parsed = parse_connection(connection)
    checked = credential_for(parsed, credential.password, credential.client_key)
    wanted = msgspec.convert(options, ScanOptions)
    policy = egress_policy(read_settings(), own_rights=True)
    classifier = load_classifier(())

    async def run() -> LocalRun:
        async with Readers(policy, None) as readers:
            limits = Limits(statement_timeout_seconds=wanted.statement_timeout_seconds)
            source = DirectSource(readers, parsed, checked, limits)
            return await scan_locally(source, wanted, classifier, run_id=new_run_id())

    scan = outcome_of(run())
    views = table_views(scan.snapshot, scan.left_out, scan.detections, scan.qualities)
    checks = [check for batch in scan.qualities for check in batch.relations]
    return suggestions_document(suggestions(views, checks), complete=True)
