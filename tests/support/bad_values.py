"""Columns of cells that programs trip over, each with a marker that must be seen nowhere afterwards."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

MARKER = "ZqPlanted4929"
MEGABYTE = 2**20

_DEEP = 200_000

TEXTS: Mapping[str, list[str | None]] = {
    "lone surrogates": [f"\ud800{MARKER}\udfff", "\udc80", f"{MARKER}\ud83d", "\ud800" * 5000, "plain"],
    "a megabyte of letters": [MARKER + "x" * MEGABYTE, "y" * MEGABYTE + MARKER, " " * MEGABYTE + MARKER],
    "a megabyte of digits": ["4929" * (MEGABYTE // 4), "1" * MEGABYTE, "0." + "3" * MEGABYTE],
    "a megabyte of marks": ["@" * MEGABYTE, "a@" * (MEGABYTE // 2), "<" * MEGABYTE, "&lt;" * (MEGABYTE // 4)],
    "a megabyte of JSON": [json.dumps([{MARKER: MARKER, "n": n} for n in range(20_000)]), "[" * MEGABYTE],
    "deep JSON": ['{"a":' * _DEEP + f'"{MARKER}"' + "}" * _DEEP, "[" * _DEEP + "]" * _DEEP, '{"a":' * 700],
    "odd JSON": [
        f'{{"{MARKER}@example.org": NaN, "{MARKER}@example.org": [1,], }}',
        f'{{"a": "{MARKER}", "a": "\\ud800{MARKER}"}}',
        f"{{'a': None, 'b': '{MARKER}'",
        f'"{{\\"{MARKER}\\": 1}}"',
    ],
    "odd XML": [
        f'<!DOCTYPE a [<!ENTITY b "{MARKER}"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;{MARKER}</a>',
        f"<{MARKER}>" * 5000,
        f"<a>{MARKER}</b>",
    ],
    "NUL": [f"\0{MARKER}\0", "\0", "a\0b" * 1000, f"{MARKER}\0@example.org"],
    "controls": [f"\x1b[31m{MARKER}\x1b[0m", f"\r{MARKER}\n", "\x7f\x80\x9f", f"\u202e{MARKER}\u2066"],
    "all null": [None] * 5,
    "blank": ["", " ", "\t", "\u3000", "\ufeff"],
    "one value": [f"{MARKER}@example.org"],
    "one value often": [f"{MARKER} Smith"] * 400,
    "combining": ["a" + "\u0301" * 10_000, f"{MARKER}\u0489" * 50, "\ufdfa" * 4096],
}
"""Per column its cells, as text."""

MIXED: list[object] = [1, -0.0, 1e308, True, None, f"{MARKER}", 10**30, "", "4111111111111111", 2**63 - 1]

BYTES = [MARKER.encode() + b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80" + MARKER.encode(), b"\x80" * 4000, b"ok"]
"""Cells that are no UTF-8."""


def bad_database(path: Path) -> Path:
    """A SQLite file with a table per kind of cell: texts, bytes declared as text, and every storage class mixed."""
    with closing(sqlite3.connect(path)) as database:
        for number, (name, cells) in enumerate(TEXTS.items()):
            stored = [None if cell is None else cell.encode("utf-8", "surrogatepass") for cell in cells]
            _fill(database, f"t{number} {name}", name, stored)
        _fill(database, "bytes", "no utf 8", BYTES)
        database.execute("CREATE TABLE mixed (anything, number integer, moment timestamp)")
        known = [cell if not isinstance(cell, int) or cell < 2**63 else str(cell) for cell in MIXED]
        database.executemany(
            "INSERT INTO mixed VALUES (?1, ?1, ?1)", [(cell,) for cell in (*known, b"\xff\x00")]
        )
        database.commit()
    return path


def _fill(database: sqlite3.Connection, table: str, column: str, cells: Sequence[bytes | None]) -> None:
    database.execute(f'CREATE TABLE "{table}" ("{column}" text)')
    database.executemany(f'INSERT INTO "{table}" VALUES (CAST(? AS TEXT))', [(cell,) for cell in cells])  # noqa: S608 - our own


def wide_database(path: Path, *, tables: int, columns: int) -> Path:
    """A SQLite file of tables with so many columns of five values each; 2,000 is the most a table can have."""
    with closing(sqlite3.connect(path)) as database:
        for table in range(tables):
            names = ", ".join(f"c{column} text" for column in range(columns))
            database.execute(f"CREATE TABLE t{table} ({names})")
            places = ", ".join("?" * columns)
            for row in range(5):
                cells = [f"{MARKER}{table}x{column}y{row}" for column in range(columns)]
                database.execute(f"INSERT INTO t{table} VALUES ({places})", cells)  # noqa: S608 - our own
        database.commit()
    return path
