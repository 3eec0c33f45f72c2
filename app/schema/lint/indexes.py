"""Rules about indexes.

The catalogs give the columns, method, condition and included columns of an index, not sort order, operator class
or prefix length; two indexes that differ in nothing else look the same here, and the rules' texts say so.
"""

from collections import defaultdict
from collections.abc import Iterator

from app.model.schema import Index, Table, TableKind
from app.schema.lint.findings import Hit, hit, listed
from app.schema.lint.subject import Subject

_SORTED = frozenset({"btree", "nonclustered", "clustered"})


def duplicate(subject: Subject) -> Iterator[Hit]:
    """Indexes with the same columns, method and condition; one hit for all that repeat the same one."""
    for table in _indexed(subject):
        by_shape: defaultdict[tuple[object, ...], list[Index]] = defaultdict(list)
        for index in sorted(table.indexes, key=lambda each: (not _is_of_key(table, each), not each.unique)):
            by_shape[_shape(index)].append(index)
        for kept, *others in by_shape.values():
            if others:
                names = listed(index.name for index in others)
                does = "does" if len(others) == 1 else "do"
                message = f"{names} {does} what {kept.name} does on ({listed(kept.columns)})."
                yield hit(table, message, columns=_names(table, kept), object=others[0].name)


def redundant(subject: Subject) -> Iterator[Hit]:
    """Plain indexes whose columns another index starts with."""
    for table in _indexed(subject):
        for index in table.indexes:
            longer = next((other for other in table.indexes if _covers(other, index)), None)
            if longer is not None:
                message = f"{longer.name} starts with the columns of {index.name}, ({listed(index.columns)})."
                yield hit(table, message, columns=_names(table, index), object=index.name)


def invalid(subject: Subject) -> Iterator[Hit]:
    """Indexes that are kept up to date and never used."""
    for table in subject.stored:
        for index in table.indexes:
            if index.valid is False:
                yield hit(
                    table, f"{index.name} is not valid.", columns=_names(table, index), object=index.name
                )


def _indexed(subject: Subject) -> Iterator[Table]:
    """Tables and materialized views; partitions repeat the indexes of their parent."""
    kinds = (TableKind.TABLE, TableKind.PARTITIONED, TableKind.MATERIALIZED_VIEW)
    return (table for table in subject.snapshot.tables if table.kind in kinds)


def _covers(longer: Index, shorter: Index) -> bool:
    count = len(shorter.columns)
    return (
        not shorter.unique
        and len(longer.columns) > count
        and longer.columns[:count] == shorter.columns
        and longer.predicate is None
        and _is_sorted(longer)
        and _is_sorted(shorter)
        and set(shorter.included) <= {*longer.columns, *longer.included}
    )


def _shape(index: Index) -> tuple[object, ...]:
    return index.columns, _method(index), index.predicate, frozenset(index.included)


def _is_of_key(table: Table, index: Index) -> bool:
    """Whether the primary key stands or falls with it."""
    return table.primary_key is not None and index.name in {table.primary_key.name, "PRIMARY"}


def _method(index: Index) -> str:
    return (index.method or "").lower()


def _is_sorted(index: Index) -> bool:
    return _method(index) in _SORTED or index.method is None


def _names(table: Table, index: Index) -> tuple[str, ...]:
    known = {column.name for column in table.columns}
    return tuple(name for name in index.columns if name in known)
