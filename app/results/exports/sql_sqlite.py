"""CREATE statements for SQLite (https://www.sqlite.org/lang_createtable.html).

Foreign keys stand inside their tables: SQLite cannot add one later, and does not ask for the referred table to be there.
"""

import re
from collections.abc import Iterator

from app.model.schema import Column, ForeignKey, Index, Key, Snapshot, Table
from app.results.exports.ddl import actions, commented, heading, in_order

_AUTOMATIC = "sqlite_autoindex_"
_PLAIN_TYPE = re.compile(r"[\w ]*(?:\([\w+\-., ]*\))?")


def write(snapshot: Snapshot) -> Iterator[str]:
    """Tables, indexes, views, triggers."""
    tables = [table for table in snapshot.tables if not table.is_view]
    yield heading(snapshot)
    for table in tables:
        yield _table(table)
    for table in tables:
        yield from (_index(table, index) for index in table.indexes if not index.name.startswith(_AUTOMATIC))
    for view in in_order(table for table in snapshot.tables if table.is_view):
        yield (
            f"{view.definition};\n" if view.definition else commented(f"The SQL of {view.name} is not known.")
        )
    for table in snapshot.tables:
        yield from (f"{trigger.definition};\n" for trigger in table.triggers if trigger.definition)


def quoted(name: str) -> str:
    """The name as an identifier."""
    return '"' + name.replace('"', '""') + '"'


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))


def _table(table: Table) -> str:
    storage = table.storage or ""
    if storage.startswith("virtual"):
        return commented(f"{quoted(table.name)} is a virtual table; its arguments are not known.")
    rowid = _rowid_column(table)
    key = _named(table.primary_key) + "PRIMARY KEY" if table.primary_key and rowid else ""
    columns = (_column(column, key if column.name == rowid else "") for column in table.columns)
    parts = [*columns, *_keys(table, rowid), *_checks(table), *map(_foreign_key, table.foreign_keys)]
    lines = "".join(f"    {part},\n" for part in parts).removesuffix(",\n")
    options = [word for word in ("WITHOUT ROWID", "STRICT") if word in storage]
    ending = f" {', '.join(options)}" if options else ""
    return f"CREATE TABLE {quoted(table.name)} (\n{lines}\n){ending};\n"


def _rowid_column(table: Table) -> str | None:
    """The column that is the row's number: INTEGER and alone in the primary key."""
    key = table.primary_key
    if key is None or len(key.columns) != 1 or "WITHOUT ROWID" in (table.storage or ""):
        return None
    types = {column.name: column.native_type.upper() for column in table.columns}
    return key.columns[0] if types.get(key.columns[0]) == "INTEGER" else None


def _column(column: Column, key: str) -> str:
    """The column; ``key`` are the words that make it the row's number."""
    kind = column.native_type if _PLAIN_TYPE.fullmatch(column.native_type) else quoted(column.native_type)
    numbered = " AUTOINCREMENT" if column.identity is not None else ""
    key = f" {key}{numbered}" if key else ""
    not_null = " NOT NULL" if column.nullable is False and not key else ""
    collation = f" COLLATE {quoted(column.collation)}" if column.collation else ""
    return f"{quoted(column.name)} {kind}".rstrip() + f"{key}{not_null}{collation}{_value(column)}"


def _value(column: Column) -> str:
    if column.generation is not None:
        return f" GENERATED ALWAYS AS ({column.generation})"
    return "" if column.default is None else f" DEFAULT ({column.default})"


def _keys(table: Table, rowid: str | None) -> Iterator[str]:
    """Keys in the order in which SQLite numbered their indexes, which is that of the table they come from."""
    keys = [(key, "UNIQUE") for key in table.unique_keys]
    if table.primary_key is not None and rowid is None:
        keys.append((table.primary_key, "PRIMARY KEY"))
    numbers = {index.columns: _number(index.name) for index in table.indexes if index.unique}
    for key, kind in sorted(keys, key=lambda each: numbers.get(each[0].columns, 0)):
        yield f"{_named(key)}{kind} ({_listed(key.columns)})"


def _number(index: str) -> int:
    """The number at the end of an automatic index's name; 0 of any other."""
    last = index.rpartition("_")[2]
    return int(last) if index.startswith(_AUTOMATIC) and last.isdecimal() else 0


def _named(key: Key | ForeignKey) -> str:
    is_own = key.name is not None and not key.name.startswith(_AUTOMATIC)
    return f"CONSTRAINT {quoted(key.name or '')} " if is_own else ""


def _checks(table: Table) -> Iterator[str]:
    for check in table.checks:
        named = f"CONSTRAINT {quoted(check.name)} " if check.name else ""
        yield f"{named}CHECK ({check.expression})"


def _foreign_key(key: ForeignKey) -> str:
    referred = f" ({_listed(key.referred_columns)})" if key.referred_columns else ""
    place = f"{quoted(key.referred_table)}{referred}"
    deferred = " DEFERRABLE INITIALLY DEFERRED" if key.deferrable else ""
    return f"{_named(key)}FOREIGN KEY ({_listed(key.columns)}) REFERENCES {place}{actions(key)}{deferred}"


def _index(table: Table, index: Index) -> str:
    unique = "UNIQUE " if index.unique else ""
    where = f" WHERE {index.predicate}" if index.predicate else ""
    members = ", ".join(_member(index, place, name) for place, name in enumerate(index.columns))
    return f"CREATE {unique}INDEX {quoted(index.name)} ON {quoted(table.name)} ({members}){where};\n"


def _member(index: Index, place: int, name: str) -> str:
    member = name if place in index.expressions else quoted(name)
    return f"{member} DESC" if place in index.descending else member
