"""The snapshot a command is about: of a database, or from a file that ``sourcesense schema`` wrote."""

from pathlib import Path

from app.cli.source_options import SourceOptions
from app.errors import SnapshotFileError
from app.model.schema import Snapshot

_SUFFIXES = frozenset({".json", ".jsonl"})


def is_snapshot_file(target: str) -> bool:
    """Whether the target names a file by the suffix of a format that can be read back."""
    return "://" not in target and Path(target).suffix.lower() in _SUFFIXES


def snapshot_in(file: str) -> Snapshot:
    """The snapshot in a file; raises ``SnapshotFileError``."""
    from app.results.snapshot_file import read_snapshot  # noqa: PLC0415 - of no use to other commands

    try:
        return read_snapshot(Path(file).read_bytes())
    except OSError as error:
        raise SnapshotFileError(problem=error.strerror or type(error).__name__) from None


def snapshot_of(target: str, source: SourceOptions) -> Snapshot:
    """Read the catalog behind a connection text in this process; raises the errors of ``app.errors`` that end a read."""
    from app.wiring.schema import schema_here  # noqa: PLC0415 - loads the readers

    return schema_here(*source.of(target)).snapshot
