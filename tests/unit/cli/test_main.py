"""The command as a whole: what a noun does not need is not loaded."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from app.cli.main import NOUNS, app

HEAVY = ("temporalio", "application_sdk", "dapr", "sqlalchemy", "fastapi", "httpx")


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_is_in_the_help_and_has_its_own(noun: str):
    assert noun in CliRunner().invoke(app, ["--help"]).stdout
    assert CliRunner().invoke(app, [noun, "--help"]).exit_code == 0


def test_an_unknown_noun_is_answered_with_a_near_one():
    result = CliRunner().invoke(app, ["skan"])

    assert result.exit_code == 2
    assert "scan" in result.stderr


def test_classify_loads_nothing_heavy_to_begin_with():
    script = (
        "import sys; from typer.testing import CliRunner; from app.cli.main import app;"
        "CliRunner().invoke(app, ['classify', '-'], input='');"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - this Python and our own words

    assert done.stdout.strip() == "[]"
