"""Rules about primary and unique keys."""

from collections.abc import Iterator

from app.model.schema import Table
from app.schema.lint.findings import Hit, hit, listed
from app.schema.lint.subject import Subject, columns_of, unique_sets
from app.schema.native_types import largest_integer

FULL_SHARE = 0.5
"""Rows against the numbers there are: half is late enough to be no false alarm and early enough to act."""

_BOOKKEEPING = frozenset(
    {"created_at", "updated_at", "created_on", "updated_on", "created", "updated", "last_update", "modified"}
)


def no_primary_key(subject: Subject) -> Iterator[Hit]:
    """Tables without a primary key; partitions of a reported parent are not reported again."""
    for table in subject.designed:
        if table.primary_key is None and table.columns and table.storage != "virtual":
            spare = next(unique_sets(table), None)
            more = f"; ({listed(spare)}) is unique" if spare else ""
            yield hit(table, f"The table has no primary key{more}.", columns=spare or ())


def nullable_primary_key(subject: Subject) -> Iterator[Hit]:
    """Columns of a primary key that may hold NULL, as only SQLite has them."""
    for table in subject.designed:
        nullable = _nullable(table, table.primary_key.columns if table.primary_key else ())
        if nullable:
            yield hit(table, f"The primary key takes NULL in {listed(nullable)}.", columns=nullable)


def nullable_unique(subject: Subject) -> Iterator[Hit]:
    """Unique keys of one column that may be NULL in any number of rows."""
    for table in subject.designed:
        for key in table.unique_keys:
            if len(key.columns) == 1 and _nullable(table, key.columns):
                yield hit(
                    table,
                    f"{key.columns[0]} is unique and may be NULL in many rows.",
                    columns=key.columns,
                    object=key.name,
                )


def nullable_unique_part(subject: Subject) -> Iterator[Hit]:
    """Unique keys of several columns, some of which may be NULL: such rows are not compared at all."""
    for table in subject.designed:
        for key in table.unique_keys:
            nullable = _nullable(table, key.columns) if len(key.columns) > 1 else ()
            if nullable:
                yield hit(
                    table,
                    f"({listed(key.columns)}) is not enforced where {listed(nullable)} is NULL.",
                    columns=key.columns,
                    object=key.name,
                )


def key_runs_out(subject: Subject) -> Iterator[Hit]:
    """Integer primary keys of which the estimated rows alone use half of the numbers."""
    for table in subject.stored:
        if table.primary_key is None or len(table.primary_key.columns) != 1 or not table.row_estimate:
            continue
        column = columns_of(table).get(table.primary_key.columns[0])
        largest = largest_integer(column.native_type) if column else None
        if column and largest and not subject.is_product("SQLite"):
            share = table.row_estimate / largest
            if share >= FULL_SHARE:
                yield hit(
                    table,
                    f"About {table.row_estimate:,} rows use {share:.0%} of the numbers {column.native_type} has.",
                    columns=(column.name,),
                )


def narrow_sequence(subject: Subject) -> Iterator[Hit]:
    """Sequences that end before the column they number does."""
    for sequence in subject.snapshot.sequences:
        owner = sequence.owned_by
        table = subject.by_name.get((owner.schema, owner.name)) if owner else None
        column = columns_of(table).get(sequence.owned_by_column or "") if table else None
        largest = largest_integer(column.native_type) if column else None
        if table and column and largest and sequence.maximum is not None and sequence.maximum < largest:
            yield hit(
                table,
                f"The sequence ends at {sequence.maximum:,}, its column {column.name} at {largest:,}.",
                columns=(column.name,),
                object=sequence.name,
            )


def cycling_sequence(subject: Subject) -> Iterator[Hit]:
    """Sequences that number a key and start again when they are used up."""
    for sequence in subject.snapshot.sequences:
        owner = sequence.owned_by
        table = subject.by_name.get((owner.schema, owner.name)) if owner else None
        column = sequence.owned_by_column or ""
        if sequence.cycles and table and (column,) in set(unique_sets(table)):
            yield hit(
                table,
                f"The sequence of {column} starts again at its end.",
                columns=(column,),
                object=sequence.name,
            )


def join_table_without_key(subject: Subject) -> Iterator[Hit]:
    """Tables that only join others by foreign keys and a number of their own, where a pair may stand twice.

    A table that others refer to is a thing of its own: Sakila's ``inventory`` has a row per copy of a film.
    """
    for table in subject.designed:
        pair = () if (table.schema, table.name) in subject.referred else _joined(table)
        if len(pair) > 1 and not any(set(columns) <= set(pair) for columns in unique_sets(table)):
            yield hit(table, f"Nothing keeps ({listed(pair)}) from standing there twice.", columns=pair)


def _joined(table: Table) -> tuple[str, ...]:
    """The foreign key columns of a table that has nothing else but a numbered key and bookkeeping."""
    if table.primary_key is None or len(table.primary_key.columns) != 1:
        return ()
    own = table.primary_key.columns[0]
    referring = {column for key in table.foreign_keys for column in key.columns}
    if own in referring:
        return ()
    others = [column for column in table.columns if column.name != own]
    if len({key.columns for key in table.foreign_keys}) < 2 or not all(  # noqa: PLR2004 - a join has two sides
        column.name in referring or column.name.lower() in _BOOKKEEPING for column in others
    ):
        return ()
    return tuple(column.name for column in others if column.name in referring)


def _nullable(table: Table, names: tuple[str, ...]) -> tuple[str, ...]:
    columns = columns_of(table)
    return tuple(name for name in names if name in columns and columns[name].nullable)
