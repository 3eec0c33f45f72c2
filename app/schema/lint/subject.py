"""A snapshot with the look-ups that rules share, each made once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.model.schema import Column, ForeignKey, SkipReason, Snapshot, Table, TableKind

_STORED = frozenset({TableKind.TABLE, TableKind.PARTITIONED, TableKind.PARTITION})


@dataclass(frozen=True)
class Subject:
    """What rules look at."""

    snapshot: Snapshot

    @cached_property
    def by_name(self) -> Mapping[tuple[str, str], Table]:
        """Tables and views by schema and name."""
        return {(table.schema, table.name): table for table in self.snapshot.tables}

    @cached_property
    def stored(self) -> tuple[Table, ...]:
        """Tables that hold rows or partitions; no views, no foreign tables."""
        return tuple(table for table in self.snapshot.tables if table.kind in _STORED)

    @cached_property
    def designed(self) -> tuple[Table, ...]:
        """Stored tables somebody has designed: without the partitions, which repeat their parent."""
        return tuple(table for table in self.stored if table.kind is not TableKind.PARTITION)

    @cached_property
    def referred(self) -> frozenset[tuple[str, str]]:
        """Schema and name of every table a foreign key leads to."""
        return frozenset((key.referred_schema, key.referred_table) for _, key in self.foreign_keys)

    @cached_property
    def foreign_keys(self) -> tuple[tuple[Table, ForeignKey], ...]:
        """Declared foreign keys with their tables, each once: a partition's only where its siblings lack it."""
        seen: set[tuple[str, str, ForeignKeyShape]] = set()
        found: list[tuple[Table, ForeignKey]] = []
        for table in self.stored:
            parent = table.partition_of
            home = (parent.schema, parent.name) if parent else (table.schema, table.name)
            for key in table.foreign_keys:
                place = (*home, shape_of(key))
                if parent is None or place not in seen:
                    found.append((table, key))
                seen.add(place)
        return tuple(found)

    @cached_property
    def unread(self) -> frozenset[tuple[str, str]]:
        """Schema and name of what is missing, wholly or in part, though it is there: nothing can be said of its parts."""
        return frozenset(
            (each.schema, each.name)
            for each in self.snapshot.skipped
            if each.reason is not SkipReason.VIEW_ERROR
        )

    def target(self, key: ForeignKey) -> Table | None:
        """The table a foreign key leads to; ``None`` where the snapshot lacks it."""
        return self.by_name.get((key.referred_schema, key.referred_table))

    def is_product(self, name: str) -> bool:
        """Whether the server is that product, e.g. ``SQLite``."""
        return name.lower() in self.snapshot.product.lower()


ForeignKeyShape = tuple[tuple[str, ...], str, str, tuple[str, ...]]


def shape_of(key: ForeignKey) -> ForeignKeyShape:
    """What makes two foreign keys of a table the same, whatever they are called."""
    return key.columns, key.referred_schema, key.referred_table, key.referred_columns


def columns_of(table: Table) -> dict[str, Column]:
    """Columns by name."""
    return {column.name: column for column in table.columns}


def unique_sets(table: Table) -> Iterator[tuple[str, ...]]:
    """The columns of everything that is unique over all rows: primary and unique keys, whole unique indexes."""
    if table.primary_key:
        yield table.primary_key.columns
    yield from (key.columns for key in table.unique_keys)
    yield from (
        index.columns
        for index in table.indexes
        if index.unique and index.predicate is None and not index.expressions
    )
