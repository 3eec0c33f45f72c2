"""What other rules would say of values that were looked at once."""

from dataclasses import dataclass
from enum import StrEnum

from app.model.findings import ColumnVerdict, Finding


class Staleness(StrEnum):
    """Why the kept evidence does not tell how values fare against a type of today.

    ``changed``: its value test is another one; what is known of the old one still counts. ``new``: its values were
    never tested, and it takes no part. ``by_name``: it is new and only its name tells it; its shape was not tried.
    ``inside``: how it is looked for inside text changed. ``model``: another text model reads it now.
    """

    CHANGED = "changed"
    NEW = "new"
    BY_NAME = "by_name"
    INSIDE = "inside"
    MODEL = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleType:
    """A type that only another scan can tell."""

    type_id: str
    title: str
    why: Staleness


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPart:
    """A part of a score that is another one now.

    Attributes:
        before: log-odds; ``None`` if there was no such part, or it was not kept because the type was not chosen.
        after: log-odds; ``None`` if there is none any more.
        detail: of today's part, or of the former one where there is none.
    """

    type_id: str
    name: str
    before: float | None
    after: float | None
    detail: str


class Movement(StrEnum):
    """What became of the findings of a column.

    ``found``: there was none of this kind, now there is. ``lost``: the other way round. ``retyped``: something else.
    ``restated``: the same types, of another level, category or regulation. ``weighed``: only surer or less sure.
    """

    FOUND = "found"
    LOST = "lost"
    RETYPED = "retyped"
    RESTATED = "restated"
    WEIGHED = "weighed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChange:
    """A column about which something else is said now.

    Attributes:
        before: findings that are gone or differ, as they were.
        after: findings that are new or differ, as they are.
        moved: the parts that made the difference.
    """

    table_id: str
    column: str
    movement: Movement
    before: tuple[Finding, ...]
    after: tuple[Finding, ...]
    moved: tuple[MovedPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A column that only another scan tells in full, and why, in words."""

    table_id: str
    column: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableVerdicts:
    """What the rules say of one table."""

    table_id: str
    verdicts: tuple[ColumnVerdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redecision:
    """The verdicts of other rules on kept evidence.

    Attributes:
        rules_before: versions of the catalogue that the evidence was gathered under.
        rules_after: the one that decided now.
        tables: all verdicts, of every table that has evidence.
        changes: those that say something else.
        stale: types that only another scan can tell.
        gone: types that the rules no longer have.
        doubts: columns that only another scan tells in full.
    """

    rules_before: tuple[str, ...]
    rules_after: str
    tables: tuple[TableVerdicts, ...]
    changes: tuple[ColumnChange, ...]
    stale: tuple[StaleType, ...]
    gone: tuple[str, ...]
    doubts: tuple[Doubt, ...]
