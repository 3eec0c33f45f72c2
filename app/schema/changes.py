"""What can differ between two schemas."""

from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from app.schema.parts import Place


class ChangeKind(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    """A guess: a catalog does not tell a rename from a removal and an addition."""
    CHANGED = "changed"


class Effect(StrEnum):
    """What it means for those who only read the database; writers may see it otherwise."""

    BREAKING = "breaking"
    SAFE = "safe"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference.

    Attributes:
        was: the part before; ``None`` for one that was added.
        now: the part after; ``None`` for one that was removed.
        attribute: which fact of it changed; ``None`` unless it is changed.
        before: the fact before, as a person reads it; ``None`` for nothing or unknown.
        after: the fact after, likewise.
        score: how sure a rename is, 0 to 1; ``None`` for everything else.
        evidence: what makes a rename likely; empty for everything else.
        effect: for readers.
        reason: of the effect, one sentence.
    """

    kind: ChangeKind
    was: Place | None
    now: Place | None
    attribute: str | None = None
    before: str | None = None
    after: str | None = None
    score: float | None = None
    evidence: str = ""
    effect: Effect
    reason: str

    @property
    def place(self) -> Place:
        """The part as it is, or was if it is no more."""
        return cast("Place", self.now or self.was)
