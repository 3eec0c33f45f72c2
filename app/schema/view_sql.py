"""The SQL of a view as a tree whose columns all say which table they are of. Uses sqlglot (https://sqlglot.com)."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from sqlglot import MappingSchema, exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from app.model.schema import Snapshot, Table

logging.getLogger("sqlglot").setLevel(logging.CRITICAL + 1)  # its warnings repeat somebody's SQL

MOST_CHARACTERS: Final = 100_000
"""Longer SQL is not looked at: sqlglot reads about 100,000 characters a second (measured, 2 cores)."""

_DIALECTS: Final = {
    "PostgreSQL": "postgres",
    "MariaDB": "mysql",
    "MySQL": "mysql",
    "SQLite": "sqlite",
    "SQL Server": "tsql",
}
_FOLDED: Final = frozenset({"sqlite", "tsql"})
"""Dialects in which sqlglot takes names that differ in case only for the same."""


class UnreadableViewError(Exception):
    """The SQL of a view cannot be understood; ``str()`` says why, for people."""


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A table of the snapshot with its columns by the name sqlglot compares."""

    table: Table
    columns: Mapping[str, str]


class Tables:
    """The tables of a snapshot by name, as SQL of its product finds them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.dialect = _dialect(snapshot.product)
        self.aggregates = frozenset(
            routine.name.lower() for routine in snapshot.routines if routine.kind == "aggregate"
        )
        self._by_name = {(self.folded(t.schema), self.folded(t.name)): t for t in snapshot.tables}
        self._known: dict[tuple[str, str], KnownTable] = {}

    def folded(self, name: str) -> str:
        """The name as it is compared."""
        return name.lower() if self.dialect in _FOLDED else name

    def find(self, schema: str, name: str) -> KnownTable | None:
        """The table of that name; ``None`` if the snapshot has none."""
        key = self.folded(schema), self.folded(name)
        if key not in self._known:
            table = self._by_name.get(key)
            if table is None:
                return None
            columns = {self.folded(column.name): column.name for column in table.columns}
            self._known[key] = KnownTable(table, columns)
        return self._known[key]


def view_scope(view: Table, tables: Tables) -> Scope:
    """The outermost scope of the view's query, its columns qualified and its stars expanded.

    Raises:
        UnreadableViewError: with the reason.
    """
    if view.definition is None:
        raise UnreadableViewError("The SQL of the view is not known.")
    if len(view.definition) > MOST_CHARACTERS:
        raise UnreadableViewError(f"The SQL of the view is longer than {MOST_CHARACTERS:,} characters.")
    try:
        query = _query(parse_one(view.definition, dialect=tables.dialect))
        scope = build_scope(_qualified(query, view, tables))
    except (SqlglotError, RecursionError) as error:
        raise UnreadableViewError(f"The SQL of the view cannot be read ({type(error).__name__}).") from None
    except Exception as error:  # noqa: BLE001 - sqlglot raises anything on SQL it did not foresee
        raise UnreadableViewError(f"The SQL of the view was not foreseen ({type(error).__name__}).") from None
    if scope is None:
        raise UnreadableViewError("The SQL of the view is no query.")
    return scope


def _query(tree: exp.Expr) -> exp.Expr:
    """The query inside. Names it gives to the view's columns count for nothing: the snapshot has them."""
    if not isinstance(tree, exp.Create):
        return tree
    query: exp.Expr | None = tree.expression
    if query is None:
        raise UnreadableViewError("The SQL of the view is no query.")
    return query


def _qualified(query: exp.Expr, view: Table, tables: Tables) -> exp.Expr:
    default = exp.to_identifier(tables.folded(view.schema), quoted=True)
    return qualify(
        query,
        dialect=tables.dialect,
        db=cast("str", default),  # an identifier is taken as it is, where text would be read as SQL
        schema=_schema(query, view, tables),
        validate_qualify_columns=False,
        allow_partial_qualification=True,
        quote_identifiers=False,
        identify=False,
    )


def _schema(query: exp.Expr, view: Table, tables: Tables) -> MappingSchema:
    """Columns of the tables the query names, and of no others: a snapshot may hold a hundred thousand."""
    mapping: dict[str, dict[str, object]] = {}
    for known in _named(query, view, tables):
        columns = dict.fromkeys(known.columns, "unknown")
        of_schema = mapping.setdefault(tables.folded(known.table.schema), {})
        of_schema[tables.folded(known.table.name)] = columns
    return MappingSchema({**mapping}, dialect=tables.dialect, normalize=False)


def _named(query: exp.Expr, view: Table, tables: Tables) -> Iterator[KnownTable]:
    for node in query.find_all(exp.Table):
        known = tables.find(node.db or view.schema, node.name)
        if known is not None:
            yield known


def _dialect(product: str) -> str | None:
    """The name sqlglot has for the SQL of a product; ``None`` stands for its own mixture."""
    return next((dialect for name, dialect in _DIALECTS.items() if name in product), None)
