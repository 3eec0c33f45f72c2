"""DBML, the language of dbdiagram.io and dbdocs (https://dbml.dbdiagram.io/docs/)."""

from collections.abc import Iterator

from app.model.schema import Column, ForeignKey, Identity, Index, Key, Snapshot, Table, UserType, UserTypeKind
from app.results.exports import Export, Lineage
from app.results.exports.diagram import Line, diagrammed, lines_of


def write(snapshot: Snapshot, lineage: Lineage | None = None) -> Iterator[str]:  # noqa: ARG001 - shows tables
    """Enums, tables with columns and indexes, then the references between them."""
    yield f"Project {_name(snapshot.database)} {{\n  database_type: {_text(snapshot.product)}\n}}\n"
    enums = [each for each in snapshot.types if each.kind is UserTypeKind.ENUM and each.labels]
    yield from map(_enum, enums)
    named = {(each.schema, each.name) for each in enums}
    for table in diagrammed(snapshot):
        if table.columns:  # the language has no table without columns
            yield _table(table, named)
    yield from _references(snapshot)


def _enum(kind: UserType) -> str:
    labels = "".join(f"  {_name(label)}\n" for label in kind.labels)
    return f"\nEnum {_qualified(kind.schema, kind.name)} {{\n{labels}}}\n"


def _table(table: Table, enums: set[tuple[str, str]]) -> str:
    keyed = table.primary_key.columns if table.primary_key else ()
    columns = "".join(_column(column, enums, pk=keyed == (column.name,)) for column in table.columns)
    indexes = "".join(_indexes(table))
    if indexes:
        indexes = f"\n  indexes {{\n{indexes}  }}\n"
    note = f"\n  Note: {_text(table.comment)}\n" if table.comment else ""
    return f"\nTable {_qualified(table.schema, table.name)} {{\n{columns}{indexes}{note}}}\n"


def _column(column: Column, enums: set[tuple[str, str]], *, pk: bool) -> str:
    settings = [
        *(["pk"] if pk else []),
        *(["increment"] if isinstance(column.identity, Identity) else []),
        *(["not null"] if column.nullable is False else []),
        *([f"default: {_expression(column.default)}"] if column.default is not None else []),
        *([f"note: {_text(column.comment)}"] if column.comment else []),
    ]
    kind = column.user_type
    is_enum = kind is not None and (kind.schema, kind.name) in enums
    native = _qualified(kind.schema, kind.name) if kind and is_enum else _name(column.native_type or "any")
    return f"  {_name(column.name)} {native}{_bracketed(settings)}\n"


def _indexes(table: Table) -> Iterator[str]:
    """Keys of several columns first, then the indexes that are no key's own."""
    primary = table.primary_key
    if primary is not None and len(primary.columns) > 1:
        yield _key(primary, "pk")
    for key in table.unique_keys:
        yield _key(key, "unique")
    own = {key.columns for key in (*([primary] if primary else []), *table.unique_keys)}
    for index in table.indexes:
        if index.columns and not (index.unique and index.columns in own):
            yield _index(index)


def _key(key: Key, kind: str) -> str:
    return f"    ({', '.join(map(_name, key.columns))}){_bracketed([kind, *_named(key.name)])}\n"


def _index(index: Index) -> str:
    members = (
        _expression(column) if place in index.expressions else _name(column)
        for place, column in enumerate(index.columns)
    )
    method = [f"type: {index.method}"] if index.method in {"btree", "hash"} else []
    settings = [*(["unique"] if index.unique else []), *method, *_named(index.name)]
    return f"    ({', '.join(members)}){_bracketed(settings)}\n"


def _named(name: str | None) -> list[str]:
    return [] if name is None else [f"name: {_text(name)}"]


def _references(snapshot: Snapshot) -> Iterator[str]:
    """Each pair of ends once, as the language demands; of several keys between the same columns the first counts."""
    seen: set[frozenset[str]] = set()
    for line in lines_of(snapshot):
        key = line.key
        ends = (
            _end(line.table, key.columns),
            _end(line.referred, key.referred_columns),
        )
        is_known = bool(key.referred_columns) and len(set(ends)) == len(ends)
        if is_known and frozenset(ends) not in seen:
            seen.add(frozenset(ends))
            yield _reference(line, *ends)


def _reference(line: Line, end: str, referred: str) -> str:
    name = f" {_name(line.key.name)}" if line.key.name else ""
    return f"\nRef{name}: {end} {'-' if line.one else '>'} {referred}{_bracketed(_actions(line.key))}\n"


def _actions(key: ForeignKey) -> list[str]:
    named = (("update", key.on_update), ("delete", key.on_delete))
    return [f"{event}: {action.lower()}" for event, action in named if action]


def _end(table: Table, columns: tuple[str, ...]) -> str:
    return f"{_qualified(table.schema, table.name)}.({', '.join(map(_name, columns))})"


def _bracketed(settings: list[str]) -> str:
    return f" [{', '.join(settings)}]" if settings else ""


def _qualified(schema: str, name: str) -> str:
    return f"{_name(schema)}.{_name(name)}"


def _name(name: str) -> str:
    return f'"{_escaped(name, chr(34))}"'


def _text(text: str) -> str:
    return f"'{_escaped(text, chr(39))}'"


def _expression(sql: str) -> str:
    """SQL between backticks, where the language knows no escapes: MySQL's own backticks are left out of it."""
    return f"`{' '.join(sql.replace('`', '').split())}`"


def _escaped(text: str, quote: str) -> str:
    r"""With the backslash escapes of the language.

    >>> print(_escaped("it's \\ a\nline", "'"))
    it\'s \\ a\nline
    """
    text = text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    return text.replace("\n", "\\n").replace("\r", "\\r")


EXPORT = Export(title="DBML", media_type="text/vnd.dbml", suffix=".dbml", write=write)
