"""What the SQL Server test server answers: pairs of files in ``tests/golden/mssql``.

``name.sql`` is the exact text of a statement of ours, and ``name.json`` its answer with its origin. A ``.sql`` alone is
a statement that is reviewed and never answered. After a wanted change of SQL: SOURCESENSE_WRITE_GOLDEN=1, then review.
"""

import json
import os
from pathlib import Path
from typing import Any

from app.connection.dialects.mssql import DIALECT, RIGHTS
from app.connection.dialects.mssql_catalog import STATEMENTS
from app.connection.dialects.mssql_driver import ABOUT, SETTINGS
from app.extraction.measurement import measurement_statements
from app.model.schema import Snapshot, Table
from tests.support.tds_wire import Result

FOLDER = Path(__file__).parents[1] / "golden" / "mssql"
SEED = 20_240_229
SAMPLE_ROWS = 5
SAMPLED = {
    "basket": 1000,
    "customer": SAMPLE_ROWS,
    "order]s": SAMPLE_ROWS,
    "open_orders": 1000,
    "visit": 1000,
}
"""Rows to draw of the tables of the recorded database whose statements are reviewed."""


def fixed_statements() -> dict[str, str]:
    """The statements that do not depend on a table, by the name of their file."""
    named = {reads.replace(" ", "-"): sql for reads, sql in STATEMENTS.items()}
    return {
        **named,
        "about": ABOUT,
        "settings": SETTINGS.format(isolation="SNAPSHOT"),
        "the-privileges": RIGHTS,
    }


def table_statements(snapshot: Snapshot) -> dict[str, str]:
    """The statements that draw and measure tables of the recorded database, by the name of their file."""
    tables = {table.name: table for table in snapshot.tables}
    statements = {f"sample-{slug(name)}": sample_sql(tables[name], rows) for name, rows in SAMPLED.items()}
    (measured,) = measurement_statements("mssql", tables["customer"], thorough=True)
    return statements | {"measure-customer": measured.sql}


def sample_sql(table: Table, rows: int) -> str:
    """The statement that draws rows of the table."""
    return DIALECT.drawing(table, rows=rows, seed=SEED).statement.sql


def slug(name: str) -> str:
    """A table's name as part of a file's name."""
    return name.replace("]", "")


def golden_sql(name: str, sql: str) -> str:
    """The reviewed text of a statement, lines broken for people."""
    file = FOLDER / f"{name}.sql"
    if os.environ.get("SOURCESENSE_WRITE_GOLDEN") == "1":
        file.write_text(sql, encoding="utf-8", newline="\n")
    return file.read_bytes().decode("utf-8")


def answers() -> dict[str, Result]:
    """Every recorded answer by the exact text of its statement."""
    return {
        file.with_suffix(".sql").read_bytes().decode("utf-8"): result_of(json.loads(file.read_text("utf-8")))
        for file in sorted(FOLDER.glob("*.json"))
        if file.with_suffix(".sql").exists()
    }


def procedures() -> dict[str, Result]:
    """What the one procedure gives that the driver calls by itself: no types, so that it takes its own defaults."""
    recorded = json.loads((FOLDER / "sp_datatype_info_100.json").read_text("utf-8"))
    return {"[sys].sp_datatype_info_100": result_of(recorded)}


def result_of(recorded: dict[str, Any]) -> Result:
    """A recorded answer as the server sends it."""
    assert recorded["origin"], "a recording says where it is from"
    return Result([(name, kind) for name, kind in recorded["columns"]], recorded["rows"])
