"""Putting the answers together, one table at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.connection.dialects.mysql_catalog.columns import ColumnsOf
from app.connection.dialects.mysql_catalog.indexes import IndexesOf
from app.connection.dialects.mysql_catalog.partitions import Partitioning
from app.connection.dialects.mysql_catalog.rights import Rights
from app.connection.dialects.mysql_catalog.tables import Listed
from app.model.schema import Check, ForeignKey, Index, Key, Table, Trigger

_NO_COLUMNS = ColumnsOf()
_NO_INDEXES = IndexesOf()
_NOT_PARTITIONED = Partitioning()


@dataclass(frozen=True, slots=True)
class Parts:
    """What the catalog says by table; a name may be missing anywhere, as tables come and go meanwhile."""

    columns: dict[str, ColumnsOf]
    indexes: dict[str, IndexesOf]
    foreign_keys: dict[str, list[ForeignKey]]
    checks: dict[str, list[Check]]
    triggers: dict[str, list[Trigger]]
    partitions: dict[str, Partitioning]
    definitions: dict[str, str]
    rights: Rights


def is_whole(each: Listed, parts: Parts) -> bool:
    """A view without columns is one that does not work; a table without columns is on its way out."""
    return each.is_view or (each.is_table and each.name in parts.columns)


def assembled(schema: str, names: Iterable[Listed], parts: Parts) -> tuple[Table, ...]:
    """Every table and view that was there all the time."""
    return tuple(_table(schema, each, parts) for each in names if is_whole(each, parts))


def _table(schema: str, each: Listed, parts: Parts) -> Table:
    name = each.name
    columns = parts.columns.get(name, _NO_COLUMNS)
    indexes = parts.indexes.get(name, _NO_INDEXES)
    partitioning = parts.partitions.get(name, _NOT_PARTITIONED)
    known = {column.name for column in columns.columns}
    privileges = columns.privileges | parts.rights.on(name)
    return Table(
        schema=schema,
        name=name,
        kind=each.kind,
        columns=columns.columns,
        primary_key=_key(indexes.primary_key, known),
        foreign_keys=tuple(key for key in parts.foreign_keys.get(name, ()) if known.issuperset(key.columns)),
        unique_keys=tuple(key for key in indexes.unique_keys if known.issuperset(key.columns)),
        indexes=tuple(index for index in indexes.indexes if known.issuperset(_names(index))),
        checks=tuple(parts.checks.get(name, ())),
        triggers=tuple(parts.triggers.get(name, ())),
        comment=None if each.is_view or each.is_being_changed else each.comment or None,
        row_estimate=None if each.is_view else each.rows,
        size_bytes=None if each.is_view else each.data_bytes,
        index_bytes=None if each.is_view else each.index_bytes,
        readable=_readable(columns, privileges),
        privileges=tuple(sorted(privileges)) or None,
        partition_key=partitioning.key,
        partitions=partitioning.partitions,
        storage=each.engine,
        definition=parts.definitions.get(name),
    )


def _readable(columns: ColumnsOf, privileges: frozenset[str]) -> bool | None:
    """What the columns say counts; a view without columns says nothing."""
    if columns.columns:
        return "SELECT" in columns.privileges
    return True if "SELECT" in privileges else None


def _key(key: Key | None, known: set[str]) -> Key | None:
    """A table changed between two statements may show a key of a column it did not have yet."""
    return key if key is not None and known.issuperset(key.columns) else None


def _names(index: Index) -> tuple[str, ...]:
    if not index.expressions:
        return index.columns
    return tuple(name for place, name in enumerate(index.columns) if place not in index.expressions)
