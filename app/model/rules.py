"""Rules that somebody gave a table, and what checking them showed."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.model.measurements import Dimension
from app.model.run import Reason

Scalar = str | int | float | bool | None
Argument = Scalar | tuple[Scalar, ...]


class Severity(StrEnum):
    """How bad it is when a rule does not hold."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Unit(StrEnum):
    """What a tolerance counts: rows, or rows as a percentage of those looked at, 0 to 100."""

    ROWS = "rows"
    PERCENT = "percent"


class Operator(StrEnum):
    """How a number is compared; named as the Open Data Contract Standard names them."""

    BE = "mustBe"
    NOT_BE = "mustNotBe"
    GREATER = "mustBeGreaterThan"
    GREATER_OR_EQUAL = "mustBeGreaterOrEqualTo"
    LESS = "mustBeLessThan"
    LESS_OR_EQUAL = "mustBeLessOrEqualTo"
    BETWEEN = "mustBeBetween"
    NOT_BETWEEN = "mustNotBeBetween"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """Which numbers a rule accepts; both ends of a range are included.

    Attributes:
        low: what is compared with, or the lower end of a range.
        high: the upper end of a range; ``None`` for the other operators.
    """

    operator: Operator
    low: float
    high: float | None = None
    unit: Unit = Unit.ROWS

    def accepts(self, number: float) -> bool:
        """Whether the number is one of those.

        >>> Tolerance(operator=Operator.BETWEEN, low=1, high=2).accepts(2)
        True
        """
        inside = self.low <= number <= (self.low if self.high is None else self.high)
        return {
            Operator.BE: number == self.low,
            Operator.NOT_BE: number != self.low,
            Operator.GREATER: number > self.low,
            Operator.GREATER_OR_EQUAL: number >= self.low,
            Operator.LESS: number < self.low,
            Operator.LESS_OR_EQUAL: number <= self.low,
            Operator.BETWEEN: inside,
            Operator.NOT_BETWEEN: not inside,
        }[self.operator]


NO_ROW = Tolerance(operator=Operator.BE, low=0)
"""What a rule about rows accepts unless it says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule about one table.

    Attributes:
        id: unique among the rules of a source.
        kind: name of a kind of rule (``app.rules.kinds``), e.g. ``not_null``.
        table: as somebody wrote it, with or without its schema.
        columns: in the order the kind reads them.
        arguments: what else the kind needs, by name.
        tolerance: ``None`` for what the kind accepts by itself.
        schedule: when somebody wants it checked, in their words; kept and not acted on.
    """

    id: str
    kind: str
    table: str
    columns: tuple[str, ...] = ()
    arguments: dict[str, Argument] = field(default_factory=dict[str, Argument])
    dimension: Dimension | None = None
    severity: Severity = Severity.ERROR
    owner: str | None = None
    description: str | None = None
    tolerance: Tolerance | None = None
    schedule: str | None = None


class RuleStatus(StrEnum):
    """How checking a rule ended."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    """It could not be checked: the source refused, or it took too long."""
    SKIPPED = "skipped"
    """There was nothing to check, or no way to check it on this source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What checking one rule showed.

    Attributes:
        table_id: ``None`` where the table is not in the schema.
        dimension: the rule's own, or that of its kind.
        reason: why it was not checked, or what is remarkable; ``None`` otherwise.
        failing: rows against it; ``None`` where a number was compared, or nothing was checked.
        checked: rows looked at; ``None`` where that is no number of rows.
        value: the number that was compared with the tolerance; ``None`` where it may not be shown.
        exact: whether every row was looked at.
        query: SQL that finds the rows, or gives the number; ``None`` where there is none.
    """

    rule: Rule
    table_id: str | None
    dimension: Dimension
    status: RuleStatus
    reason: Reason | None = None
    failing: int | None = None
    checked: int | None = None
    value: float | None = None
    exact: bool = True
    query: str | None = None
