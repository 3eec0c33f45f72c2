"""Foreign keys that nobody declared: what names suggest, and what values say to it."""

from dataclasses import dataclass
from enum import StrEnum

from app.model.run import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationCandidate:
    """A column that seems to refer to a key.

    Attributes:
        confidence: 0 to 1, before any value was looked at.
        reasons: what speaks for it and against it, in words.
    """

    schema: str
    table: str
    column: str
    referred_schema: str
    referred_table: str
    referred_column: str
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A candidate with the table it is checked along with; ``None`` where it is not checked."""

    candidate: RelationCandidate
    checked_with: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """How many values of a column are found in the key it seems to refer to. NULL refers to nothing and is left out.

    Attributes:
        rows: rows with a value that were looked at.
        values: different values among them.
        orphan_rows: rows whose value the key does not have.
        orphan_values: different values the key does not have.
        exact: whether every row was looked at.
        orphan_share_at_most: share of rows without a match over the whole table, at 95 %; ``None`` where it is
            exact, or where the rows were not drawn independently and nothing can be said.
    """

    rows: int
    values: int
    orphan_rows: int
    orphan_values: int
    exact: bool
    orphan_share_at_most: float | None = None


class RelationVerdict(StrEnum):
    """What values say."""

    CONFIRMED = "confirmed"
    """Every value was found."""
    MOSTLY = "mostly"
    """Some were not, few enough for a relation that nobody enforces."""
    REFUTED = "refuted"
    EMPTY = "empty"
    """There was no value to look for."""
    UNTESTED = "untested"
    """No value was looked at; the reason says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationCheck:
    """A candidate after its check.

    Attributes:
        confidence: 0 to 1, from the name's and what the values add (``app.schema.relation_confidence``).
        reason: why it is untested; ``None`` otherwise.
    """

    candidate: RelationCandidate
    verdict: RelationVerdict
    confidence: float
    inclusion: Inclusion | None = None
    reason: Reason | None = None
