"""A database schema as read from its catalog.

``None`` means *unknown*, never zero and never "no". Names are kept exactly as the catalog gives them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256


class DataType(StrEnum):
    """Native types folded into what detection and quality can do with a value."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    TIMESTAMP = "timestamp"
    JSON = "json"
    UUID = "uuid"
    NETWORK = "network"
    ARRAY = "array"
    BINARY = "binary"
    OTHER = "other"


class TableKind(StrEnum):
    """What stands behind a name one can select from."""

    TABLE = "table"
    PARTITIONED = "partitioned table"
    PARTITION = "partition"
    VIEW = "view"
    MATERIALIZED_VIEW = "materialized view"
    FOREIGN = "foreign table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        position: 1-based, in the order of the table.
        native_type: as the server writes it, e.g. ``character varying(60)``.
        default: SQL text of the default, ``None`` without one.
        nullable: ``None`` where the catalog does not say (views on some servers).
    """

    name: str
    position: int
    native_type: str
    data_type: DataType
    nullable: bool | None = None
    default: str | None = None
    comment: str | None = None
    generated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A primary or unique key: its columns in key order. ``name`` is ``None`` where the server gives none."""

    columns: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A declared foreign key; ``columns`` and ``referred_columns`` pair up by position.

    ``referred_columns`` is empty where the declaration leaves them to the primary key and that is unknown.
    """

    columns: tuple[str, ...]
    referred_schema: str
    referred_table: str
    referred_columns: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index; expressions stand in ``columns`` as the SQL text of the expression."""

    name: str
    columns: tuple[str, ...]
    unique: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table or view with everything that belongs to it.

    Attributes:
        schema: schema or, on MySQL, database; ``main`` on SQLite.
        row_estimate: rows as the catalog estimates them; ``None`` without statistics.
        size_bytes: on disk as the catalog gives it; ``None`` if unknown.
        readable: whether the scanning role may select from it; ``None`` if the catalog does not say.
        partition_of: name of the partitioned table in the same schema this is a partition of.
        definition: SQL text of a view.
    """

    schema: str
    name: str
    kind: TableKind
    columns: tuple[Column, ...]
    primary_key: Key | None = None
    foreign_keys: tuple[ForeignKey, ...] = ()
    unique_keys: tuple[Key, ...] = ()
    indexes: tuple[Index, ...] = ()
    comment: str | None = None
    row_estimate: int | None = None
    size_bytes: int | None = None
    readable: bool | None = None
    partition_of: str | None = None
    definition: str | None = None

    @property
    def id(self) -> str:
        """Opaque and stable: 16 hexadecimal digits derived from schema and name.

        Names hold slashes, dots and newlines; ids go into keys and addresses.
        """
        return table_id(self.schema, self.name)

    @property
    def is_view(self) -> bool:
        """Whether reading it means running somebody's query."""
        return self.kind in {TableKind.VIEW, TableKind.MATERIALIZED_VIEW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The schema of one database at one moment.

    Attributes:
        product: e.g. ``PostgreSQL``, ``MariaDB``, ``SQLite``.
        version: as the server says it, e.g. ``15.18``.
        database: the database, MySQL schema or file name scanned.
        tables: ordered by schema and name.
        statements: catalog statements it took.
    """

    product: str
    version: str
    database: str
    taken_at: datetime
    tables: tuple[Table, ...]
    statements: int


def table_id(schema: str, name: str) -> str:
    """The id of the table with that name; the separator cannot occur in a name.

    >>> table_id("public", "customer")
    'df6dafd53a9a84bf'
    """
    return sha256(f"{schema}\0{name}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
