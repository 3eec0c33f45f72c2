"""What a rule is and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.model.schema import Table
from app.schema.lint.subject import Subject


class Severity(StrEnum):
    """How much it matters."""

    ERROR = "error"
    """Does not do what it says, or will stop working."""
    WARNING = "warning"
    """Costs time or lets wrong data in."""
    NOTICE = "notice"
    """May be meant so; makes work harder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a rule applies, and what it saw there.

    Attributes:
        table: ``None`` where it concerns a schema or an object without a table.
        columns: the columns concerned, in the order of the table; empty where it is not about columns.
        object: name of the key, index, sequence or other object concerned.
        message: one sentence.
    """

    schema: str
    message: str
    table: str | None = None
    columns: tuple[str, ...] = ()
    object: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LintFinding(Hit):
    """A hit with what its rule says about it."""

    rule: str
    title: str
    severity: Severity
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing worth a remark.

    Attributes:
        id: stable, lower case with underscores.
        title: what is found, in a few words.
        why: what it leads to.
        fix: what to do about it.
        source: who says so.
        check: finds it; looks at the whole schema once and gives hits in the order of the snapshot.
    """

    id: str
    title: str
    severity: Severity
    why: str
    fix: str
    source: str
    check: Callable[[Subject], Iterable[Hit]]


def hit(table: Table, message: str, *, columns: Iterable[str] = (), object: str | None = None) -> Hit:
    """A hit on a table."""
    return Hit(schema=table.schema, table=table.name, message=message, columns=tuple(columns), object=object)


def listed(names: Iterable[str], most: int = 5) -> str:
    """Names as they stand in a message; the rest is counted.

    >>> listed("abcdefg")
    'a, b, c, d, e and 2 more'
    """
    names = list(names)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
