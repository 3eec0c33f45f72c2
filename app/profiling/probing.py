"""A look at a random sample of the rows, and what it decides: how each column is to be counted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil, floor, sqrt
from typing import Final, cast

from app.model.distribution import Quantile
from app.model.schema import DataType
from app.profiling.distinct import NORMAL_95, SIGMAS, Promise, bits_for, promise_of
from app.profiling.plans import SHARES, Bracket, ColumnPlan, Way, selected, with_derived
from app.profiling.relation import Ask, Kind, Relation, kind_of

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
