"""Indexes, and the keys and heaps that are indexes too, from ``sys.indexes``; full-text indexes are not among them.

Source: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-indexes-transact-sql
"""

from collections import defaultdict
from dataclasses import dataclass, field

from app.connection.dialects.mssql_catalog.asking import Row, Rows, number
from app.model.sample import Cell
from app.model.schema import Index, Key

SQL = """
SELECT i.object_id, i.index_id, i.name, i.type_desc, i.is_unique, i.is_primary_key, i.is_unique_constraint, i.is_disabled,
    i.filter_definition, i.data_space_id, c.name, ic.key_ordinal, ic.partition_ordinal, ic.is_included_column,
    ic.is_descending_key
FROM sys.indexes AS i
JOIN sys.objects AS o ON o.object_id = i.object_id
LEFT JOIN sys.index_columns AS ic ON ic.object_id = i.object_id AND ic.index_id = i.index_id
LEFT JOIN sys.columns AS c ON c.object_id = ic.object_id AND c.column_id = ic.column_id
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND i.is_hypothetical = 0
ORDER BY i.object_id, i.index_id, ic.key_ordinal, ic.index_column_id
"""


@dataclass(slots=True)
class TableIndexes:
    """The indexes of one table or view.

    Attributes:
        storage: how its rows lie, e.g. ``heap``, ``clustered``, ``clustered columnstore``; ``None`` for plain views.
        data_space: the file group or partition scheme its rows lie in.
        partitioned_by: the column its rows are spread by.
    """

    indexes: dict[int, Index] = field(default_factory=dict[int, Index])
    primary_key: Key | None = None
    unique_keys: list[Key] = field(default_factory=list[Key])
    storage: str | None = None
    data_space: Cell = None
    partitioned_by: str | None = None


def indexes_of(rows: Rows) -> dict[Cell, TableIndexes]:
    """Indexes by object, heaps told as storage."""
    members: dict[tuple[Cell, Cell], list[Row]] = defaultdict(list)
    for row in rows:
        members[row[0], row[1]].append(row)
    tables: dict[Cell, TableIndexes] = defaultdict(TableIndexes)
    for (table, index), parts in members.items():
        _add(tables[table], number(index), parts)
    return tables


def _add(table: TableIndexes, at: int, parts: list[Row]) -> None:
    _, _, name, kind, unique, is_primary, is_unique_key, disabled, predicate, space = parts[0][:10]
    if at in {0, 1}:  # the heap or the clustered index: where the rows themselves are
        table.storage = str(kind).lower()
        table.data_space = space
        table.partitioned_by = next((str(part[10]) for part in parts if part[12] == 1), None)
    if at == 0:
        return
    columns, included = _members(str(kind), parts)
    key = Key(columns=columns, name=str(name))
    if is_primary:
        table.primary_key = key
    elif is_unique_key:
        table.unique_keys.append(key)
    table.indexes[at] = Index(
        name=str(name),
        columns=columns,
        unique=bool(unique),
        descending=tuple(place for place, part in enumerate(_keyed(parts)) if part[14]),
        method=str(kind),
        predicate=None if predicate is None else str(predicate),
        included=included,
        valid=not disabled,
    )


def _members(kind: str, parts: list[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Key columns in order, and included ones; a columnstore has no key, all its columns are what it holds."""
    if kind.endswith("COLUMNSTORE"):
        return tuple(str(part[10]) for part in parts if part[10] is not None), ()
    included = (str(part[10]) for part in parts if part[13])
    return tuple(str(part[10]) for part in _keyed(parts)), tuple(included)


def _keyed(parts: list[Row]) -> list[Row]:
    return [part for part in parts if part[11]]
