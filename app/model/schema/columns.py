"""A column."""

from dataclasses import dataclass

from app.model.schema.kinds import DataType, Identity
from app.model.schema.names import ObjectName


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
