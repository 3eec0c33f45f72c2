"""Putting the answers together, one table at a time."""

from collections import defaultdict
from dataclasses import dataclass

from app.connection.dialects.sqlite_catalog.columns import ColumnRecord
from app.connection.dialects.sqlite_catalog.created import NOTHING, Created
from app.connection.dialects.sqlite_catalog.foreign_keys import (
    SCHEMA,
    KeyMember,
    Spelling,
    foreign_key_of,
    references_of,
)
from app.connection.dialects.sqlite_catalog.indexes import IndexRecord, index_of
from app.connection.dialects.sqlite_catalog.objects import Entry, Objects, storage_of
from app.connection.dialects.sqlite_catalog.triggers import trigger_of
from app.model.schema import Column, Key, ObjectKind, Skipped, SkipReason, Table, TableKind, Trigger


@dataclass(frozen=True, slots=True)
class Parts:
    """What the catalog says by table; a name may be missing anywhere, as tables come and go meanwhile."""

    objects: Objects
    rows: dict[str, list[ColumnRecord]]
    columns: dict[str, tuple[Column, ...]]
    created: dict[str, Created]
    indexes: dict[str, list[IndexRecord]]
    foreign_keys: dict[str, list[list[KeyMember]]]
    estimates: dict[str, int]


def assembled(parts: Parts) -> tuple[Table, ...]:
    """Every view, and every table whose columns are known, by name."""
    spelling = Spelling(parts.rows)
    triggers: dict[str, list[Trigger]] = defaultdict(list)
    for entry in parts.objects.triggers:
        triggers[spelling.table(entry.table)].append(trigger_of(entry))
    return tuple(
        _table(entry, parts, spelling, triggers.get(name, []))
        for name, entry in sorted(parts.objects.tables.items())
        if entry.type == "view" or name in parts.columns
    )


def skipped(parts: Parts) -> tuple[Skipped, ...]:
    """Views that do not work, virtual tables whose module is not there, and tables that went meanwhile."""
    return tuple(
        Skipped(
            kind=ObjectKind.VIEW if entry.type == "view" else ObjectKind.TABLE,
            schema=SCHEMA,
            name=name,
            reason=_why(entry),
            missing="columns" if entry.type == "view" else None,
        )
        for name, entry in sorted(parts.objects.tables.items())
        if name not in parts.columns
    )


def _why(entry: Entry) -> SkipReason:
    if entry.type == "view":
        return SkipReason.VIEW_ERROR
    return SkipReason.GONE if entry.root_page else SkipReason.UNSUPPORTED


def _table(entry: Entry, parts: Parts, spelling: Spelling, triggers: list[Trigger]) -> Table:
    name, is_view = entry.name, entry.type == "view"
    created = parts.created.get(name, NOTHING)
    columns = parts.columns.get(name, ())
    known = {column.name for column in columns}
    indexes = [index for index in parts.indexes.get(name, []) if known.issuperset(_names(index))]
    keys = [
        key for key in parts.foreign_keys.get(name, []) if known.issuperset(member.column for member in key)
    ]
    return Table(
        schema=SCHEMA,
        name=name,
        kind=TableKind.VIEW if is_view else TableKind.TABLE,
        columns=columns,
        primary_key=_primary_key(spelling.primary_key(name), created, indexes),
        foreign_keys=tuple(
            foreign_key_of(key, reference, spelling)
            for key, reference in zip(keys, references_of(created, keys), strict=True)
        ),
        unique_keys=tuple(_unique_key(index, created) for index in indexes if index.origin == "u"),
        indexes=tuple(index_of(index, _sql_of(index, parts.objects)) for index in indexes),
        checks=tuple(created.checks),
        triggers=tuple(triggers),
        row_estimate=parts.estimates.get(name),
        readable=True,
        storage=storage_of(entry, parts.objects.kinds[name]),
        definition=entry.sql if is_view else None,
    )


def _primary_key(columns: tuple[str, ...], created: Created, indexes: list[IndexRecord]) -> Key | None:
    """Named as the text names it, else as the index that keeps it; the rowid has neither."""
    if not columns:
        return None
    index = next((index.name for index in indexes if index.origin == "pk"), None)
    return Key(columns=columns, name=_named(columns, created) or index)


def _unique_key(index: IndexRecord, created: Created) -> Key:
    columns = _names(index)
    return Key(columns=columns, name=_named(columns, created))


def _named(columns: tuple[str, ...], created: Created) -> str | None:
    return created.keys.get(tuple(column.lower() for column in columns)) if created.keys else None


def _names(index: IndexRecord) -> tuple[str, ...]:
    return tuple(member.column for member in index.members if member.column is not None)


def _sql_of(index: IndexRecord, objects: Objects) -> str | None:
    entry = objects.indexes.get(index.name)
    return entry.sql if entry else None
