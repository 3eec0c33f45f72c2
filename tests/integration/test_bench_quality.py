"""The profiling bench counts what contenders do by the server's own word."""

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from bench.quality.contenders import trial
from bench.quality.server import Target, reading_statements, rows_read
from bench.quality.source import postgresql

ROWS = 3000


@pytest.fixture(scope="module")
def target() -> Generator[Target]:
    with postgresql([ROWS]) as (made,):
        yield made


def test_rows_read_are_those_that_scans_gave(target: Target):
    assert trial("count", target).rows == ROWS
    assert trial("flat", target).rows == ROWS


def test_exact_mode_reads_each_row_for_the_probe_and_for_the_pass(target: Target):
    made = trial("exact", target)
    assert made.statements == 2
    assert made.rows == 2 * ROWS


def test_the_command_is_seen_from_outside(target: Target):
    made = trial("profile_default", target)
    assert made.statements == 2
    assert made.told is not None
    assert {"null_count", "quantiles"} <= set(made.told["price"])
    assert made.peak_mb is not None
    assert made.peak_mb > 50


def test_statements_of_other_tools_stand_in_the_log(target: Target):
    place, before, log = target["connection"], rows_read(target), Path(target["log"])
    written = log.stat().st_size
    with closing(
        psycopg2.connect(host=place["host"], port=place["port"], user=target["peer"], password=target["password"], dbname=place["database"])
    ) as connection, connection.cursor() as cursor:  # fmt: skip
        cursor.execute(f"SELECT max(a.id) FROM {target['table']} AS a")  # noqa: S608 - a name of ours
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname = %s", (target["table"],))
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(f"DELETE FROM {target['table']}")  # noqa: S608 - likewise
    assert rows_read(target) - before == ROWS
    said = log.read_bytes()[written:].decode()
    assert reading_statements(said, target["table"]) == 2
