"""What a command connects to, and where it takes a password from: standard input, a file or the environment."""

import os
import sys
from pathlib import Path

import typer

from app.connection.url import SplitUrl, is_connection_text, split_url
from app.errors import ConnectionFieldError, PasswordInUrlError

VARIABLE = "SOURCESENSE_PASSWORD"


def read_password(*, from_stdin: bool, file: Path | None) -> str | None:
    """The password, without a trailing line break; ``None`` if none was given.

    Raises:
        ConnectionFieldError: the file is not text.
    """
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if file is not None:
        return _text_of(file).rstrip("\r\n")
    return os.environ.get(VARIABLE)


def split_target(target: str) -> SplitUrl:
    """A connection text or the path of a SQLite file as connection fields.

    Standard error gets a line for each parameter that is ignored or translated.

    Raises:
        PasswordInUrlError: the text holds a password, which every user of the machine could read.
        ConnectionUrlError: it cannot be split into fields.
    """
    if not is_connection_text(target):
        return SplitUrl(dialect="sqlite", fields={"path": str(Path(target).absolute())}, password=None)
    split = split_url(target)
    if split.password is not None:
        raise PasswordInUrlError
    for note in split.notes:
        typer.echo(f"{note.parameter}: {note.text}", err=True)
    return split


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:  # it would show some of what it could not decode
        raise ConnectionFieldError(field="password", problem="the file is not UTF-8 text") from None
