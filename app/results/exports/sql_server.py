"""CREATE statements for SQL Server (https://learn.microsoft.com/sql/t-sql/statements/create-table-transact-sql)."""

from collections.abc import Iterator

from app.model.schema import Column, ForeignKey, Index, Key, Snapshot, Table, TableKind
from app.results.exports.ddl import actions, code_of, commented, heading, in_order, own_indexes, unless_code

_BATCH = "GO\n"


def write(snapshot: Snapshot) -> Iterator[str]:
    """Schemas, tables, indexes, foreign keys, views; each view is a batch of its own, as the server demands."""
    code = code_of(snapshot)
    tables = [table for table in snapshot.tables if not table.is_view]
    yield heading(snapshot)
    for schema in dict.fromkeys(table.schema for table in snapshot.tables):
        if schema != "dbo":
            yield f"CREATE SCHEMA {quoted(schema)};\n{_BATCH}"
    for table in tables:
        yield _table(table)
        yield from (_index(table, index) for index in own_indexes(table) if index.columns)
    for table in tables:
        yield from (_foreign_key(table, key) for key in table.foreign_keys)
    yield _BATCH
    for view in in_order(table for table in snapshot.tables if table.is_view):
        name = _dotted(view.schema, view.name)
        unknown = commented(f"The SQL of the view {name} is not known.")
        yield unless_code(f"{view.definition}\n", code, view.definition) if view.definition else unknown
        yield _BATCH


def quoted(name: str) -> str:
    """The name as an identifier."""
    return "[" + name.replace("]", "]]") + "]"


def _dotted(schema: str, name: str) -> str:
    return f"{quoted(schema)}.{quoted(name)}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))


def _table(table: Table) -> str:
    name = _dotted(table.schema, table.name)
    parts = [*map(_column, table.columns), *_constraints(table)]
    lines = "".join(f"    {part},\n" for part in parts).removesuffix(",\n")
    statement = f"CREATE TABLE {name} (\n{lines}\n);\n"
    if table.kind is TableKind.FOREIGN:
        return commented(statement, f"{name} is an external table; its source is not in this script:")
    return statement


def _column(column: Column) -> str:
    name = quoted(column.name)
    if column.generation is not None:
        return f"{name} AS {column.generation}"
    collation = f" COLLATE {column.collation}" if column.collation else ""
    numbered = " IDENTITY" if column.identity is not None else ""
    nulls = {True: " NULL", False: " NOT NULL", None: ""}[column.nullable]
    default = f" DEFAULT {column.default}" if column.default is not None else ""
    return f"{name} {column.native_type}{collation}{numbered}{nulls}{default}"


def _constraints(table: Table) -> Iterator[str]:
    if table.primary_key is not None:
        yield _key(table.primary_key, "PRIMARY KEY")
    yield from (_key(key, "UNIQUE") for key in table.unique_keys)
    yield from (f"{_named(check.name)}CHECK ({check.expression})" for check in table.checks)


def _named(name: str | None) -> str:
    return "" if name is None else f"CONSTRAINT {quoted(name)} "


def _key(key: Key, kind: str) -> str:
    return f"{_named(key.name)}{kind} ({_listed(key.columns)})"


def _index(table: Table, index: Index) -> str:
    unique = "UNIQUE " if index.unique else ""
    down = dict.fromkeys(index.descending, " DESC")
    members = ", ".join(f"{quoted(name)}{down.get(place, '')}" for place, name in enumerate(index.columns))
    included = f" INCLUDE ({_listed(index.included)})" if index.included else ""
    where = f" WHERE {index.predicate}" if index.predicate else ""
    target = f"{_dotted(table.schema, table.name)} ({members}){included}{where}"
    return f"CREATE {unique}INDEX {quoted(index.name)} ON {target};\n"


def _foreign_key(table: Table, key: ForeignKey) -> str:
    referred = f"{_dotted(key.referred_schema, key.referred_table)} ({_listed(key.referred_columns)})"
    name = f"{_dotted(table.schema, table.name)} ADD {_named(key.name)}"
    return f"ALTER TABLE {name}FOREIGN KEY ({_listed(key.columns)}) REFERENCES {referred}{actions(key)};\n"
