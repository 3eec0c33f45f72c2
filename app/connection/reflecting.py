"""Inside the reader process: a catalog by SQLAlchemy's Inspector, for dialects without a catalog of their own.

What is asked for comes in bulk (``get_multi_*``); whether that is a statement or one per table is up to the dialect
in SQLAlchemy. What an Inspector cannot tell is ``None``: estimates, sizes, rights, partitions, triggers and more.
Source: https://docs.sqlalchemy.org/en/21/core/reflection.html
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import event, inspect
from sqlalchemy.engine import Connection as SqlConnection
from sqlalchemy.engine.reflection import Inspector, ObjectKind
from sqlalchemy.exc import DBAPIError, NoSuchTableError

from app.connection.reflected_columns import reflected_column
from app.model.schema import (
    Catalog,
    Check,
    ForeignKey,
    Index,
    Key,
    Schema,
    Skipped,
    SkipReason,
    Table,
    TableKind,
)
from app.model.schema import ObjectKind as Listed

Reflected = tuple[str, str]
"""The kind of an object and the object as JSON: ``table``, ``schema``, ``skipped``, and ``statements`` at the end."""

T = TypeVar("T")
Parts = Mapping[tuple[str | None, str], Any]

_SYSTEM_SCHEMAS: Final = frozenset(
    {"information_schema", "pg_catalog", "pg_toast", "performance_schema", "mysql", "sys"}
)


def reflected(connection: SqlConnection, schemas: Sequence[str] | None) -> Iterator[Reflected]:
    """Everything the Inspector tells of these schemas, or of all that are not the server's own."""
    asked = _Counter()
    event.listen(connection, "before_cursor_execute", asked.count)
    try:
        inspector = inspect(connection)
        for schema in _listed(inspector, schemas):
            catalog = _schema(connection, inspector, schema)
            yield from (("schema", as_json(each)) for each in catalog.schemas)
            yield from (("table", as_json(each)) for each in catalog.tables)
            yield from (("skipped", as_json(each)) for each in catalog.skipped)
    finally:
        event.remove(connection, "before_cursor_execute", asked.count)
    yield "statements", str(asked.statements)


@dataclass(slots=True)
class _Counter:
    """Counts the statements of one connection."""

    statements: int = 0

    def count(self, *_: object) -> None:
        """One more."""
        self.statements += 1


def as_json(value: object) -> str:
    """The object as JSON; lone surrogates, which UTF-8 cannot carry, become "?" as everywhere on this way."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(value)
        return msgspec.json.encode(_without_surrogates(plain)).decode()


def _without_surrogates(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-8", "replace").decode()
        case list():
            return [_without_surrogates(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
        case dict():
            return {key: _without_surrogates(each) for key, each in value.items()}  # pyright: ignore[reportUnknownVariableType]
        case _:
            return value


def _listed(inspector: Inspector, schemas: Sequence[str] | None) -> list[str | None]:
    if schemas is not None:
        return list(schemas)
    found = _told(inspector.get_schema_names, [])
    return [name for name in found if name not in _SYSTEM_SCHEMAS] or [None]


def _schema(connection: SqlConnection, inspector: Inspector, schema: str | None) -> Catalog:
    name = schema if schema is not None else inspector.default_schema_name or ""
    views = set(_told(lambda: inspector.get_view_names(schema), []))
    materialized = set(_told(lambda: inspector.get_materialized_view_names(schema), []))
    tables = [*inspector.get_table_names(schema), *sorted(views | materialized)]
    kinds = {
        table: TableKind.MATERIALIZED_VIEW
        if table in materialized
        else TableKind.VIEW
        if table in views
        else TableKind.TABLE
        for table in tables
    }
    read = _Read(inspector, schema, views | materialized)
    made = tuple(
        _table(connection, read, name, table, kind) for table, kind in kinds.items() if table in read.columns
    )
    skipped = tuple(_skipped(name, table, kind) for table, kind in kinds.items() if table not in read.columns)
    return Catalog(tables=made, schemas=(Schema(name=name),), skipped=skipped)


class _Read:
    """What the Inspector tells of all tables and views of a schema, by their name."""

    def __init__(self, inspector: Inspector, schema: str | None, views: Collection[str]) -> None:
        def by_name(ask: Callable[..., Parts], kind: ObjectKind = ObjectKind.TABLE) -> dict[str, Any]:
            found = _told(lambda: ask(schema=schema, kind=kind), {})
            return {table: part for (_, table), part in found.items()}

        self.inspector = inspector
        self.schema = schema
        self.columns = by_name(inspector.get_multi_columns) | self._view_columns(views)
        self.primary_keys = by_name(inspector.get_multi_pk_constraint)
        self.foreign_keys = by_name(inspector.get_multi_foreign_keys)
        self.unique_keys = by_name(inspector.get_multi_unique_constraints)
        self.indexes = by_name(inspector.get_multi_indexes, ObjectKind.TABLE | ObjectKind.MATERIALIZED_VIEW)
        self.checks = by_name(inspector.get_multi_check_constraints)
        self.comments = by_name(inspector.get_multi_table_comment, ObjectKind.ANY)

    def _view_columns(self, views: Collection[str]) -> dict[str, Any]:
        """Of all views at once; one that is broken fails that on some servers, and then each is asked for by itself."""
        if not views:
            return {}
        try:
            found = self.inspector.get_multi_columns(schema=self.schema, kind=ObjectKind.ANY_VIEW)
        except (DBAPIError, NoSuchTableError):
            return {view: columns for view in views if (columns := self._columns_of(view))}
        return {view: columns for (_, view), columns in found.items()}

    def _columns_of(self, view: str) -> Any:
        try:
            return self.inspector.get_columns(view, self.schema)
        except (DBAPIError, NoSuchTableError):
            return None

    def definition(self, view: str) -> str | None:
        """The SQL of a view; ``None`` where it is not told."""
        return _told(lambda: self.inspector.get_view_definition(view, self.schema), None) or None


def _told(ask: Callable[[], T], otherwise: T) -> T:
    """What the dialect tells, or the other thing where it cannot."""
    try:
        return ask()
    except NotImplementedError:
        return otherwise


def _skipped(schema: str, name: str, kind: TableKind) -> Skipped:
    if kind is TableKind.TABLE:
        return Skipped(kind=Listed.TABLE, schema=schema, name=name, reason=SkipReason.GONE)
    return Skipped(kind=Listed.VIEW, schema=schema, name=name, reason=SkipReason.VIEW_ERROR)


def _table(connection: SqlConnection, read: _Read, schema: str, name: str, kind: TableKind) -> Table:
    is_view = kind is not TableKind.TABLE
    primary: Mapping[str, Any] = read.primary_keys.get(name) or {}
    comment: Mapping[str, str | None] = read.comments.get(name) or {}
    return Table(
        schema=schema,
        name=name,
        kind=kind,
        columns=tuple(
            reflected_column(column, place, connection.dialect, is_view=is_view)
            for place, column in enumerate(read.columns[name], 1)
        ),
        primary_key=_key(primary, "constrained_columns") if primary.get("constrained_columns") else None,
        foreign_keys=tuple(_foreign_key(key, schema) for key in read.foreign_keys.get(name) or ()),
        unique_keys=tuple(_key(key, "column_names") for key in read.unique_keys.get(name) or ()),
        indexes=tuple(_index(index) for index in read.indexes.get(name) or ()),
        checks=tuple(
            Check(expression=check["sqltext"], name=check["name"]) for check in read.checks.get(name) or ()
        ),
        comment=comment.get("text"),
        definition=read.definition(name) if is_view else None,
    )


def _key(key: Mapping[str, Any], columns: str) -> Key:
    return Key(columns=tuple(key[columns]), name=key.get("name"))


def _foreign_key(key: Mapping[str, Any], schema: str) -> ForeignKey:
    options: Mapping[str, Any] = key.get("options") or {}
    return ForeignKey(
        columns=tuple(key["constrained_columns"]),
        referred_schema=key["referred_schema"] or schema,
        referred_table=key["referred_table"],
        referred_columns=tuple(key["referred_columns"]),
        name=key.get("name"),
        on_update=options.get("onupdate"),
        on_delete=options.get("ondelete"),
        deferrable=options.get("deferrable"),
    )


def _index(index: Mapping[str, Any]) -> Index:
    names: Sequence[str | None] = index["column_names"]
    written: Sequence[str] = index.get("expressions") or [name or "?" for name in names]
    return Index(
        name=index.get("name") or "",
        columns=tuple(written),
        unique=bool(index["unique"]),
        expressions=tuple(place for place, name in enumerate(names) if name is None),
        included=tuple(index.get("include_columns") or ()),
    )
