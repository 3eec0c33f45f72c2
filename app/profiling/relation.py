"""What is profiled: anything that DuckDB can select from."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.model.schema import DataType
from app.quality.bars import Calendar

Ask = Callable[[str], list[tuple[object, ...]]]
"""Runs one statement in DuckDB and gives its rows; ``TooMuchMemoryError`` where it hits DuckDB's memory limit."""


class TooMuchMemoryError(Exception):
    """A statement needed more than DuckDB may take."""


class Kind(StrEnum):
    """What DuckDB can do with a column's values, told from the type they arrive in."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    FLOAT = "float"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    TIME = "time"
    OTHER = "other"

    @property
    def is_number(self) -> bool:
        """Whether it can be averaged."""
        return self in {Kind.WHOLE, Kind.DECIMAL, Kind.FLOAT}

    @property
    def is_moment(self) -> bool:
        """Whether it lies on the calendar."""
        return self in {Kind.DATE, Kind.TIMESTAMP}

    @property
    def calendar(self) -> Calendar | None:
        """What its moments are written in; ``None`` for what is none."""
        return {Kind.DATE: Calendar.DAYS, Kind.TIMESTAMP: Calendar.SECONDS}.get(self)

    @property
    def lies_on_a_line(self) -> bool:
        """Whether bars can be made of it."""
        return self.is_number or self.is_moment

    @property
    def may_be_infinite(self) -> bool:
        """Whether there are values that are no finite number or moment."""
        return self is Kind.FLOAT or self.is_moment


_KINDS: Final = {
    "TINYINT": Kind.WHOLE,
    "SMALLINT": Kind.WHOLE,
    "INTEGER": Kind.WHOLE,
    "BIGINT": Kind.WHOLE,
    "HUGEINT": Kind.WHOLE,
    "UTINYINT": Kind.WHOLE,
    "USMALLINT": Kind.WHOLE,
    "UINTEGER": Kind.WHOLE,
    "UBIGINT": Kind.WHOLE,
    "FLOAT": Kind.FLOAT,
    "DOUBLE": Kind.FLOAT,
    "VARCHAR": Kind.TEXT,
    "BOOLEAN": Kind.BOOLEAN,
    "DATE": Kind.DATE,
    "TIMESTAMP": Kind.TIMESTAMP,
    "TIMESTAMP WITH TIME ZONE": Kind.TIMESTAMP,
    "TIMESTAMP_S": Kind.TIMESTAMP,
    "TIMESTAMP_MS": Kind.TIMESTAMP,
    "TIMESTAMP_NS": Kind.TIMESTAMP,
    "TIME": Kind.TIME,
}


def kind_of(native: str) -> Kind:
    """The kind of a type as DuckDB's DESCRIBE writes it.

    >>> kind_of("DECIMAL(12,2)"), kind_of("INTEGER[]")
    (<Kind.DECIMAL: 'decimal'>, <Kind.OTHER: 'other'>)
    """
    if native.startswith("DECIMAL(") and native.endswith(")"):
        return Kind.DECIMAL
    return _KINDS.get(native, Kind.OTHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationColumn:
    """One column to be profiled.

    Attributes:
        name: as results call it.
        data_type: decides which metrics apply; what can be computed is told by the type that arrives.
        sql: DuckDB expression over a row of the relation, e.g. ``"price"``. An enum is to be cast to VARCHAR.
    """

    name: str
    data_type: DataType
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A table, file or query, and a way to draw rows of it.

    Attributes:
        source: what stands behind FROM: a name, a table function, a subquery in parentheses. It is read once by
            the pass, and once more where a distinct count turns out to need it.
        probe: likewise, giving each row of ``source`` independently with the chance ``probe_share``
            (Bernoulli); it is read first, and decides how each column is counted.
        probe_share: above 0, at most 1.
    """

    source: str
    probe: str
    probe_share: float
    columns: tuple[RelationColumn, ...]


_PROBED_SHARE: Final = 50
_FEWEST_PROBED: Final = 20_000
_MOST_PROBED: Final = 70_000


def share_to_probe(rows: int | None) -> float:
    """The share of a table with about that many rows that is worth drawing first; all of it where nothing is known.

    A fiftieth, at least 20,000 and at most 70,000 rows: about 2 % of the cost of the pass.

    >>> share_to_probe(1_000), share_to_probe(1_000_000), share_to_probe(10_000_000)
    (1.0, 0.02, 0.007)
    """
    if not rows or rows < 0:
        return 1.0
    return min(1.0, min(max(rows / _PROBED_SHARE, _FEWEST_PROBED), _MOST_PROBED) / rows)


def quoted(name: str) -> str:
    """An identifier as the SQL standard, DuckDB, PostgreSQL and SQLite write it.

    >>> quoted('a"b')
    '"a""b"'
    """
    return '"' + name.replace('"', '""') + '"'
