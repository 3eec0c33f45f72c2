"""Profiling in this process, with the caller's own file rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.connection.config import Credential
from app.connection.limits import Limits
from app.connection.url import is_connection_text
from app.model.run import ScanOptions
from app.model.ways import Mode
from app.pipeline.file_profiling import profile_file
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


_SQLITE = b"SQLite format 3\0"
_DATABASES = frozenset({".db", ".db3", ".sqlite", ".sqlite3", ".s3db"})


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
    seconds = options.statement_timeout_seconds
    limits = Limits(
        statement_timeout_seconds=seconds,
        deadline_seconds=max(Limits().deadline_seconds, seconds * _STATEMENTS_OF_A_SESSION),
    )

    run_id = new_run_id()

    async def run() -> tuple[LocalRun, WatchedSource]:
        async with source_here(connection, credential, limits) as source:
            classifier = load_classifier(detectors)
            profiled = await profile_source(
                source,
                options,
                classifier,
                tables=tables,
                mode=mode,
                run_id=run_id,
                patient=patient(source),
                rules=rules,
            )
            return profiled, source

    profiled, source = outcome_of(run())
    snapshot = profiled.snapshot
    described = SourceDocument(
        kind="database",
        title=source.connection.title,
        dialect=source.connection.dialect,
        product=f"{snapshot.product} {snapshot.version}",
        notes=(),
    )
    views = table_views(snapshot, profiled.left_out, profiled.detections, profiled.qualities)
    return ProfileHere(
        document=profile_document(
            views,
            source=described,
            mode=mode,
            missing=manifest_document(missing_objects(snapshot, profiled.options)),
            statements=source.table_reads,
            rows_read=source.rows_read,
            measured_at=utc_now(),
            rules=rules_results(rules, profiled),
            integrity=integrity_document(run_id, views, profiled.qualities, complete=True),
        ),
        statements=source.table_reads,
        rows_read=source.rows_read,
        reader_peak_bytes=source.peak_bytes(options.max_connections),
    )


def is_table_file(target: str) -> bool:
    """Whether this is a file of rows: no connection text, and no SQLite file by its first bytes or its suffix."""
    path = Path(target)
    if is_connection_text(target) or path.suffix.lower() in _DATABASES:
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) != _SQLITE
    except OSError:
        return True


def profile_file_here(
    path: Path, *, mode: Mode, sample_rows: int, detectors: Sequence[Path] = ()
) -> ProfileHere:
    """Profile a file of rows.

    Raises:
        InputFileError: it cannot be read as a table, or holds none.
    """
    found = profile_file(path, partial(load_classifier, detectors), mode=mode, sample_rows=sample_rows)
    described = SourceDocument(
        kind="file", title=path.name, dialect=found.form.value, product=None, notes=found.notes
    )
    document = profile_document(
        [found.view],
        source=described,
        mode=mode,
        missing=manifest_document(()),
        statements=0,
        rows_read=found.rows_read,
        measured_at=utc_now(),
        integrity=integrity_document(new_run_id(), [found.view], (), complete=True),
    )
    return ProfileHere(document=document, statements=0, rows_read=found.rows_read, reader_peak_bytes=0)
