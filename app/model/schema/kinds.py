"""What there is in a schema: kinds of types, tables, objects and routines."""

from enum import StrEnum


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
