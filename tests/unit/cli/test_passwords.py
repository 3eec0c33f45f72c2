"""A password comes from standard input, a file or the environment, and from nowhere else."""

import io
import sys
from pathlib import Path

import pytest

from app.cli.passwords import VARIABLE, read_password, split_target
from app.errors import ConnectionFieldError, ConnectionUrlError, PasswordInUrlError

PASSWORD = " planted  4929 "  # noqa: S105 - planted on purpose


@pytest.fixture(autouse=True)
def no_password_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_of_standard_input_the_first_line_counts(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}{end}"))

    assert read_password(from_stdin=True, file=None) == PASSWORD


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_of_a_file_everything_counts_but_the_line_break_at_its_end(tmp_path: Path, end: str) -> None:
    file = tmp_path / "password"
    file.write_bytes(f"{PASSWORD}{end}".encode())

    assert read_password(from_stdin=False, file=file) == PASSWORD


def test_a_file_that_is_no_text_is_told_without_any_of_it(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_bytes(b"planted\xff")

    with pytest.raises(ConnectionFieldError) as raised:
        read_password(from_stdin=False, file=file)
    assert raised.value.evidence == {"field": "password", "problem": "the file is not UTF-8 text"}
    assert raised.value.__suppress_context__


def test_the_environment_is_asked_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("of the file", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, "of the environment")

    assert read_password(from_stdin=False, file=file) == "of the file"
    assert read_password(from_stdin=False, file=None) == "of the environment"


def test_without_any_there_is_none() -> None:
    assert read_password(from_stdin=False, file=None) is None


@pytest.mark.parametrize("target", ["shop.db", "./shop.db", "/data/shop.db", "data/my shop.db"])
def test_a_path_is_a_sqlite_file(target: str) -> None:
    split = split_target(target)

    assert split.dialect == "sqlite"
    assert split.fields == {"path": str(Path(target).absolute())}


def test_a_url_is_split() -> None:
    split = split_target("postgresql://reader@db.internal/shop")

    assert (split.dialect, split.fields["host"], split.password) == ("postgresql", "db.internal", None)


@pytest.mark.parametrize(
    "target",
    [
        "host=db.internal dbname=shop",
        "jdbc:postgresql://db.internal/shop",
        "Driver={PostgreSQL Unicode};Server=db.internal;Database=shop",
    ],
)
def test_other_forms_of_a_connection_are_split_too(target: str) -> None:
    assert split_target(target).fields == {
        "dialect": "postgresql",
        "host": "db.internal",
        "database": "shop",
    }


def test_what_of_a_url_was_ignored_is_told_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    split_target("postgresql://reader@db.internal/shop?connect_timeout=5")

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "connect_timeout: ignored: SourceSense has time limits of its own\n"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://reader:planted@db.internal/shop",
        "mysql://reader:@db/shop",
        "postgresql://u:%20@db/s",
        "host=db password=planted",
    ],
)
def test_a_url_with_a_password_is_refused(url: str) -> None:
    with pytest.raises(PasswordInUrlError) as raised:
        split_target(url)
    assert "planted" not in str(raised.value) + raised.value.explain().message


def test_a_url_of_nothing_we_know_is_refused() -> None:
    with pytest.raises(ConnectionUrlError):
        split_target("mongodb://db.internal/shop")
