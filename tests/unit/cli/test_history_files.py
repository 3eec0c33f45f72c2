"""``sourcesense history`` of saved profiles: no server, no database that is there any more."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app

DAYS = 8


def typed(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Of a table that is as it was for eight days, and halved on the ninth."""
    folder = tmp_path_factory.mktemp("profiles")
    database, files = folder / "shop.db", list[Path]()
    for day in range(DAYS + 1):
        rows = 400 + day if day < DAYS else 90
        with closing(sqlite3.connect(database)) as shop, shop:
            shop.execute("DROP TABLE IF EXISTS orders")
            shop.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT)")
            shop.executemany(
                "INSERT INTO orders VALUES (?, ?)",
                [(n, None if day == DAYS and n % 2 else f"n{n % 7}") for n in range(rows)],
            )
        document = json.loads(typed("profile", database, "--json").stdout)
        at = datetime(2026, 1, 5, 7, tzinfo=UTC) + timedelta(days=day)
        files.append(folder / f"day{day}.json")
        files[-1].write_text(json.dumps({**document, "measured_at": at.isoformat()}))
    return files


def test_the_last_profile_is_judged_by_those_before(profiles: list[Path]) -> None:
    found = json.loads(typed("history", *profiles, "--json").stdout)
    items = found["history"]["items"]

    assert (found["history"]["runs"], items[0]["metric"], items[0]["value"]) == (DAYS, "rows", 90)
    assert ("note", "null_share") in {(each["column"], each["metric"]) for each in items}
    change = found["score_change"]
    assert change["against"] == str(profiles[-2])
    assert change["difference"] == pytest.approx(sum(each["points"] for each in change["items"]))
    assert change["difference"] < 0


def test_an_ordinary_profile_raises_nothing(profiles: list[Path]) -> None:
    text = typed("history", *profiles[:-1]).stdout

    assert text.startswith("Nothing out of the ordinary")
    assert typed("history", profiles[0]).stdout.startswith("0 of 5 earlier runs seen")


def test_files_that_do_not_follow_or_are_no_profiles_are_refused(
    profiles: list[Path], tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}")

    for files in ([profiles[1], profiles[0]], [other], [tmp_path / "none.json"]):
        result = typed("history", *files)
        assert result.exit_code != 0
        assert "cannot be compared as a profile" in result.output
    assert typed("history", profiles[0], "run_1").exit_code == 2
