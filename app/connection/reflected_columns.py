"""Columns as SQLAlchemy's Inspector tells them."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Dialect, types
from sqlalchemy.exc import CompileError
from sqlalchemy.types import TypeEngine

from app.model.schema import Column, DataType, Identity

_BY_CLASS: Final = (  # subclasses before the classes they are of
    (types.Boolean, DataType.BOOLEAN),
    (types.Integer, DataType.INTEGER),
    (types.Float, DataType.FLOAT),
    (types.Numeric, DataType.DECIMAL),
    (types.DateTime, DataType.TIMESTAMP),
    (types.Date, DataType.DATE),
    (types.Time, DataType.TIME),
    (types.JSON, DataType.JSON),
    (types.Uuid, DataType.UUID),
    (types.ARRAY, DataType.ARRAY),
    (types.LargeBinary, DataType.BINARY),
    (types.BINARY, DataType.BINARY),
    (types.VARBINARY, DataType.BINARY),
    (types.String, DataType.TEXT),
)
_BY_NAME: Final = {
    **dict.fromkeys(("INET", "CIDR", "MACADDR", "MACADDR8", "INET4", "INET6"), DataType.NETWORK),
    **dict.fromkeys(("OID", "YEAR"), DataType.INTEGER),
    **dict.fromkeys(("ENUM", "CITEXT", "XML"), DataType.TEXT),
    **dict.fromkeys(("JSONPATH", "TSVECTOR", "TSQUERY"), DataType.OTHER),
    "MONEY": DataType.DECIMAL,
    **dict.fromkeys(("BYTEA", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB"), DataType.BINARY),
}


def reflected_column(column: Mapping[str, Any], position: int, dialect: Dialect, *, is_view: bool) -> Column:
    """The column as everybody else knows it; whether a view's column may hold NULL is not known."""
    kind: TypeEngine[Any] = column["type"]
    computed: Mapping[str, Any] | None = column.get("computed")
    return Column(
        name=column["name"],
        position=position,
        native_type=native_type(kind, dialect),
        data_type=data_type(kind),
        nullable=None if is_view else column["nullable"],
        default=None if computed or column["default"] is None else str(column["default"]),
        comment=column.get("comment"),
        generated=computed is not None,
        length=_whole(kind, "length"),
        precision=_whole(kind, "precision"),
        scale=_whole(kind, "scale"),
        identity=_identity(column),
        generation=computed["sqltext"] if computed else None,
        collation=getattr(kind, "collation", None),
    )


def native_type(kind: TypeEngine[Any], dialect: Dialect) -> str:
    """The type as SQLAlchemy writes it for this dialect; empty for one it does not know."""
    try:
        return kind.compile(dialect=dialect)
    except CompileError:
        return ""


def data_type(kind: TypeEngine[Any]) -> DataType:
    """A type of SQLAlchemy folded; a domain is the type it is of, and ``TINYINT(1)`` is MySQL's boolean.

    >>> data_type(types.VARCHAR(40)), data_type(types.Float()), data_type(types.NullType())
    (<DataType.TEXT: 'text'>, <DataType.FLOAT: 'float'>, <DataType.OTHER: 'other'>)
    """
    of_domain = getattr(kind, "data_type", None)
    if isinstance(of_domain, TypeEngine):
        return data_type(of_domain)  # pyright: ignore[reportUnknownArgumentType] - a type of any value
    name = str(kind.__visit_name__).upper()
    if name == "TINYINT" and getattr(kind, "display_width", None) == 1:
        return DataType.BOOLEAN
    if name in _BY_NAME:
        return _BY_NAME[name]
    return next((folded for known, folded in _BY_CLASS if isinstance(kind, known)), DataType.OTHER)


def _whole(kind: TypeEngine[Any], attribute: str) -> int | None:
    value = getattr(kind, attribute, None)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _identity(column: Mapping[str, Any]) -> Identity | None:
    """An IDENTITY clause says who numbers; AUTO_INCREMENT numbers where no value is given."""
    identity = column.get("identity")
    if identity:
        return Identity.ALWAYS if identity.get("always") else Identity.BY_DEFAULT
    return Identity.BY_DEFAULT if column.get("autoincrement") is True and not column["default"] else None
