"""Every command about a source has the same options for reaching it, and reads them the same way."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer
from typer.testing import CliRunner

from app.cli.main import app
from app.cli.source_options import SourceOptions, about_a_source
from app.errors import PasswordInUrlError

OPTIONS = {"tls", "ca", "client_certificate", "client_key", "password_stdin", "password_file"}


def options_of(*path: str) -> dict[str, Any]:
    command: Any = typer.main.get_command(app)
    for name in path:
        command = command.commands[name]
    return {each.name: each for each in command.params}


@pytest.mark.parametrize(
    "path", [("scan",), ("profile",), ("schema",), ("lint",), ("rules", "check"), ("rules", "suggest")]
)
def test_a_command_about_a_source_has_them_all_in_the_same_words(path: Sequence[str]):
    own, schemas = options_of(*path), options_of("schema")
    assert set(own) >= OPTIONS
    assert "source" not in own
    assert {name: own[name].help for name in OPTIONS} == {name: schemas[name].help for name in OPTIONS}


def test_a_command_gets_what_was_typed_as_one(tmp_path: Path):
    key, seen = tmp_path / "key.pem", list[SourceOptions]()
    key.write_text("a key")

    @about_a_source
    def command(
        target: str, *, source: SourceOptions, after: Annotated[int, typer.Option(help="Another.")] = 1
    ) -> None:
        seen.append(source)
        assert (target, after) == ("postgresql://u@h/d", 2)

    alone = typer.Typer()
    alone.command()(command)
    arguments = [
        "postgresql://u@h/d",
        "--tls",
        "off",
        "--client-key",
        str(key),
        "--password-stdin",
        "--after",
        "2",
    ]
    done = CliRunner().invoke(alone, arguments)

    assert done.exit_code == 0, done.output
    assert seen == [SourceOptions(tls="off", client_key=key, password_stdin=True)]


def test_options_come_before_what_the_text_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    key, ca = tmp_path / "key.pem", tmp_path / "ca.pem"
    key.write_text("a key")
    ca.write_text("an authority")
    monkeypatch.setenv("SOURCESENSE_PASSWORD", "secret")

    fields, credential = SourceOptions(tls="encrypt", ca=ca, client_key=key).of(
        "postgresql://u@h/d?sslmode=require"
    )

    assert fields["tls"] == "encrypt"
    assert fields["ca_certificates"] == "an authority"
    assert (credential.password, credential.client_key) == ("secret", "a key")


def test_a_password_in_the_text_is_refused():
    with pytest.raises(PasswordInUrlError):
        SourceOptions().of("postgresql://u:p@h/d")
