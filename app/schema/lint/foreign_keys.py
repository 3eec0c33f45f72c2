"""Rules about declared foreign keys."""

from collections.abc import Iterable, Iterator, Mapping

from app.model.schema import Column, ForeignKey, Table, TableKind
from app.schema.lint.findings import Hit, hit, listed
from app.schema.lint.subject import Subject, columns_of, shape_of, unique_sets
from app.schema.native_types import characters, digits, parsed

_FINDS_EQUALS = frozenset({"btree", "clustered", "nonclustered", "hash"})
"""Index methods that find the rows with a given value."""

Name = tuple[str, str]


def no_index(subject: Subject) -> Iterator[Hit]:
    """Foreign keys whose columns no index starts with, in any order."""
    for table, key in subject.foreign_keys:
        if table.kind is not TableKind.PARTITIONED and not _is_indexed(table, key):
            yield _on(
                table, key, f"No index starts with ({listed(key.columns)}), which refers to {_target(key)}."
            )


def type_mismatch(subject: Subject) -> Iterator[Hit]:
    """Columns of a foreign key that cannot hold every value of the column they refer to, or compare by a cast."""
    loose = subject.is_product("SQLite")
    for table, key, child, parent in _pairs(subject):
        why = _mismatch(child, parent, loose=loose)
        if why:
            message = f"{child.name} is {child.native_type}, {_target(key)}.{parent.name} is {parent.native_type}: {why}."
            yield _on(table, key, message, columns=(child.name,))


def target_not_unique(subject: Subject) -> Iterator[Hit]:
    """Foreign keys to columns that are not unique, which MySQL and SQLite let pass."""
    for table, key in subject.foreign_keys:
        target = subject.target(key)
        if target is None or not key.referred_columns or target.kind is TableKind.FOREIGN:
            continue
        if not any(set(columns) == set(key.referred_columns) for columns in unique_sets(target)):
            yield _on(table, key, f"({listed(key.referred_columns)}) is not unique in {_target(key)}.")


def dangling(subject: Subject) -> Iterator[Hit]:
    """Foreign keys to a table that is not there, which SQLite lets pass and MySQL with its checks switched off."""
    tables = {table.schema for table in subject.snapshot.tables}
    for table, key in subject.foreign_keys:
        target = (key.referred_schema, key.referred_table)
        if key.referred_schema in tables and target not in subject.by_name and target not in subject.unread:
            yield _on(table, key, f"There is no table {_target(key)}.")


def duplicate(subject: Subject) -> Iterator[Hit]:
    """Foreign keys of a table that say the same."""
    for table in subject.designed:
        seen: dict[tuple[object, ...], ForeignKey] = {}
        for key in table.foreign_keys:
            first = seen.setdefault(shape_of(key), key)
            if first is not key:
                yield _on(
                    table,
                    key,
                    f"Says the same as {first.name or 'another key'}: ({listed(key.columns)}) to {_target(key)}.",
                )


def sets_null(subject: Subject) -> Iterator[Hit]:
    """``SET NULL`` on columns that cannot be NULL: the parent's row can then be neither deleted nor changed."""
    for table, key in subject.foreign_keys:
        if "SET NULL" in (key.on_delete, key.on_update):
            filled = _not_null(table, key.columns)
            if filled:
                yield _on(
                    table, key, f"The key sets {listed(filled)} to NULL, which is NOT NULL.", columns=filled
                )


def cycle(subject: Subject) -> Iterator[Hit]:
    """Circles of tables in which every row needs one of the next table first."""
    edges: dict[Name, set[Name]] = {}
    for table, key in subject.foreign_keys:
        target = (key.referred_schema, key.referred_table)
        is_needed = len(_not_null(table, key.columns)) == len(key.columns) and not key.deferrable
        if is_needed and target in subject.by_name and target != (table.schema, table.name):
            edges.setdefault((table.schema, table.name), set()).add(target)
    for circle in _circles(edges):
        names = [name for _, name in circle]
        first = subject.by_name[circle[0]]
        yield hit(first, f"A first row cannot be entered: {' → '.join([*names, names[0]])}, all NOT NULL.")


def not_validated(subject: Subject) -> Iterator[Hit]:
    """Foreign keys and checks that rows from before may break."""
    for table, key in subject.foreign_keys:
        if key.validated is False:
            yield _on(
                table, key, f"Rows from before were never checked: ({listed(key.columns)}) to {_target(key)}."
            )
    for table in subject.designed:
        for check in table.checks:
            if check.validated is False:
                yield hit(
                    table, f"Rows from before were never checked: {check.expression[:80]}.", object=check.name
                )


def _on(table: Table, key: ForeignKey, message: str, *, columns: Iterable[str] | None = None) -> Hit:
    return hit(table, message, columns=key.columns if columns is None else columns, object=key.name)


def _target(key: ForeignKey) -> str:
    return key.referred_table


def _is_indexed(table: Table, key: ForeignKey) -> bool:
    """Whether some index can find rows by these columns; a condition ``IS NOT NULL`` leaves out none that refer."""
    wanted, count = set(key.columns), len(key.columns)
    starts = [index.columns for index in table.indexes if _can_find(index.method, index.predicate)]
    starts += [unique.columns for unique in table.unique_keys]
    starts += [table.primary_key.columns] if table.primary_key else []
    return any(set(columns[:count]) == wanted for columns in starts)


def _can_find(method: str | None, predicate: str | None) -> bool:
    is_whole = predicate is None or predicate.strip("() ").upper().endswith("IS NOT NULL")
    return is_whole and (method is None or method.lower() in _FINDS_EQUALS)


def _pairs(subject: Subject) -> Iterator[tuple[Table, ForeignKey, Column, Column]]:
    for table, key in subject.foreign_keys:
        target = subject.target(key)
        if target is not None:
            own, other = columns_of(table), columns_of(target)
            for child, parent in zip(key.columns, key.referred_columns, strict=False):
                if child in own and parent in other:
                    yield table, key, own[child], other[parent]


def _mismatch(child: Column, parent: Column, *, loose: bool) -> str | None:
    """Why the two do not fit; ``loose`` where declared sizes mean nothing (SQLite)."""
    if child.data_type is not parent.data_type:
        return "another kind of value"
    if loose:
        return None
    own, other = parsed(child.native_type), parsed(parent.native_type)
    if (own.bits, own.unsigned) != (other.bits, other.unsigned):
        return "another range"
    length, needed = characters(child), characters(parent)
    if length is not None and (needed is None or length < needed):
        return "too short"
    return "other digits" if digits(child) != digits(parent) else None


def _not_null(table: Table, names: tuple[str, ...]) -> tuple[str, ...]:
    columns = columns_of(table)
    return tuple(name for name in names if name in columns and columns[name].nullable is False)


def _circles(edges: Mapping[Name, set[Name]]) -> Iterator[tuple[Name, ...]]:
    """One shortest circle through the first table of each group of tables that lead to each other."""
    done: set[Name] = set()
    for start in sorted(edges):
        if start not in done:
            circle = _way_back(edges, start)
            if circle:
                done.update(circle)
                yield circle


def _way_back(edges: Mapping[Name, set[Name]], start: Name) -> tuple[Name, ...]:
    """Breadth first from the start until it comes back; empty if it never does."""
    came_from: dict[Name, Name] = {}
    layer = [start]
    while layer:
        following: list[Name] = []
        for name in layer:
            for target in sorted(edges.get(name, ())):
                if target == start:
                    return _path(came_from, start, name)
                if target not in came_from:
                    came_from[target] = name
                    following.append(target)
        layer = following
    return ()


def _path(came_from: Mapping[Name, Name], start: Name, end: Name) -> tuple[Name, ...]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
