"""What was concluded about a column, and why."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Level(IntEnum):
    """Sensitivity of a data type."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class FindingKind(StrEnum):
    """``type``: the column *is* X. ``contains``: some of its cells hold X."""

    TYPE = "type"
    CONTAINS = "contains"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One named summand of a verdict, in natural log-odds; positive speaks for the type.

    Attributes:
        name: e.g. ``prior``, ``column name``, ``values``, ``declared type``, ``neighbours``.
        log_odds: the parts of a finding add up to the logit of its confidence.
        detail: why, in words without any value of the column, e.g. ``“email” in the column name``.
    """

    name: str
    log_odds: float
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One statement about one column.

    Attributes:
        type_id: id in the catalogue, e.g. ``EMAIL_ADDRESS``.
        family: types a person would not tell apart, e.g. ``PERSON`` for first and last names.
        confidence: probability between 0 and 1 that the statement is true.
        matched: distinct sampled values that fit the type.
        tested: distinct sampled values that are neither NULL nor blank; 0 for an empty column.
        prevalence: share of sampled non-null cells that fit, 0 to 1; ``None`` without a value test.
        prevalence_low: lower end of the 95 % interval (Wilson), where the sample allows one.
        prevalence_high: upper end.
        parts: add up to the logit of the confidence.
        exemplars: masked in the worker; never a whole value.
        value_tested: ``False`` for a type that only its name can tell.
        decisive: a value that fails the type's test is wrong (check digits, a complete grammar), not merely
            unknown to a word list; only such types speak for the validity of a column.
        path: where inside the cells, e.g. ``$.customer.email`` or ``/order/@id``, its values being those that were
            matched and tested; ``None`` for the cells themselves. Keys that are data stand in it as ``*``.
        rule_version: version of the catalogue that decided.
    """

    kind: FindingKind
    type_id: str
    family: str
    title: str
    category: str
    level: Level
    confidence: float
    matched: int
    tested: int
    prevalence: float | None
    prevalence_low: float | None
    prevalence_high: float | None
    parts: tuple[Part, ...]
    exemplars: tuple[str, ...]
    regulations: tuple[str, ...]
    value_tested: bool
    rule_version: str
    decisive: bool = False
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnVerdict:
    """All that detection says about one column.

    Attributes:
        findings: ordered by confidence; empty for "nothing found".
        runner_up: id of the best type that was not chosen, ``None`` if none came near.
        rest_confidence: probability, 0 to 1, of the best type that was not chosen, near or not.
        sampled: sampled cells that are not NULL.
        tested: distinct ones that are not blank.
        none_at_most: with no finding, the share (0 to 1) of cells that may still hold something at 95 %
            (rule of three, 3/n); ``None`` with a finding, with no value, or where the sample allows no bound.
        statement: one sentence for a person, e.g. ``none found in 1,000 values (at most 0.3 %, 95 %)``.
    """

    column: str
    findings: tuple[Finding, ...]
    runner_up: str | None
    sampled: int
    tested: int
    none_at_most: float | None
    statement: str
    rest_confidence: float = 0.0
