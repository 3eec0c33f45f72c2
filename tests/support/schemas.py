"""Small schemas for tests, written in a line per table."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from app.model.schema import (
    Column,
    DataType,
    ForeignKey,
    Index,
    Key,
    Snapshot,
    Table,
    TableKind,
)
from app.schema.native_types import parsed

_TYPES = {
    **dict.fromkeys(("int", "integer", "bigint", "smallint", "tinyint"), DataType.INTEGER),
    **dict.fromkeys(("text", "varchar", "char", "citext"), DataType.TEXT),
    **dict.fromkeys(("numeric", "decimal", "money"), DataType.DECIMAL),
    **dict.fromkeys(("real", "double"), DataType.FLOAT),
    "boolean": DataType.BOOLEAN,
    "date": DataType.DATE,
    "timestamp": DataType.TIMESTAMP,
    "uuid": DataType.UUID,
    "jsonb": DataType.JSON,
    "bytea": DataType.BINARY,
}


def a_column(written: str, position: int = 1, **parts: Any) -> Column:
    """A column written as ``name type``, with ``!`` at its end for NOT NULL."""
    name, native = written.removesuffix("!").split(" ", 1)
    values: dict[str, Any] = {"nullable": not written.endswith("!"), **parts}
    return Column(
        name=name, position=position, native_type=native, data_type=_TYPES[parsed(native).base], **values
    )


def a_table(
    name: str,
    columns: str = "",
    *,
    primary: str = "",
    foreign: Iterable[str] = (),
    unique: Iterable[str] = (),
    indexes: Iterable[str] = (),
    **parts: Any,
) -> Table:
    """A table.

    Columns stand as ``id int!, name text``, keys as ``a b``, foreign keys as ``a b -> table.x y``, indexes as
    ``name: a b``, with ``!`` at their end when they are unique. ``schema``, ``kind`` and what else a table has as
    they are.
    """
    values: dict[str, Any] = {"schema": "public", "kind": TableKind.TABLE, **parts}
    written = [part.strip() for part in columns.split(", ") if part.strip()]
    return Table(
        name=name,
        columns=tuple(a_column(text, place) for place, text in enumerate(written, 1)),
        primary_key=Key(columns=tuple(primary.split())) if primary else None,
        foreign_keys=tuple(a_foreign_key(text) for text in foreign),
        unique_keys=tuple(Key(columns=tuple(text.split())) for text in unique),
        indexes=tuple(an_index(text) for text in indexes),
        **values,
    )


def a_foreign_key(written: str, **parts: Any) -> ForeignKey:
    """A foreign key written as ``a b -> table.x y``."""
    columns, target = written.split(" -> ")
    table, _, referred = target.partition(".")
    return ForeignKey(
        columns=tuple(columns.split()),
        referred_schema=parts.pop("referred_schema", "public"),
        referred_table=table,
        referred_columns=tuple(referred.split()),
        **parts,
    )


def an_index(written: str, **parts: Any) -> Index:
    """An index written as ``name: a b``, with ``!`` at its end when it is unique."""
    name, columns = written.removesuffix("!").split(": ")
    return Index(name=name, columns=tuple(columns.split()), unique=written.endswith("!"), **parts)


def a_snapshot(*tables: Table, product: str = "PostgreSQL", **parts: Any) -> Snapshot:
    """A snapshot of these tables."""
    values: dict[str, Any] = {
        "version": "15.18",
        "database": "shop",
        "taken_at": datetime(2026, 1, 1, tzinfo=UTC),
        "statements": 4,
        **parts,
    }
    ordered = tuple(sorted(tables, key=lambda table: (table.schema, table.name)))
    return Snapshot(tables=ordered, product=product, **values)
