"""CREATE statements for MySQL and MariaDB, for the database one is connected to.

Sources: https://dev.mysql.com/doc/refman/8.0/en/create-table.html, https://mariadb.com/kb/en/create-table/.
"""

import re
from collections.abc import Iterator

from app.model.schema import Column, ForeignKey, Index, Sequence, Snapshot, Table, TableKind, Trigger
from app.results.exports.ddl import (
    Code,
    actions,
    code_of,
    commented,
    expressions_of,
    heading,
    in_order,
    unless_code,
)

_METHODS = {"FULLTEXT": "FULLTEXT ", "SPATIAL": "SPATIAL "}
_CHAINS = re.compile(r"'(?:[^'\\]|\\.|'')*'|`(?:[^`]|``)*`(?:\.`(?:[^`]|``)*`)*", re.DOTALL)
_PARTS = re.compile(r"`(?:[^`]|``)*`")
_MOST_PARTS = 3


def write(snapshot: Snapshot) -> Iterator[str]:
    """Sequences, tables with their indexes, foreign keys, views, triggers."""
    code = code_of(snapshot)
    tables = [table for table in snapshot.tables if not table.is_view]
    yield heading(snapshot)
    yield "SET NAMES utf8mb4;\n"
    yield from map(_sequence, snapshot.sequences)
    for table in tables:
        yield _table(table, code)
    for table in tables:
        yield from (_foreign_key(table, key) for key in table.foreign_keys)
    for view in in_order(table for table in snapshot.tables if table.is_view):
        yield _view(view, code)
    triggers = [(table, trigger) for table in tables for trigger in table.triggers if trigger.definition]
    if triggers:
        yield "DELIMITER ;;\n"
        yield from (_trigger(table, trigger, code) for table, trigger in triggers)
        yield "DELIMITER ;\n"


def quoted(name: str) -> str:
    """The name as an identifier."""
    return "`" + name.replace("`", "``") + "`"


def literal(text: str) -> str:
    r"""The text between single quotes; a backslash means something unless NO_BACKSLASH_ESCAPES is set.

    >>> print(literal("it's\r\n"))
    'it''s\r
    '
    """
    # the client takes a carriage return before a line break for a part of it, and leaves it out
    return "'" + text.replace("\\", "\\\\").replace("'", "''").replace("\r", "\\r") + "'"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, names))


def _sequence(sequence: Sequence) -> str:
    parts = (
        ("START WITH", sequence.start),
        ("MINVALUE", sequence.minimum),
        ("MAXVALUE", sequence.maximum),
        ("INCREMENT BY", sequence.increment),
        ("CYCLE", "" if sequence.cycles else None),
    )
    written = "".join(f" {word} {value}".rstrip() for word, value in parts if value is not None)
    return f"CREATE SEQUENCE {quoted(sequence.name)}{written};\n"


def _table(table: Table, code: Code) -> str:
    parts = [*map(_column, table.columns), *_keys(table), *_checks(table)]
    lines = "".join(f"  {part},\n" for part in parts).removesuffix(",\n")
    engine = f" ENGINE={table.storage}" if table.storage else ""
    comment = f" COMMENT={literal(table.comment)}" if table.comment else ""
    statement = f"CREATE TABLE {quoted(table.name)} (\n{lines}\n){engine}{comment}{_partitions(table)};\n"
    if table.kind is TableKind.FOREIGN:
        return commented(
            statement, "The rows of this table are on another server, which is not in this script:"
        )
    return unless_code(statement, code, *expressions_of(table))


def _column(column: Column) -> str:
    collation = f" COLLATE {column.collation}" if column.collation else ""
    generated = f" GENERATED ALWAYS AS ({column.generation})" if column.generation is not None else ""
    nulls = {False: " NOT NULL", True: "" if generated else " NULL", None: ""}[column.nullable]
    default = f" DEFAULT {column.default}" if column.default is not None else ""
    numbered = " AUTO_INCREMENT" if column.identity is not None else ""
    comment = f" COMMENT {literal(column.comment)}" if column.comment else ""
    name = f"{quoted(column.name)} {column.native_type}"
    return f"{name}{collation}{generated}{nulls}{default}{numbered}{comment}"


def _keys(table: Table) -> Iterator[str]:
    """The primary key first, then the indexes as they are listed; unique keys are unique indexes here."""
    if table.primary_key is not None:
        yield f"PRIMARY KEY ({_listed(table.primary_key.columns)})"
    for index in table.indexes:
        if index.name != "PRIMARY":
            yield _index(index)


def _index(index: Index) -> str:
    kind = "UNIQUE " if index.unique else _METHODS.get(index.method or "", "")
    method = f" USING {index.method}" if index.method in {"BTREE", "HASH"} else ""
    members = ", ".join(_member(index, place, name) for place, name in enumerate(index.columns))
    return f"{kind}KEY {quoted(index.name)} ({members}){method}"


def _member(index: Index, place: int, name: str) -> str:
    """A name, the beginning of a column as it stands (``name(10)``), or an expression in brackets."""
    down = " DESC" if place in index.descending else ""
    if place not in index.expressions:
        return f"{quoted(name)}{down}"
    return f"{name}{down}" if name.startswith("`") and name.endswith(")") else f"({name}){down}"


def _checks(table: Table) -> Iterator[str]:
    for check in table.checks:
        named = f"CONSTRAINT {quoted(check.name)} " if check.name else ""
        yield f"{named}CHECK ({check.expression})"


def _partitions(table: Table) -> str:
    if not table.partition_key:
        return ""
    parts = ", ".join(f"PARTITION {quoted(p.name)} {p.bound or ''}".rstrip() for p in table.partitions)
    return f"\nPARTITION BY {table.partition_key} ({parts})"


def _foreign_key(table: Table, key: ForeignKey) -> str:
    elsewhere = f"{quoted(key.referred_schema)}." if key.referred_schema != table.schema else ""
    named = f" CONSTRAINT {quoted(key.name)}" if key.name else ""
    place = f"{elsewhere}{quoted(key.referred_table)} ({_listed(key.referred_columns)})"
    columns = _listed(key.columns)
    return (
        f"ALTER TABLE {quoted(table.name)} ADD{named}"
        f" FOREIGN KEY ({columns}) REFERENCES {place}{actions(key, usual='RESTRICT')};\n"
    )


def _view(view: Table, code: Code) -> str:
    if view.definition is None:
        return commented(f"The SQL of the view {quoted(view.name)} is not known.")
    query = without_database(view.definition, view.schema)
    statement = f"CREATE VIEW {quoted(view.name)} AS\n{query};\n"
    return unless_code(statement, code, query)


def _trigger(table: Table, trigger: Trigger, code: Code) -> str:
    when = f"{trigger.timing} {' OR '.join(trigger.events)} ON {quoted(table.name)}"
    statement = f"CREATE TRIGGER {quoted(trigger.name)} {when} FOR EACH ROW\n{trigger.definition};;\n"
    return unless_code(statement, code, trigger.definition)


def without_database(sql: str, database: str) -> str:
    """The SQL of a view without the name of its database, which the server writes before every table.

    >>> without_database("select `shop`.`t`.`x`, 'a `shop`.`b`' from `shop`.`t`", "shop")
    "select `t`.`x`, 'a `shop`.`b`' from `t`"
    """
    prefix = f"{quoted(database)}."

    def bare(found: re.Match[str]) -> str:
        is_qualified = found[0].startswith(prefix) and len(_PARTS.findall(found[0])) <= _MOST_PARTS
        return found[0].removeprefix(prefix) if is_qualified else found[0]

    return _CHAINS.sub(bare, sql)
