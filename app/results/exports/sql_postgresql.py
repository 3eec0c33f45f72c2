"""CREATE statements for PostgreSQL (https://www.postgresql.org/docs/current/sql-commands.html)."""

from collections.abc import Iterator

from app.model.schema import (
    Column,
    ForeignKey,
    Identity,
    Index,
    Key,
    Sequence,
    Snapshot,
    Table,
    TableKind,
    UserType,
    UserTypeKind,
)
from app.results.exports.ddl import (
    Code,
    actions,
    code_of,
    commented,
    expressions_of,
    heading,
    in_order,
    index_expressions,
    literal,
    own_indexes,
    unless_code,
)

_OWN_EXTENSIONS = frozenset({"plpgsql"})
_TYPE_ORDER = (UserTypeKind.ENUM, UserTypeKind.RANGE, UserTypeKind.DOMAIN, UserTypeKind.COMPOSITE)


def write(snapshot: Snapshot) -> Iterator[str]:
    """Schemas, extensions, types, sequences, tables, indexes, partitions, foreign keys, views, comments."""
    code = code_of(snapshot)
    tables = [table for table in snapshot.tables if not table.is_view]
    yield heading(snapshot)
    yield from _schemas(snapshot)
    yield from _types(snapshot, code)
    numbered = {(t.schema, t.name, c.name) for t in tables for c in t.columns if c.identity is not None}
    sequences = [each for each in snapshot.sequences if _owner(each) not in numbered]
    yield from map(_sequence, sequences)
    for table in tables:
        yield _table(table, code)
    yield from (_owned(each) for each in sequences if each.owned_by and each.owned_by_column)
    for table in tables:
        yield from _indexes(table, code)
    yield from _placed(tables)
    for table in _partitions_first(tables):
        yield from (_foreign_key(table, key) for key in table.foreign_keys)
    for view in in_order(table for table in snapshot.tables if table.is_view):
        yield _view(view, code)
        yield from _indexes(view, code)
    yield from _code_of_tables(snapshot)
    yield from _comments(snapshot)


def quoted(name: str) -> str:
    """The name as an identifier."""
    return '"' + name.replace('"', '""') + '"'


def _dotted(schema: str, name: str) -> str:
    return f"{quoted(schema)}.{quoted(name)}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))


def _schemas(snapshot: Snapshot) -> Iterator[str]:
    named = dict.fromkeys(
        [*(each.name for each in snapshot.schemas), *(each.schema for each in snapshot.tables)]
    )
    yield from (f"CREATE SCHEMA IF NOT EXISTS {quoted(name)};\n" for name in named)
    for each in snapshot.extensions:
        if each.name not in _OWN_EXTENSIONS:
            place = f" WITH SCHEMA {quoted(each.schema)}" if each.schema else ""
            yield f"CREATE EXTENSION IF NOT EXISTS {quoted(each.name)}{place};\n"


def _types(snapshot: Snapshot, code: Code) -> Iterator[str]:
    for kind in _TYPE_ORDER:
        for each in snapshot.types:
            if each.kind is kind:
                name = _dotted(each.schema, each.name)
                checks = (check.expression for check in each.checks)
                yield unless_code(f"CREATE {_definition(each, name)};\n", code, each.default, *checks)


def _definition(kind: UserType, name: str) -> str:
    match kind.kind:
        case UserTypeKind.ENUM:
            return f"TYPE {name} AS ENUM ({', '.join(map(literal, kind.labels))})"
        case UserTypeKind.RANGE:
            return f"TYPE {name} AS RANGE (SUBTYPE = {kind.base_type})"
        case UserTypeKind.COMPOSITE:
            return f"TYPE {name} AS ({', '.join(kind.fields)})"
        case _:
            default = f" DEFAULT {kind.default}" if kind.default is not None else ""
            not_null = " NOT NULL" if kind.nullable is False else ""
            checks = "".join(f"{_named(check.name)} CHECK ({check.expression})" for check in kind.checks)
            return f"DOMAIN {name} AS {kind.base_type}{default}{not_null}{checks}"


def _named(name: str | None) -> str:
    return "" if name is None else f" CONSTRAINT {quoted(name)}"


def _owner(sequence: Sequence) -> tuple[str, str, str | None] | None:
    owner = sequence.owned_by
    return None if owner is None else (owner.schema, owner.name, sequence.owned_by_column)


def _sequence(sequence: Sequence) -> str:
    parts = (
        ("AS", sequence.native_type),
        ("START WITH", sequence.start),
        ("INCREMENT BY", sequence.increment),
        ("MINVALUE", sequence.minimum),
        ("MAXVALUE", sequence.maximum),
        ("CYCLE", "" if sequence.cycles else None),
    )
    written = "".join(f" {word} {value}".rstrip() for word, value in parts if value is not None)
    return f"CREATE SEQUENCE {_dotted(sequence.schema, sequence.name)}{written};\n"


def _owned(sequence: Sequence) -> str:
    owner = sequence.owned_by
    place = (
        f"{_dotted(owner.schema, owner.name)}.{quoted(sequence.owned_by_column or '')}" if owner else "NONE"
    )
    return f"ALTER SEQUENCE {_dotted(sequence.schema, sequence.name)} OWNED BY {place};\n"


def _table(table: Table, code: Code) -> str:
    name = _dotted(table.schema, table.name)
    parts = [*map(_column, table.columns), *_constraints(table)]
    lines = "".join(f"    {part},\n" for part in parts).removesuffix(",\n")
    spread = f" PARTITION BY {table.partition_key}" if table.partition_key else ""
    statement = f"CREATE TABLE {name} (\n{lines}\n){spread};\n"
    for check in table.checks:
        if check.validated is False:
            statement += f"ALTER TABLE {name} ADD{_named(check.name)} CHECK ({check.expression}) NOT VALID;\n"
    if table.row_security:
        statement += f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;\n"
    if table.kind is TableKind.FOREIGN:
        return commented(statement, f"{name} is a foreign table; its server is not in this script:")
    return unless_code(statement, code, *expressions_of(table))


def _column(column: Column) -> str:
    collation = f" COLLATE {quoted(column.collation)}" if column.collation else ""
    not_null = " NOT NULL" if column.nullable is False else ""
    return f"{quoted(column.name)} {column.native_type}{collation}{_value(column)}{not_null}"


def _value(column: Column) -> str:
    """Where its value comes from when none is given."""
    if column.identity is not None:
        always = "ALWAYS" if column.identity is Identity.ALWAYS else "BY DEFAULT"
        return f" GENERATED {always} AS IDENTITY"
    if column.generation is not None:
        return f" GENERATED ALWAYS AS ({column.generation}) STORED"
    return "" if column.default is None else f" DEFAULT {column.default}"


def _constraints(table: Table) -> Iterator[str]:
    if table.primary_key is not None:
        yield _key(table.primary_key, "PRIMARY KEY")
    yield from (_key(key, "UNIQUE") for key in table.unique_keys)
    valid = (check for check in table.checks if check.validated is not False)
    yield from (f"{_named(check.name)} CHECK ({check.expression})".lstrip() for check in valid)
    yield from (f"{_named(each.name)} {each.definition}".lstrip() for each in table.exclusions)


def _key(key: Key, kind: str) -> str:
    return f"{_named(key.name)} {kind} ({_listed(key.columns)})".lstrip()


def _indexes(table: Table, code: Code) -> Iterator[str]:
    for index in own_indexes(table):
        yield unless_code(_index(table, index), code, *index_expressions(index))


def _index(table: Table, index: Index) -> str:
    unique = "UNIQUE " if index.unique else ""
    method = f" USING {index.method}" if index.method else ""
    included = f" INCLUDE ({_listed(index.included)})" if index.included else ""
    where = f" WHERE {index.predicate}" if index.predicate else ""
    members = ", ".join(_member(index, place, name) for place, name in enumerate(index.columns))
    target = f"{_dotted(table.schema, table.name)}{method} ({members}){included}{where}"
    return f"CREATE {unique}INDEX {quoted(index.name)} ON {target};\n"


def _member(index: Index, place: int, name: str) -> str:
    """An expression in brackets, or a name; sorted down where that is known."""
    member = f"({name})" if place in index.expressions else quoted(name)
    return f"{member} DESC" if place in index.descending else member


def _placed(tables: list[Table]) -> Iterator[str]:
    """Partitions go to their tables, and children to their parents, once all of them have their own indexes."""
    for table in tables:
        name, parent = _dotted(table.schema, table.name), table.partition_of
        if parent is not None:
            place = _dotted(parent.schema, parent.name)
            yield f"ALTER TABLE {place} ATTACH PARTITION {name} {table.partition_bound or 'DEFAULT'};\n"
        for each in table.inherits:
            yield f"ALTER TABLE {name} INHERIT {_dotted(each.schema, each.name)};\n"


def _partitions_first(tables: list[Table]) -> list[Table]:
    """The deepest first: a foreign key of a partitioned table takes up the equal ones its partitions have already."""
    parents = {(table.schema, table.name): table.partition_of for table in tables}

    def depth(table: Table) -> int:
        levels, parent = 0, table.partition_of
        while parent is not None and levels < len(tables):
            levels, parent = levels + 1, parents.get((parent.schema, parent.name))
        return levels

    return sorted(tables, key=depth, reverse=True)


def _foreign_key(table: Table, key: ForeignKey) -> str:
    referred = f" ({_listed(key.referred_columns)})" if key.referred_columns else ""
    place = f"{_dotted(key.referred_schema, key.referred_table)}{referred}"
    deferrable = " DEFERRABLE" if key.deferrable else ""
    unchecked = " NOT VALID" if key.validated is False else ""
    return (
        f"ALTER TABLE {_dotted(table.schema, table.name)} ADD{_named(key.name)}"
        f" FOREIGN KEY ({_listed(key.columns)}) REFERENCES {place}{actions(key)}{deferrable}{unchecked};\n"
    )


def _view(view: Table, code: Code) -> str:
    name, kind = _dotted(view.schema, view.name), view.kind.value.upper()
    if view.definition is None:
        return commented(f"The SQL of the {view.kind.value} {name} is not known.")
    query = view.definition.strip().removesuffix(";")
    unfilled = "\nWITH NO DATA" if view.kind is TableKind.MATERIALIZED_VIEW else ""
    return unless_code(f"CREATE {kind} {name} AS\n{query}{unfilled};\n", code, query)


def _code_of_tables(snapshot: Snapshot) -> Iterator[str]:
    """Triggers call functions and policies name roles; neither are here."""
    for table in snapshot.tables:
        for trigger in table.triggers:
            if trigger.definition:
                yield commented(f"{trigger.definition};")
        for policy in table.policies:
            using = f" USING ({policy.using})" if policy.using else ""
            check = f" WITH CHECK ({policy.check})" if policy.check else ""
            target = f"{quoted(policy.name)} ON {_dotted(table.schema, table.name)} FOR {policy.command}"
            yield commented(f"CREATE POLICY {target} TO {_listed(policy.roles)}{using}{check};")


def _comments(snapshot: Snapshot) -> Iterator[str]:
    code = code_of(snapshot)
    for kind in snapshot.types:
        word = "DOMAIN" if kind.kind is UserTypeKind.DOMAIN else "TYPE"
        yield from _comment(f"{word} {_dotted(kind.schema, kind.name)}", kind.comment)
    for sequence in snapshot.sequences:
        yield from _comment(f"SEQUENCE {_dotted(sequence.schema, sequence.name)}", sequence.comment)
    for schema in snapshot.schemas:
        yield from _comment(f"SCHEMA {quoted(schema.name)}", schema.comment)
    for table in snapshot.tables:
        name = _dotted(table.schema, table.name)
        written = [
            *_comment(f"{table.kind.value.upper() if table.is_view else 'TABLE'} {name}", table.comment),
            *(each for c in table.columns for each in _comment(f"COLUMN {name}.{quoted(c.name)}", c.comment)),
        ]
        is_left_out = table.kind is TableKind.FOREIGN or (
            table.is_view and (table.definition is None or code.needed_by(table.definition) is not None)
        )
        yield from map(commented, written) if is_left_out else written


def _comment(target: str, text: str | None) -> Iterator[str]:
    if text is not None:
        yield f"COMMENT ON {target} IS {literal(text)};\n"
