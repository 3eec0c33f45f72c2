"""Profiling a file of rows in this process."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app.connection.url import is_connection_text
from app.model.ways import Mode
from app.pipeline.file_profiling import profile_file
from app.pipeline.runs import new_run_id
from app.results.integrity_document import integrity_document
from app.results.manifest import manifest_document
from app.results.profile_document import SourceDocument, profile_document
from app.results.runs import utc_now
from app.wiring.detectors import load_classifier
from app.wiring.profile import ProfileHere

_SQLITE = b"SQLite format 3\0"
_DATABASES = frozenset({".db", ".db3", ".sqlite", ".sqlite3", ".s3db"})


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
