"""A look at a random sample of the rows, and what it decides: how each column is to be counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, floor, sqrt
from typing import Final, cast

from app.model.distribution import Quantile
from app.model.schema import DataType
from app.profiling.distinct import NORMAL_95, SIGMAS, Promise, bits_for, promise_of
from app.profiling.relation import Ask, Kind, Relation, RelationColumn, kind_of
from app.profiling.texts import sort_of_text

SHARES: Final = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
"""Of the seven quantiles."""

PROBE: Final = "probe"
"""Name of the temporary table with the drawn rows."""

_MAPPED_TEXTS: Final = 2_000
_MAPPED_OTHERS: Final = 4_000
"""Up to so many likely values every value is counted; with more, DuckDB's map takes longer than a set does."""
_SURELY_MAPPED: Final = 20_000
_LIKELY_SET: Final = 80_000
_SURELY_SET: Final = 1_000_000
_SURELY_RECOUNTED: Final = 150_000
_CANDIDATES: Final = 10
_HEAVY_SHARE: Final = 0.005
"""A value as frequent as this is counted on every row even where not every value is."""
_KEPT_VALUES: Final = 2_500_000
"""Of all columns together around their quantiles, 8 bytes each; beyond, quantiles are estimated by the probe."""
_PESSIMISTIC_BITS: Final = 10
_INCOMPARABLE: Final = frozenset({DataType.JSON, DataType.ARRAY, DataType.BINARY, DataType.OTHER})


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
    """SQL of a value of that column on its ``scale``: days, nanoseconds or microseconds of a moment, numbers as they are."""
    if plan.kind is Kind.DATE:
        return day_sql(plan.kind, value)
    if plan.kind is Kind.TIMESTAMP:
        return f"epoch_ns({value})" if plan.native == "TIMESTAMP_NS" else f"epoch_us({value})"
    return value


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


def plan(ask: Ask, relation: Relation) -> tuple[ColumnPlan, ...]:
    """Draw the probe into a temporary table and look at it column by column; the table is left behind."""
    ask(f"CREATE OR REPLACE TEMP TABLE {PROBE} AS {selected(relation.columns, relation.probe)}")
    natives = [str(row[1]) for row in ask(f"DESCRIBE {PROBE}")]
    blanks = [
        ColumnPlan(column=column, place=place, native=native, kind=kind_of(native), way=Way.NONE)
        for place, (column, native) in enumerate(zip(relation.columns, natives, strict=True))
    ]
    looks = [_look(ask, blank, relation.probe_share) for blank in blanks]
    left = float(_KEPT_VALUES)
    plans: list[ColumnPlan] = []
    for found, kept in looks:
        plans.append(found if kept <= left else replace(found, brackets=()))
        left -= kept if kept <= left else 0
    return tuple(plans)


def pessimistic(plans: Sequence[ColumnPlan]) -> tuple[ColumnPlan, ...]:
    """The same without anything whose memory rests on a promise."""
    return tuple(
        replace(
            each,
            way=each.way if each.way is Way.NONE else Way.HASHED,
            bits=max(each.bits, _PESSIMISTIC_BITS),
            brackets=(),
        )
        for each in plans
    )


def recounting(found: ColumnPlan, at_most: float) -> ColumnPlan:
    """How to count different values again when there are at most so many."""
    if at_most <= _SURELY_RECOUNTED:
        return replace(found, way=Way.SET, bits=0)
    # Never as coarse as before, or it would be in doubt again.
    return replace(
        found,
        way=Way.HASHED,
        bits=min(bits_for(Promise(likely=at_most, at_most=at_most)), max(found.bits - 1, 0)),
    )


def _look(ask: Ask, blank: ColumnPlan, share: float) -> tuple[ColumnPlan, float]:
    """The plan of one column and how many values it would keep around its quantiles."""
    counted = _with_way(ask, blank, share)
    if counted.way is Way.MAPPED or not (counted.kind.is_number or counted.kind.is_moment):
        return counted, 0.0
    return _with_brackets(ask, counted, share)


def _with_way(ask: Ask, blank: ColumnPlan, share: float) -> ColumnPlan:
    if blank.column.data_type in _INCOMPARABLE:
        return blank
    name = blank.name
    ((distinct, sampled, once, twice, tops, counts),) = ask(
        f"SELECT count(*), coalesce(sum(n), 0), count(*) FILTER (n = 1), count(*) FILTER (n = 2),"  # noqa: S608 - names of our own
        f" arg_max(CAST(v AS VARCHAR), n, {_CANDIDATES}), max(n, {_CANDIDATES})"
        f" FROM (SELECT {name} AS v, count(*) AS n FROM {PROBE} WHERE {name} IS NOT NULL GROUP BY v)"
    )
    total = int(str(sampled))
    promise = promise_of(
        sampled=total,
        distinct=int(str(distinct)),
        once=int(str(once)),
        twice=int(str(twice)),
        rows=total / share,
    )
    way = _way(blank.kind, promise)
    heavy = [
        value
        for value, count in zip(cast("list[str]", tops or []), cast("list[int]", counts or []), strict=True)
        if count >= _HEAVY_SHARE * total and count > 1 and way is not Way.MAPPED
    ]
    return replace(blank, way=way, bits=bits_for(promise), candidates=tuple(heavy))


def _way(kind: Kind, promise: Promise) -> Way:
    """Exactly where few values are promised, surely enough that memory stays bounded."""
    mapped = _MAPPED_TEXTS if kind is Kind.TEXT else _MAPPED_OTHERS
    if promise.likely <= mapped and promise.at_most <= _SURELY_MAPPED:
        return Way.MAPPED
    if promise.likely <= _LIKELY_SET and promise.at_most <= _SURELY_SET:
        return Way.SET
    return Way.HASHED


def _with_brackets(ask: Ask, found: ColumnPlan, share: float) -> tuple[ColumnPlan, float]:
    probe = with_derived([found], PROBE)
    ((sampled,),) = ask(f"SELECT count({found.finite}) FROM {probe}")  # noqa: S608 - names of our own
    count = int(str(sampled))
    if count == 0:
        return found, 0.0
    spans = [_span(each, count, SIGMAS) for each in SHARES]
    known = [_span(each, count, NORMAL_95) for each in SHARES]
    middles = [min(count - 1, max(0, ceil(each * count) - 1)) for each in SHARES]
    wanted = sorted({place for ends in (*spans, *known) for place in ends if 0 <= place < count} | {*middles})
    cells = ", ".join(f"CAST(s[{place + 1}] AS VARCHAR)" for place in wanted)
    (row,) = ask(f"SELECT {cells} FROM (SELECT list_sort(list({found.finite})) AS s FROM {probe})")  # noqa: S608 - likewise
    value = {place: "0.0" if cell == "-0.0" else str(cell) for place, cell in zip(wanted, row, strict=True)}
    estimates = tuple(
        Quantile(share=each, value=value[middle], exact=False, low=value.get(low), high=value.get(high))
        for each, middle, (low, high) in zip(SHARES, middles, known, strict=True)
    )
    planned = replace(found, brackets=_joined(spans, value), estimates=estimates)
    inside = " OR ".join(planned.inside(each) for each in planned.brackets)
    ((kept,),) = ask(f"SELECT count_if({inside}) FROM {probe}")  # noqa: S608 - likewise
    return planned, int(str(kept)) / share


def _span(share: float, count: int, sigmas: float) -> tuple[int, int]:
    """Places in the sorted probe the quantile of all rows lies between; outside of it where there is no such end.

    David and Nagaraja, "Order Statistics" (2003), 7.1: the number of drawn values below it is binomial.
    """
    spread = sigmas * sqrt(count * share * (1 - share)) + 1
    return floor(share * count - spread) - 1, ceil(share * count + spread)


def _joined(spans: Sequence[tuple[int, int]], value: Mapping[int, str]) -> tuple[Bracket, ...]:
    """Spans that overlap or touch in their values become one; they come in ascending order."""
    joined: list[tuple[int, int, tuple[float, ...]]] = []
    for share, (low, high) in zip(SHARES, spans, strict=True):
        if joined and (low <= joined[-1][1] or value.get(low) in {None, value.get(joined[-1][1])}):
            first, last, shares = joined[-1]
            joined[-1] = (first, max(high, last), (*shares, share))
        else:
            joined.append((low, high, (share,)))
    return tuple(
        Bracket(low=value.get(low), high=value.get(high), shares=shares) for low, high, shares in joined
    )
