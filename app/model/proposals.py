"""What a link says of a column because of what was found of another."""

from dataclasses import dataclass
from enum import StrEnum

from app.model.findings import Finding, FindingKind


class LinkKind(StrEnum):
    """How a column is linked to the one before it on a path."""

    REFERS = "refers"
    """It refers to it, as a foreign key or as if it were one."""
    REFERRED = "referred"
    """It is the key that the other refers to."""
    COPIED = "copied"
    """A view shows the other as this column."""
    COMPUTED = "computed"
    """A view computes this column from the other."""
    SHOWN = "shown"
    """It is what a view shows as the other."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ColumnPlace:
    """A column by its name."""

    schema: str
    table: str
    column: str

    def __str__(self) -> str:
        return f"{self.schema}.{self.table}.{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link from one column to another, along which findings go.

    Attributes:
        by: the foreign key or view, by its name; ``None`` for keys without one.
        declared: whether the schema says so, not merely the names and values of an undeclared key.
        confidence: 0 to 1, that what is true of ``source`` is true of ``target``.
        proven: only what values prove goes along: numbers and the like are keys of anything.
        inside: what goes along stands in some cells of the target, or in parts of them.
    """

    kind: LinkKind
    source: ColumnPlace
    target: ColumnPlace
    by: str | None
    confidence: float
    declared: bool = True
    proven: bool = False
    inside: bool = False


class Standing(StrEnum):
    """How a proposal stands to what was found of the column itself."""

    NEW = "new"
    """Nothing of the kind was found."""
    STRONGER = "stronger"
    """The same family was found, less surely."""
    CONTRADICTED = "contradicted"
    """Another family was found; it stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a column may hold, never a finding.

    Attributes:
        kind: whether the column would be of the type or contain it.
        finding: what was found of ``source``, where the path begins.
        path: the links from there, at least one; the last ends in ``target``.
        link_confidence: 0 to 1, the product of the links'.
        confidence: that times the confidence of the finding.
        own: what was found of the column itself.
    """

    target: ColumnPlace
    source: ColumnPlace
    kind: FindingKind
    finding: Finding
    path: tuple[Link, ...]
    link_confidence: float
    confidence: float
    standing: Standing
    own: tuple[Finding, ...]
