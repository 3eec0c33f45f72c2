"""``sourcesense profile`` as a person types it."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from app.cli.main import app


def typed(*arguments: str) -> Result:
    """What the command prints and how it ends; an exception that escapes it fails the test."""
    result = CliRunner().invoke(app, ["profile", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def document(*arguments: str) -> dict[str, Any]:
    """The document of a profile that succeeds."""
    result = typed(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)
