"""What a kind of rule makes of a rule: SQL in one of three forms, or the reason there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCheck:
    """A condition on single rows; many of one table are checked in one statement.

    Attributes:
        failing: SQL that is true for a row against the rule, over the table as ``t``.
        applies: SQL that is true for a row the rule speaks about; ``None`` for every row.
        apart: whether it may take long, so that others should not wait for it in the same statement.
    """

    failing: str
    applies: str | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountCheck:
    """A statement of its own that counts rows.

    Attributes:
        sql: gives one row: rows against the rule, and rows looked at, NULL where that is not known.
        query: finds the rows.
    """

    sql: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueCheck:
    """A statement of its own that gives one number, which the tolerance is about.

    Attributes:
        sql: gives one row of one number, NULL where there is none.
        absent: what a missing number means, in words.
        shown: whether the number may be shown; not where it might be a value of a cell.
    """

    sql: str
    absent: str = "There is no value to compare."
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownValue:
    """A number that needs no statement of its own, made of a count of the rows now.

    Attributes:
        rows_before: of an earlier run.
    """

    sql: str
    rows_before: int


Check = RowCheck | CountCheck | ValueCheck | KnownValue


class RuleUnusableError(Exception):
    """This rule cannot be checked here; the text says why, for a person."""

    def __init__(self, why: str, *, code: str = "rule_unusable") -> None:
        super().__init__(why)
        self.why = why
        self.code = code
