"""What every failure has: a code, a category, a cause and a next step."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Category(StrEnum):
    """What happened; decides retrying (``app/workflow/attempts.py``) and the HTTP status."""

    CANCELLED = "CANCELLED"
    TIMEOUT = "TIMEOUT"
    RATE_LIMITED = "RATE_LIMITED"
    AUTH = "AUTH"
    PERMISSION = "PERMISSION"
    NOT_FOUND = "NOT_FOUND"
    ALREADY_EXISTS = "ALREADY_EXISTS"
    INVALID_INPUT = "INVALID_INPUT"
    PRECONDITION = "PRECONDITION"
    DEPENDENCY_UNAVAILABLE = "DEPENDENCY_UNAVAILABLE"
    SOURCE_UNAVAILABLE = "SOURCE_UNAVAILABLE"
    RESOURCE_EXHAUSTED = "RESOURCE_EXHAUSTED"
    DATA_INTEGRITY = "DATA_INTEGRITY"
    INTERNAL = "INTERNAL"
    UNIMPLEMENTED = "UNIMPLEMENTED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One failure in words for a person: what happened, with its evidence, and what to do next."""

    code: str
    category: Category
    message: str
    next_step: str


class _Evidence(dict[str, object]):
    """Evidence for a message template; what is not known reads as "?"."""

    def __missing__(self, key: str) -> str:
        return "?"


class SourceSenseError(Exception):
    """A failure with a stable code, a cause and a next step.

    Attributes:
        code: stable identifier, also the anchor in the documentation.
        category: decides retrying and HTTP status.
        title: constant sentence without evidence; what ``str()`` gives.
        message: template of the full sentence; ``{field}`` is filled from the evidence.
        next_step: template of what the user can do.
        evidence: what is known about this failure; never a password, never a value read from a table.
    """

    code: ClassVar[str]
    category: ClassVar[Category]
    title: ClassVar[str]
    message: ClassVar[str]
    next_step: ClassVar[str]

    def __init__(self, **evidence: str | float | None) -> None:
        super().__init__(self.title)
        self.evidence: Mapping[str, str | int | float] = {k: v for k, v in evidence.items() if v is not None}

    @property
    def is_unavailability(self) -> bool:
        """Whether the source as a whole is out of reach, so that waiting may help and trying on will not."""
        return self.category is Category.SOURCE_UNAVAILABLE

    def explain(self) -> Explanation:
        """The failure with its evidence filled in, for a person who may see the source."""
        known = _Evidence(self.evidence)
        return Explanation(
            code=self.code,
            category=self.category,
            message=self.message.format_map(known),
            next_step=self.next_step.format_map(known),
        )
