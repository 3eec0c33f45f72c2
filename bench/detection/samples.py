"""The sample databases of the tests: known to everybody who works on detection, so shown apart."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.detection.columns import LabelledColumn

_FOLDER = Path(__file__).parents[2] / "tests" / "samples"
_SCRIPTS = {"chinook": "chinook/sqlite/Chinook_Sqlite.sql", "northwind": "northwind/sqlite/create.sql"}
_ROWS = 1000


def sample_columns() -> Iterator[LabelledColumn]:
    """Chinook and Northwind as SQLite has them, with the labels the tests use."""
    labels = [
        label
        for label in json.loads((_FOLDER / "labels.json").read_text("utf-8"))
        if label["engine"] == "sqlite"
    ]
    for database, script in _SCRIPTS.items():
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript((_FOLDER / script).read_text("utf-8-sig"))
            for place, label in enumerate(entry for entry in labels if entry["database"] == database):
                yield _column(connection, label, f"{database}-{place}")


def _column(connection: sqlite3.Connection, label: dict[str, str], column_id: str) -> LabelledColumn:
    table, name = (label[part].replace('"', '""') for part in ("table", "column"))
    rows = connection.execute(f'SELECT "{name}" FROM "{table}" LIMIT {_ROWS}').fetchall()  # noqa: S608 - names of our own samples
    cells = (cell for (cell,) in rows)
    return LabelledColumn(
        id=column_id, name=label["column"], table=label["table"], dtype="", label=None if label["label"] == "none" else label["label"],
        values=tuple(None if cell is None or isinstance(cell, bytes) else str(cell) for cell in cells),
        source="sample", header="telling", kind="sample database", accept=frozenset(label.get("accept", ())),
    )  # fmt: skip
