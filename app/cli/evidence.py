"""The file of evidence that commands without a server write."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.errors import OutputFileError


@contextmanager
def evidence_file(file: Path | None) -> Generator[BinaryIO | None]:
    """The file opened for writing, ``None`` without one; raises ``OutputFileError``."""
    if file is None:
        yield None
        return
    try:
        opened = file.open("wb")
    except OSError as error:
        raise OutputFileError(path=str(file), reason=error.strerror or type(error).__name__) from None
    with opened:
        yield opened
