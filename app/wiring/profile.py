"""Profiling in this process, with the caller's own file rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.connection.config import Credential
from app.connection.limits import Limits
from app.model.run import ScanOptions
from app.model.ways import Mode
from app.pipeline.given_rules import NO_RULES_GIVEN, GivenRules
from app.pipeline.local import LocalRun
from app.pipeline.profiling import profile_source
from app.pipeline.runs import new_run_id
from app.results.integrity_document import integrity_document
from app.results.manifest import manifest_document, missing_objects
from app.results.profile_document import ProfileDocument, SourceDocument, profile_document
from app.results.report import table_views
from app.results.runs import utc_now
from app.wiring.detectors import load_classifier
from app.wiring.here import source_here
from app.wiring.patience import patient
from app.wiring.rules import rules_results
from app.wiring.running import outcome_of
from app.wiring.watching import WatchedSource

_STATEMENTS_OF_A_SESSION = 10
"""A reader lives at least as long as that many statements at their limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileHere:
    """A profile and what it cost.

    Attributes:
        statements: those that read rows of tables.
        reader_peak_bytes: the most the reader processes held together.
    """

    document: ProfileDocument
    statements: int
    rows_read: int
    reader_peak_bytes: int


def profile_here(
    connection: dict[str, object],
    credential: Credential,
    options: ScanOptions,
    *,
    tables: Sequence[str],
    mode: Mode,
    detectors: Sequence[Path] = (),
    rules: GivenRules = NO_RULES_GIVEN,
) -> ProfileHere:
    """Profile the tables behind untrusted connection fields.

    Raises the errors of ``app.errors`` that no single table is to blame for.
    """
    run_id = new_run_id()

    async def run() -> tuple[LocalRun, WatchedSource]:
        async with source_here(connection, credential, _limits(options)) as source:
            profiled = await profile_source(
                source,
                options,
                load_classifier(detectors),
                tables=tables,
                mode=mode,
                run_id=run_id,
                patient=patient(source),
                rules=rules,
            )
            return profiled, source

    profiled, source = outcome_of(run())
    views = table_views(profiled.snapshot, profiled.left_out, profiled.detections, profiled.qualities)
    document = profile_document(
        views,
        source=_described(source, profiled),
        mode=mode,
        missing=manifest_document(missing_objects(profiled.snapshot, profiled.options)),
        statements=source.table_reads,
        rows_read=source.rows_read,
        measured_at=utc_now(),
        rules=rules_results(rules, profiled),
        integrity=integrity_document(run_id, views, profiled.qualities, complete=True),
    )
    return ProfileHere(
        document=document,
        statements=source.table_reads,
        rows_read=source.rows_read,
        reader_peak_bytes=source.peak_bytes(options.max_connections),
    )


def _limits(options: ScanOptions) -> Limits:
    seconds = options.statement_timeout_seconds
    return Limits(
        statement_timeout_seconds=seconds,
        deadline_seconds=max(Limits().deadline_seconds, seconds * _STATEMENTS_OF_A_SESSION),
    )


def _described(source: WatchedSource, profiled: LocalRun) -> SourceDocument:
    connection, snapshot = source.connection, profiled.snapshot
    return SourceDocument(
        kind="database",
        title=connection.title,
        dialect=connection.dialect,
        product=f"{snapshot.product} {snapshot.version}",
    )
