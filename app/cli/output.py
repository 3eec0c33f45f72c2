"""Where the text of an export goes: a file that is there whole or not at all, or standard output."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from app.errors import OutputFileError
from app.model.names import visible


def write_out(pieces: Iterable[str], file: Path | None) -> None:
    """Write the pieces as UTF-8, one after another; ``OutputFileError`` if the file cannot be written.

    On a terminal, control characters in somebody's names are shown as escapes and do nothing.
    """
    if file is None:
        _write(map(_harmless, pieces) if sys.stdout.isatty() else pieces, sys.stdout.buffer)
        return
    try:
        _write_file(pieces, file)
    except OSError as error:
        raise OutputFileError(path=str(file), reason=error.strerror or type(error).__name__) from None


def _write_file(pieces: Iterable[str], file: Path) -> None:
    """Beside it first, then in its place; devices and pipes directly."""
    if file.exists() and not file.is_file():
        with file.open("wb") as out:
            _write(pieces, out)
        return
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        with unfinished.open("wb") as out:
            _write(pieces, out)
        unfinished.replace(file)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _write(pieces: Iterable[str], out: BinaryIO) -> None:
    out.writelines(piece.encode("utf-8", "replace") for piece in pieces)
    out.flush()


def _harmless(piece: str) -> str:
    return "\n".join(visible(line) for line in piece.split("\n"))
