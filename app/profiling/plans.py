"""How a column is to be counted, and the SQL of what its aggregates look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.model.distribution import Quantile
from app.model.schema import DataType
from app.profiling.relation import Kind, RelationColumn
from app.profiling.texts import sort_of_text

SHARES: Final = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
"""Of the seven quantiles."""

_DOUBLE_DIGITS: Final = 15
"""Decimals with so many digits are different doubles if they are different."""

_DECIMAL_DIGITS: Final = 38
"""The most that DuckDB's decimals have."""


class Way(StrEnum):
    """How different values are counted.

    ``mapped``: each with its rows, from which everything else follows; ``set``: exactly; ``hashed``: by a sample
    of hashes; ``none``: the type has no equality to rely on.
    """

    MAPPED = "mapped"
    SET = "set"
    HASHED = "hashed"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """Where some quantiles surely lie, from ``low`` on to ``high``; ``None`` is without an end on that side.

    Ends are text as DuckDB writes it. Where both are the same, the quantiles are that value.
    """

    low: str | None
    high: str | None
    shares: tuple[float, ...]

    @property
    def is_one_value(self) -> bool:
        """Whether there is nothing to look for between its ends."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPlan:
    """What the probe decided for one column.

    Attributes:
        place: position in the relation; its name in SQL is ``c`` and this number.
        native: DuckDB's type.
        bits: of ``Way.HASHED``.
        brackets: around the quantiles, ascending and apart; empty where they are not looked for.
        estimates: of the quantiles by the probe, with their intervals; for where the brackets do not tell.
        candidates: values, as text, that may be among the most frequent.
    """

    column: RelationColumn
    place: int
    native: str
    kind: Kind
    way: Way
    bits: int = 0
    brackets: tuple[Bracket, ...] = ()
    estimates: tuple[Quantile, ...] = ()
    candidates: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """In SQL."""
        return f"c{self.place}"

    @property
    def finite(self) -> str:
        """In SQL over ``with_derived``: the value where it is an ordinary one, else NULL."""
        return f"f{self.place}" if self.kind.may_be_infinite else self.name

    @property
    def day(self) -> str:
        """Likewise: days since 1970-01-01 of a moment that is an ordinary one."""
        return f"y{self.place}"

    @property
    def sort(self) -> str:
        """Likewise: which of ``app.profiling.texts`` a text is."""
        return f"s{self.place}"

    @property
    def has_sorts(self) -> bool:
        """Whether its texts are looked at row by row."""
        return (
            self.kind is Kind.TEXT
            and self.way is not Way.MAPPED
            and self.column.data_type is not DataType.JSON
        )

    @property
    def derived(self) -> tuple[str, ...]:
        """What is computed once for every row, because several aggregates look at it."""
        found: list[str] = []
        if self.kind.may_be_infinite:
            found.append(self._where_finite(self.name, self.finite))
        if self.kind.is_moment:
            found.append(self._where_finite(day_sql(self.kind, self.name), self.day))
        if self.has_sorts:
            found.append(f"{sort_of_text(self.name)} AS {self.sort}")
        return tuple(found)

    @property
    def scale(self) -> str:
        """Likewise: the value on a scale where every value has one before it; moments as whole numbers."""
        return on_scale(self, self.finite)

    @property
    def is_on_doubles(self) -> bool:
        """Whether the scale is one of doubles; else it has whole numbers."""
        if self.kind is Kind.DECIMAL:
            return decimal_digits(self.native)[0] <= _DOUBLE_DIGITS
        return self.kind is Kind.FLOAT

    def _where_finite(self, sql: str, name: str) -> str:
        return f"CASE WHEN isfinite({self.name}) THEN {sql} END AS {name}"

    def literal(self, text: str) -> str:
        """A value of this column in SQL."""
        quoted = text.replace("'", "''").replace("\0", "' || chr(0) || '")  # DuckDB's parser ends at a NUL
        return f"CAST(('{quoted}') AS {self.native})"

    def inside(self, bracket: Bracket) -> str:
        """SQL of whether a value lies in the bracket, its upper end left out."""
        ends: list[str] = []
        if bracket.low is not None:
            ends.append(f"{self.finite} >= {self.literal(bracket.low)}")
        if bracket.high is not None:
            ends.append(f"{self.finite} < {self.literal(bracket.high)}")
        return f"({' AND '.join(ends or [f'{self.finite} IS NOT NULL'])})"


def on_scale(plan: ColumnPlan, value: str) -> str:
    """SQL of a value of that column on its ``scale``, in the same order: whole numbers, or doubles that are exact."""
    match plan.kind:
        case Kind.DATE:
            return day_sql(plan.kind, value)
        case Kind.TIMESTAMP:
            return f"epoch_ns({value})" if plan.native == "TIMESTAMP_NS" else f"epoch_us({value})"
        case _ if plan.is_on_doubles:
            return f"CAST({value} AS DOUBLE)"
        case Kind.DECIMAL:
            return _decimal_on_scale(plan.native, value)
        case _:
            return value


def _decimal_on_scale(native: str, value: str) -> str:
    """By text where nothing else holds its digits: 0.2 µs a value."""
    width, places = decimal_digits(native)
    if width + places < _DECIMAL_DIGITS:
        return f"CAST({value} * {10**places} AS HUGEINT)"
    return f"CAST(replace(CAST({value} AS VARCHAR), '.', '') AS HUGEINT)"


def decimal_digits(native: str) -> tuple[int, int]:
    """All digits of a decimal type, and those behind the point.

    >>> decimal_digits("DECIMAL(12,2)")
    (12, 2)
    """
    width, _, places = native.removeprefix("DECIMAL(").removesuffix(")").partition(",")
    return int(width), int(places)


def day_sql(kind: Kind, name: str) -> str:
    """Days since 1970-01-01. By arithmetic, because casting a moment with a zone to a day takes ten times as long."""
    return (
        f"{name} - DATE '1970-01-01'"
        if kind is Kind.DATE
        else f"CAST(floor(epoch_us({name}) / 86400000000) AS INTEGER)"
    )


def with_derived(plans: Sequence[ColumnPlan], source: str) -> str:
    """What stands behind FROM: the columns of ``source`` and what is derived from them."""
    derived = [sql for each in plans for sql in each.derived]
    return f"(SELECT {', '.join(['*', *derived])} FROM {source})"  # noqa: S608 - names of our own


def selected(columns: Sequence[RelationColumn], source: str) -> str:
    """The columns under their short names.

    >>> selected([RelationColumn(name="a b", data_type=DataType.TEXT, sql='"a b"')], "t")
    'SELECT "a b" AS c0 FROM t'
    """
    cells = ", ".join(f"{column.sql} AS c{place}" for place, column in enumerate(columns))
    return f"SELECT {cells} FROM {source}"  # noqa: S608 - names from a catalog, quoted by who made the relation
