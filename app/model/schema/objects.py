"""What a schema holds besides tables."""

from dataclasses import dataclass

from app.model.schema.constraints import Check
from app.model.schema.kinds import RoutineKind, UserTypeKind
from app.model.schema.names import ObjectName


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
