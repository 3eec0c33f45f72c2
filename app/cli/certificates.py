"""Certificates of a command as files: authorities and client certificate are fields, the private key is a secret."""

from collections.abc import Mapping
from pathlib import Path

from app.cli.passwords import read_password
from app.connection.credential import Credential
from app.errors import ConnectionFieldError


def certificate_fields(*, ca: Path | None, client: Path | None) -> Mapping[str, str]:
    """The connection's fields that the files hold.

    Raises:
        ConnectionFieldError: a file is not text.
    """
    files = {"ca_certificates": ca, "client_certificate": client}
    return {name: _text_of(name, file) for name, file in files.items() if file is not None}


def read_credential(*, from_stdin: bool, password_file: Path | None, key: Path | None) -> Credential:
    """Password and private key as the options say; raises ``ConnectionFieldError`` if a file is not text."""
    return Credential(
        password=read_password(from_stdin=from_stdin, file=password_file),
        client_key=None if key is None else _text_of("client_key", key),
    )


def _text_of(field: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:  # it would show some of what it could not decode
        raise ConnectionFieldError(
            field=field, problem="the file is not PEM text; openssl writes it with -outform PEM"
        ) from None
