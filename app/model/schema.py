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


class ObjectKind(StrEnum):
    """What a catalog lists, for counts and for the completeness manifest."""

    SCHEMA = "schema"
    TABLE = "table"
    VIEW = "view"
    TYPE = "type"
    SEQUENCE = "sequence"
    ROUTINE = "routine"
    TRIGGER = "trigger"
    EXTENSION = "extension"


class SkipReason(StrEnum):
    """Why an object that the catalog lists is not, or not wholly, in the snapshot."""

    NO_ACCESS = "no_access"
    GONE = "gone"
    VIEW_ERROR = "view_error"
    FILTERED = "filtered"
    TIMEOUT = "timeout"
    LOCKED = "locked"
    FOREIGN_UNREACHABLE = "foreign_unreachable"
    UNSUPPORTED = "unsupported"


class Identity(StrEnum):
    """Who numbers the rows; MySQL's AUTO_INCREMENT and SQL Server's IDENTITY included."""

    ALWAYS = "always"
    BY_DEFAULT = "by default"


class UserTypeKind(StrEnum):
    """Kinds of types a schema can hold."""

    ENUM = "enum"
    DOMAIN = "domain"
    COMPOSITE = "composite"
    RANGE = "range"
    ALIAS = "alias"


class RoutineKind(StrEnum):
    """Kinds of stored code."""

    FUNCTION = "function"
    PROCEDURE = "procedure"
    AGGREGATE = "aggregate"
    WINDOW = "window function"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectName:
    """A name with its schema."""

    schema: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        position: 1-based, in the order of the table.
        native_type: as the server writes it, e.g. ``character varying(60)``.
        default: SQL text of the default, ``None`` without one.
        nullable: ``None`` where the catalog does not say (views on some servers).
        length: characters (bytes of a binary type) a value may have; ``None`` without a limit or unknown.
        precision: digits of a decimal number, or fractional digits of a second.
        scale: digits after the point of a decimal number.
        generated: whether the server computes it; ``generation`` is then the SQL text of the expression.
        collation: where it is not the default of the type.
        user_type: the enum, domain or other type of a schema it is declared with.
    """

    name: str
    position: int
    native_type: str
    data_type: DataType
    nullable: bool | None = None
    default: str | None = None
    comment: str | None = None
    generated: bool = False
    length: int | None = None
    precision: int | None = None
    scale: int | None = None
    identity: Identity | None = None
    generation: str | None = None
    collation: str | None = None
    user_type: ObjectName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A primary or unique key: its columns in key order. ``name`` is ``None`` where the server gives none."""

    columns: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A declared foreign key; ``columns`` and ``referred_columns`` pair up by position.

    ``referred_columns`` is empty where the declaration leaves them to the primary key and that is unknown.

    Attributes:
        on_update: the action in SQL words, e.g. ``NO ACTION``, ``CASCADE``; ``None`` if unknown.
        on_delete: likewise.
        validated: whether the server has checked the rows that were there before; ``None`` if unknown.
        deferrable: whether it may be checked at the end of a transaction.
    """

    columns: tuple[str, ...]
    referred_schema: str
    referred_table: str
    referred_columns: tuple[str, ...]
    name: str | None = None
    on_update: str | None = None
    on_delete: str | None = None
    validated: bool | None = None
    deferrable: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check constraint with the SQL text of its expression."""

    expression: str
    name: str | None = None
    validated: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """An exclusion constraint as the server writes it (PostgreSQL)."""

    definition: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index; expressions stand in ``columns`` as the SQL text of the expression.

    Attributes:
        expressions: positions in ``columns``, from 0, that hold an expression and no name.
        descending: positions in ``columns``, from 0, that are sorted from the greatest down.
        method: e.g. ``btree``, ``gin``, ``FULLTEXT``.
        predicate: SQL text of the condition of a partial index.
        included: columns it carries besides its key.
        valid: ``False`` for one the server has not finished or has disabled; ``None`` if unknown.
        size_bytes: on disk.
    """

    name: str
    columns: tuple[str, ...]
    unique: bool
    expressions: tuple[int, ...] = ()
    descending: tuple[int, ...] = ()
    method: str | None = None
    predicate: str | None = None
    included: tuple[str, ...] = ()
    valid: bool | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A trigger, e.g. ``BEFORE`` ``INSERT, UPDATE``.

    Attributes:
        timing: ``BEFORE``, ``AFTER`` or ``INSTEAD OF``; ``None`` if the catalog does not say.
        events: in the order of the catalog.
        definition: SQL text.
    """

    name: str
    timing: str | None = None
    events: tuple[str, ...] = ()
    enabled: bool | None = None
    definition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A row-level security policy: who sees which rows for which command."""

    name: str
    command: str
    roles: tuple[str, ...] = ()
    using: str | None = None
    check: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A partition that is not a table of its own (MySQL, SQL Server)."""

    name: str
    bound: str | None = None
    row_estimate: int | None = None
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table or view with everything that belongs to it.

    Attributes:
        schema: schema or, on MySQL, database; ``main`` on SQLite.
        row_estimate: rows as the catalog estimates them; ``None`` without statistics.
        estimated_at: when the server made that estimate; ``None`` if it does not say.
        size_bytes: on disk as the catalog gives it, without indexes; ``None`` if unknown.
        index_bytes: all its indexes on disk.
        readable: whether the scanning role may select from it; ``None`` if the catalog does not say.
        privileges: what the scanning role may do with it, in SQL words; ``None`` if unknown.
        partition_of: the partitioned table this is a partition of; ``partition_bound`` says which rows it has.
        partition_key: SQL text of how its rows are spread, e.g. ``RANGE (payment_date)``.
        partitions: its partitions, where they are not tables of their own.
        inherits: tables it inherits from without being their partition.
        row_security: whether policies decide which rows a role sees; ``None`` where there is no such thing.
        storage: engine or access method, e.g. ``InnoDB``, ``heap``.
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
    checks: tuple[Check, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    comment: str | None = None
    owner: str | None = None
    row_estimate: int | None = None
    estimated_at: datetime | None = None
    size_bytes: int | None = None
    index_bytes: int | None = None
    readable: bool | None = None
    privileges: tuple[str, ...] | None = None
    partition_of: ObjectName | None = None
    partition_bound: str | None = None
    partition_key: str | None = None
    partitions: tuple[Partition, ...] = ()
    inherits: tuple[ObjectName, ...] = ()
    row_security: bool | None = None
    policies: tuple[Policy, ...] = ()
    storage: str | None = None
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
class Schema:
    """A schema, whether or not it holds tables."""

    name: str
    owner: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UserType:
    """A type of a schema.

    Attributes:
        labels: of an enum, in their order.
        base_type: of a domain or alias, or the subtype of a range, as the server writes it.
        nullable: of a domain.
        checks: of a domain.
        fields: of a composite type, each ``name type``.
    """

    schema: str
    name: str
    kind: UserTypeKind
    labels: tuple[str, ...] = ()
    base_type: str | None = None
    nullable: bool | None = None
    default: str | None = None
    checks: tuple[Check, ...] = ()
    fields: tuple[str, ...] = ()
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A sequence. ``owned_by`` is the table, ``owned_by_column`` the column it numbers."""

    schema: str
    name: str
    native_type: str | None = None
    start: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    increment: int | None = None
    cycles: bool | None = None
    owned_by: ObjectName | None = None
    owned_by_column: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """A function or procedure.

    Attributes:
        arguments: as the server writes them; tells overloaded routines apart.
        returns: ``None`` for procedures.
        security_definer: whether it runs with its owner's rights.
    """

    schema: str
    name: str
    kind: RoutineKind
    arguments: str = ""
    returns: str | None = None
    language: str | None = None
    security_definer: bool | None = None
    owner: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An installed extension (PostgreSQL)."""

    name: str
    version: str | None = None
    schema: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An object the catalog lists and the snapshot lacks, wholly or in part.

    Attributes:
        missing: what is missing of it, e.g. ``definition``; ``None`` when all of it is.
        grant: the statement that would change it, where rights are missing.
    """

    kind: ObjectKind
    schema: str
    name: str
    reason: SkipReason
    missing: str | None = None
    grant: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """What the catalog of one database holds.

    Attributes:
        tables: tables and views; ordered by schema and name in a ``Snapshot``.
        skipped: what is listed and could not be read; everything else listed is in the snapshot.
        reader: ``catalog``, or ``inspector`` where SQLAlchemy's Inspector stood in for a catalog of the dialect's own.
    """

    tables: tuple[Table, ...]
    schemas: tuple[Schema, ...] = ()
    types: tuple[UserType, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    routines: tuple[Routine, ...] = ()
    extensions: tuple[Extension, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    reader: str = "catalog"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot(Catalog):
    """The schema of one database at one moment.

    Attributes:
        product: e.g. ``PostgreSQL``, ``MariaDB``, ``SQLite``.
        version: as the server says it, e.g. ``15.18``.
        database: the database, MySQL schema or file name scanned.
        statements: catalog statements it took.
    """

    product: str
    version: str
    database: str
    taken_at: datetime
    statements: int


def table_id(schema: str, name: str) -> str:
    """The id of the table with that name; the separator cannot occur in a name.

    >>> table_id("public", "customer")
    'df6dafd53a9a84bf'
    """
    return sha256(f"{schema}\0{name}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
