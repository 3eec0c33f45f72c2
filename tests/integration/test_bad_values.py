"""Whatever stands in cells, no command ends early, and no value of a cell is printed, logged or stored."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import polars as pl
import pytest

from app.cli.exits import Exit
from app.connection.config import Credential, parse_connection
from tests.support.bad_values import BYTES, MARKER, MIXED, TEXTS, bad_database, wide_database
from tests.support.databases import Server
from tests.support.scans import READ, scan
from tests.support.stack import Stack
from tests.support.sweep import Sweep

COMMAND = str(Path(sys.executable).with_name("sourcesense"))
WIDE = 32_000
MOST_MB = 500
CELLS: dict[str, list[Any]] = {**TEXTS, "mixed": MIXED}


def command(
    *arguments: str, stdin: bytes = b"", home: Path | None = None, seconds: float = 300
) -> tuple[int, bytes, dict[str, Any]]:
    """How the command ended, what it printed, and its cost; no marker in anything it printed or left."""
    env = {**os.environ, **({"SOURCESENSE_HOME": str(home)} if home else {})}
    done = subprocess.run(  # noqa: S603 - our own command
        [COMMAND, *arguments], input=stdin, capture_output=True, check=False, timeout=seconds, env=env
    )
    for place, content in (("output", done.stdout), ("errors", done.stderr)):
        assert Sweep([MARKER]).hits(place, content) == set()
    assert home is None or Sweep([MARKER]).in_files(home) == set()
    assert b"Traceback" not in done.stderr
    last = done.stderr.strip().splitlines()[-1:]
    return done.returncode, done.stdout, json.loads(last[0]) if last and last[0].startswith(b"{") else {}


def answers(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


# ── sourcesense classify ─────────────────────────────────────────────────────────────────────────


def test_every_kind_of_column_is_answered_from_standard_input() -> None:
    lines = [
        json.dumps({"id": kind, "values": cells, "name": "note"}).encode() for kind, cells in CELLS.items()
    ]
    lines.append(b'{"id": "bytes", "values": [' + b", ".join(b'"' + each + b'"' for each in BYTES) + b"]}")
    ending, out, _ = command("classify", "-", "--explain", stdin=b"\n".join(lines))
    assert [each["id"] for each in answers(out)] == [*CELLS, "bytes"]
    assert ending == Exit.OK


@pytest.mark.parametrize("form", ["records", "columns"])
def test_every_kind_of_column_is_answered_from_a_file_of_json_lines(tmp_path: Path, form: str) -> None:
    file = tmp_path / "bad.jsonl"
    with file.open("w", encoding="ascii") as out:
        if form == "columns":
            out.writelines(
                json.dumps({"name": k, "table": "t", "values": v}) + "\n" for k, v in CELLS.items()
            )
        else:
            out.writelines(json.dumps({k: v[n % len(v)] for k, v in CELLS.items()}) + "\n" for n in range(40))
    ending, out_bytes, _ = command("classify", str(file), "--explain")
    assert [each["id"] for each in answers(out_bytes)] == list(CELLS)
    assert ending == Exit.OK


def test_every_kind_of_column_is_answered_from_a_csv_file(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    with file.open("w", encoding="utf-8", errors="surrogatepass", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(CELLS)
        writer.writerows([cells[n % len(cells)] for cells in CELLS.values()] for n in range(6))
    ending, out_bytes, _ = command("classify", str(file), "--header", "--explain")
    assert [each["id"] for each in answers(out_bytes)] == list(CELLS)
    assert ending == Exit.OK


def test_a_csv_file_of_bytes_is_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(b"a,b\n" + b"\n".join(cell + b"," + cell for cell in BYTES) + b'\n"' + MARKER.encode())
    ending, out, _ = command("classify", str(file), "--explain")
    assert len(answers(out)) == 2
    assert ending == Exit.OK


def test_every_kind_of_column_is_answered_from_a_parquet_file(tmp_path: Path) -> None:
    texts = {k: [c for c in v if c is None or _is_unicode(c)] for k, v in TEXTS.items()}
    rows = max(map(len, texts.values()))
    frame = pl.DataFrame(
        {k: pl.Series([(v or [None])[n % max(len(v), 1)] for n in range(rows)], dtype=pl.String) for k, v in texts.items()}
    ).with_columns(pl.lit(MARKER.encode() + b"\xff").alias("bytes"))  # fmt: skip
    frame.write_parquet(tmp_path / "bad.parquet")
    ending, out, _ = command("classify", str(tmp_path / "bad.parquet"), "--explain")
    assert [each["id"] for each in answers(out)] == [*texts, "bytes"]
    assert ending == Exit.OK


def test_32_000_columns_are_answered_within_the_memory_promised() -> None:
    lines = (
        json.dumps({"id": n, "name": f"c{n}", "table": f"t{n // 1000}", "values": [MARKER + str(n)]})
        for n in range(WIDE)
    )
    ending, out, cost = command("classify", "-", "--stats", stdin="\n".join(lines).encode(), seconds=600)
    assert [each["id"] for each in answers(out)] == list(range(WIDE))
    assert cost["peak_mb"] < MOST_MB
    assert ending == Exit.OK


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_a_file_of_32_000_columns_is_read(tmp_path: Path, form: str) -> None:
    file, names = tmp_path / f"wide.{form}", [f"c{n}" for n in range(WIDE)]
    if form == "csv":
        file.write_text("\n".join([",".join(names), ",".join(["7"] * WIDE)]))
    elif form == "jsonl":
        file.write_text(json.dumps(dict.fromkeys(names, MARKER)))
    else:
        pl.DataFrame({name: [None, 1] for name in names}).write_parquet(file)
    ending, out, cost = command("classify", str(file), "--stats", seconds=600)
    assert len(answers(out)) == WIDE
    assert cost["peak_mb"] < MOST_MB
    assert ending == Exit.OK


# ── a real source, in this process ───────────────────────────────────────────────────────────────


def states(out: bytes) -> dict[str, str]:
    return {table["name"]: table["state"] for table in json.loads(out)["tables"]}


def test_a_file_database_of_bad_cells_is_scanned_to_the_end(tmp_path: Path) -> None:
    path = bad_database(tmp_path / "bad.db")
    home = tmp_path / "home"
    for form in (("--json",), ()):
        ending, out, _ = command("scan", "--local", str(path), *form, home=home)
        assert ending == Exit.OK
        if form:
            assert len(states(out)) == len(TEXTS) + 2
            assert set(states(out).values()) <= READ


def test_a_file_database_of_32_000_columns_is_scanned_within_the_memory_promised(tmp_path: Path) -> None:
    path = wide_database(tmp_path / "wide.db", tables=16, columns=2_000)
    ending, out, cost = command(
        "scan", "--local", str(path), "--json", "--stats", home=tmp_path / "home", seconds=900
    )
    assert sum(table["columns"] for table in json.loads(out)["tables"]) == WIDE
    assert set(states(out).values()) == {"sampled"}
    assert cost["peak_mb"] < MOST_MB
    assert ending == Exit.OK


@pytest.fixture(scope="module")
def bad_postgresql(postgresql_server: Server) -> Iterator[Server]:
    """A database with every kind of cell that PostgreSQL can hold; it refuses NUL and what is no UTF-8."""
    server = postgresql_server
    server.execute("postgres", "CREATE DATABASE bad_values")
    for number, cells in enumerate(TEXTS.values()):
        kept = [c for c in cells if c is None or (_is_unicode(c) and "\0" not in c)]
        server.execute("bad_values", f"CREATE TABLE t{number} (cell text, document json, many text[])")
        for cell in kept:
            text = "NULL" if cell is None else f"$q${cell}$q$"
            server.execute("bad_values", f"INSERT INTO t{number} VALUES ({text}, NULL, ARRAY[{text}])")  # noqa: S608 - our own
    deep = f"(repeat('{{\"a\":', 5000) || '\"{MARKER}\"' || repeat('}}', 5000))::json"
    server.execute("bad_values", f"INSERT INTO t0 VALUES ('x', {deep}, NULL)")  # noqa: S608 - our own
    server.execute("bad_values", "CREATE TABLE numbers (n numeric, f float8, d date)")
    server.execute(
        "bad_values",
        "INSERT INTO numbers VALUES ('NaN', 'Infinity', '-infinity'), (1e300, '-0', '4713-01-01 BC')",
    )
    columns = ", ".join(f"c{n} int" for n in range(1_600))
    server.execute("bad_values", f"CREATE TABLE wide ({columns}); INSERT INTO wide (c0) VALUES (1)")  # noqa: S608 - our own
    yield server
    server.execute("postgres", "DROP DATABASE bad_values WITH (FORCE)")


def test_a_server_database_of_bad_cells_is_scanned_to_the_end(bad_postgresql: Server, tmp_path: Path) -> None:
    server = bad_postgresql
    url = f"postgresql://{server.user}@{server.host}:{server.port}/bad_values?sslmode=disable"
    ending, out, _ = command(
        "scan", "--local", url, "--json", "--password-stdin", stdin=server.password.encode(), home=tmp_path
    )
    assert ending == Exit.OK
    assert len(states(out)) == len(TEXTS) + 2
    assert set(states(out).values()) <= READ


# ── and through the whole product ────────────────────────────────────────────────────────────────


def test_no_value_of_a_bad_cell_is_in_any_file_of_the_stack(
    api: httpx.Client, shared_stack: Stack, tmp_path: Path
) -> None:
    path = bad_database(tmp_path / "bad.db")
    connection = parse_connection({"dialect": "sqlite", "path": str(path)})
    # The smallest and largest of a few words in a harmless column are part of its quality, and shown.
    found = scan(api, connection, Credential(), quality=False)
    assert found.run["state"] == "succeeded"
    assert {table["state"] for table in found.tables} <= READ
    assert Sweep([MARKER]).hits("answer", json.dumps(found.tables).encode()) == set()
    assert Sweep([MARKER]).in_files(shared_stack.home) == set()


def test_what_documents_hold_is_said_by_path_and_keys_that_are_data_are_stored_nowhere(
    api: httpx.Client, shared_stack: Stack, tmp_path: Path
) -> None:
    names = ["ana", "john", "maria", "hanna", "peter", "laura"]
    cells = [
        {
            "buyer": {"mail": f"{MARKER}.{name}@example.org"},
            "seen": {f"{MARKER}.{name}@example.com": {"n": n}},
        }
        for n, name in enumerate(names)
    ]
    with closing(sqlite3.connect(tmp_path / "documents.db")) as database:
        database.execute("CREATE TABLE orders (id integer PRIMARY KEY, payload json)")
        database.executemany(
            "INSERT INTO orders (payload) VALUES (?)", [(json.dumps(cell),) for cell in cells]
        )
        database.commit()
    connection = parse_connection({"dialect": "sqlite", "path": str(tmp_path / "documents.db")})
    found = scan(api, connection, Credential())
    placed = {(f["kind"], f["family"], f["path"], f["prevalence"]) for _, _, f in found.findings()}
    assert placed == {
        ("contains", "EMAIL_ADDRESS", "$.buyer.mail", 1.0),
        ("contains", "EMAIL_ADDRESS", "$.seen.*~", 1.0),
    }
    assert Sweep([MARKER]).hits("answer", json.dumps(found.tables).encode()) == set()
    assert Sweep([MARKER]).in_files(shared_stack.home) == set()


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text[:10_000])


def test_the_markers_would_be_seen(tmp_path: Path) -> None:
    assert Sweep([MARKER]).in_files(bad_database(tmp_path / "bad.db").parent)
