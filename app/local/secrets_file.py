"""The secrets file of Dapr's file secret store: the encryption key is made once and never replaced.

``python -m app.local.secrets_file PATH`` does the same in a container; ``POSTGRES_CONNECTION`` is then kept in
the file too, so that no component holds a password.
"""

import base64
import binascii
import json
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from app.local.failure import StartError
from app.local.files import write_atomically

KEY_NAME = "sourcesense-key"
KEY_BYTES = 32

CONNECTION_NAME = "postgres-connection"
CONNECTION_VARIABLE = "POSTGRES_CONNECTION"


def ensure_secrets(path: Path, others: Mapping[str, str] | None = None) -> None:
    """Makes the file with a new key if there is none; else keeps its key and sets the other secrets.

    The file has mode 0600 afterwards.

    Raises:
        StartError: the file exists and does not hold a key of 32 bytes in base64.
    """
    content = _read(path) if path.exists() else {KEY_NAME: _new_key()}
    wanted = {**content, **(others or {})}
    if wanted != content or not path.exists():
        write_atomically(path, json.dumps(wanted) + "\n")
    path.chmod(0o600)


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _read(path: Path) -> dict[str, str]:
    try:
        content: dict[str, str] = json.loads(path.read_text())
        key = base64.b64decode(content[KEY_NAME], validate=True)
    except (ValueError, KeyError, TypeError, binascii.Error):
        content, key = {}, b""
    if len(key) != KEY_BYTES:
        raise StartError(f"{path} does not hold a key of {KEY_BYTES} bytes", "restore the file from a backup")
    return content


def main(path: str) -> int:
    """Makes the file in a container; gives the exit code."""
    connection = os.environ.get(CONNECTION_VARIABLE)
    try:
        ensure_secrets(Path(path), {CONNECTION_NAME: connection} if connection else None)
    except StartError as error:
        print(f"{error.problem}.\n  Fix: {error.fix}", file=sys.stderr)  # noqa: T201 - a terminal program
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
