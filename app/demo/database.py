"""Writes the sheets as a SQLite database, under their own column names or as c1 to cn."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.demo.planted import Decoy, Planted, PlantedDecoy, PlantedFault, PlantedType
from app.demo.sheet import Sheet

Naming = Callable[[str, str], str]
"""From table and column to the name the column gets."""

VIEWS = {
    "customer_contact": (
        ("name", "email", "phone", "city"),
        """
        SELECT [customer.first_name] || ' ' || [customer.last_name], [customer.email], [customer.phone],
            [customer_address.city]
        FROM customer JOIN customer_address ON [customer_address.customer_id] = [customer.id]
        """,
    ),
    "order_volume": (
        ("status", "orders", "revenue"),
        """
        SELECT [sales_order.status], count(*), sum([sales_order.total])
        FROM sales_order GROUP BY [sales_order.status]
        """,
    ),
    "urgent_ticket": (
        ("ticket", "customer", "body"),
        """
        SELECT [ticket.id], [customer.email], [ticket.body]
        FROM ticket JOIN customer ON [customer.id] = [ticket.customer_id]
        WHERE [ticket.priority] = 'urgent'
        """,
    ),
}
"""Views by name: their columns and their query, with columns of tables in brackets."""


def own_names(_table: str, column: str) -> str:
    """Columns keep their names."""
    return column


def numbered_names(sheets: Sequence[Sheet]) -> Naming:
    """Columns are called c1, c2, … in each table."""
    numbers = {
        (sheet.name, each.name): f"c{place}"
        for sheet in sheets
        for place, each in enumerate(sheet.columns, 1)
    }
    return lambda table, column: numbers[table, column]


def write_database(path: Path, sheets: Sequence[Sheet], naming: Naming, *, rename_views: bool) -> None:
    """Write all tables, indexes and views to a file that must not exist.

    References are declared but not enforced while writing: some of them dangle on purpose.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("BEGIN")
        for sheet in sheets:
            _write_sheet(connection, sheet, naming)
        for name, (columns, query) in VIEWS.items():
            titles = [f"c{place}" for place in range(1, len(columns) + 1)] if rename_views else columns
            connection.execute(
                f"CREATE VIEW {name} ({', '.join(titles)}) AS {_with_names(query, naming).strip()}"
            )
        connection.execute("COMMIT")


def _with_names(query: str, naming: Naming) -> str:
    return re.sub(r"\[(\w+)\.(\w+)\]", lambda match: f"{match[1]}.{naming(match[1], match[2])}", query)


def _write_sheet(connection: sqlite3.Connection, sheet: Sheet, naming: Naming) -> None:
    connection.execute(_create_table(sheet, naming))
    marks = ", ".join("?" * len(sheet.columns))
    connection.executemany(f"INSERT INTO {sheet.name} VALUES ({marks})", sheet.rows)  # noqa: S608 - names of our own
    for number, columns in enumerate(sheet.indexes, 1):
        names = _names(sheet, columns, naming)
        connection.execute(f"CREATE INDEX {sheet.name}_index_{number} ON {sheet.name} ({names})")


def _create_table(sheet: Sheet, naming: Naming) -> str:
    parts = [f"{naming(sheet.name, each.name)} {each.declaration}" for each in sheet.columns]
    parts.append(f"PRIMARY KEY ({_names(sheet, sheet.primary_key, naming)})")
    parts += [f"UNIQUE ({naming(sheet.name, column)})" for column in sheet.unique]
    parts += [
        f"FOREIGN KEY ({naming(sheet.name, each.column)}) "
        f"REFERENCES {each.table} ({naming(each.table, each.referred)})"
        for each in sheet.references
    ]
    return f"CREATE TABLE {sheet.name} ({', '.join(parts)})"


def _names(sheet: Sheet, columns: Sequence[str], naming: Naming) -> str:
    return ", ".join(naming(sheet.name, column) for column in columns)


def answer_sheet(seed: int, sheets: Sequence[Sheet], naming: Naming) -> Planted:
    """What was planted, under the names the columns got."""
    types: list[PlantedType] = []
    decoys: list[PlantedDecoy] = []
    faults: list[PlantedFault] = []
    for sheet in sheets:
        for each in sheet.columns:
            name = naming(sheet.name, each.name)
            for held in each.holds:
                if isinstance(held, Decoy):
                    decoys.append(
                        PlantedDecoy(
                            table=sheet.name,
                            column=name,
                            looks_like=held.looks_like,
                            is_really=held.is_really,
                        )
                    )
                else:
                    types.append(
                        PlantedType(
                            table=sheet.name,
                            column=name,
                            type_id=held.type_id,
                            family=held.family,
                            kind="contains" if held.contains else "type",
                            value_testable=held.value_testable,
                        )
                    )
        faults += [replace(fault, column=naming(sheet.name, fault.column)) for fault in sheet.faults]
    rows = {sheet.name: len(sheet.rows) for sheet in sheets}
    return Planted(seed=seed, rows=rows, types=tuple(types), decoys=tuple(decoys), faults=tuple(faults))
