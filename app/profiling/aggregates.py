"""SQL of the pass: for every column the aggregates of its plan, all in one statement over the relation."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from app.model.schema import DataType
from app.profiling.ladder import LADDER
from app.profiling.plans import ColumnPlan, Way, day_sql, selected, with_derived
from app.profiling.ranks import answer, asked_of_ranks, quantiles, ranks
from app.profiling.relation import Kind, Relation
from app.profiling.texts import EMPTY, PLACEHOLDER, SPACES
from app.quality.placeholders import PLACEHOLDER_DAYS

VALUE_CHARACTERS: Final = 200
"""Longest minimum, maximum or value that comes back."""

_ORDERED: Final = frozenset(
    {
        DataType.TEXT,
        DataType.INTEGER,
        DataType.DECIMAL,
        DataType.FLOAT,
        DataType.DATE,
        DataType.TIME,
        DataType.TIMESTAMP,
    }
)
_REAL_DAYS: Final = ", ".join(
    str((date.fromisoformat(day) - date(1970, 1, 1)).days) for day in PLACEHOLDER_DAYS if day > "0001"
)
"""Since 1970-01-01; there is no day in a month 0."""
_THURSDAY: Final = 3
"""1970-01-01, with Monday as 0."""
_INNER: Final = (":near", ":entries", f":{LADDER}")
"""Results that are typed and large, and looked into before anything comes back."""


NO_NUMBERS: Final = ("-inf", "inf", "nan")
"""What a float may hold beside numbers, in DuckDB's order and writing but for the first, which is the smallest."""


def pass_statement(relation: Relation, plans: Sequence[ColumnPlan], now: str) -> tuple[str, tuple[str, ...]]:
    """The statement, and the names of its results: ``rows``, then column and aggregate joined by a colon.

    ``now`` is the moment that the future begins, as ISO text without a zone, in UTC.
    """
    asked = {"rows": "count(*)"}
    for each in plans:
        asked |= {f"{each.name}:{name}": sql for name, sql in aggregates_of(each, now).items()}
    inner = ", ".join(f'{sql} AS "{name}"' for name, sql in asked.items())
    ranked = ", ".join(
        ["*", *(f"{sql} AS {answer(each, name)}" for each in plans for name, sql in ranks(each))]
    )
    outer = {name: f'"{name}"' for name in asked if not name.endswith(_INNER)}
    for each in plans:
        outer |= {f"{each.name}:{name}": sql for name, sql in (*quantiles(each), *_of_entries(each, now))}
    source = with_derived(plans, f"({selected(relation.columns, relation.source)})")
    counted = f"SELECT {ranked} FROM (SELECT {inner} FROM {source})"  # noqa: S608 - names of our own
    statement = f"SELECT {', '.join(outer.values())} FROM ({counted})"  # noqa: S608 - likewise
    return statement, tuple(outer)


def aggregates_of(plan: ColumnPlan, now: str) -> dict[str, str]:
    """Aggregates of one column by name; everything follows from ``map`` where there is one."""
    if plan.way is Way.MAPPED:
        return _mapped(plan)
    asked = {"filled": f"count({plan.name})"}
    if plan.column.data_type in _ORDERED:
        asked |= {"min": _end(plan, "min"), "max": _end(plan, "max")}
    if plan.has_sorts:
        asked |= _of_texts(plan)
    elif plan.kind.is_number:
        asked |= _of_numbers(plan)
    elif plan.kind.is_moment:
        asked |= _of_moments(plan, now)
    return asked | dict(asked_of_distinct(plan)) | dict(asked_of_ranks(plan)) | dict(_candidates(plan))


def _mapped(plan: ColumnPlan) -> dict[str, str]:
    """Every value with its rows; NaN, which would break the order of DuckDB's map, and infinities apart."""
    if plan.kind is not Kind.FLOAT:
        return {"entries": f"list_sort(map_entries(histogram({plan.name})))"}
    apart = {word: f"count_if({plan.name} = CAST('{word}' AS {plan.native}))" for word in NO_NUMBERS}
    return {"entries": f"list_sort(map_entries(histogram({plan.finite})))"} | apart


def _end(plan: ColumnPlan, aggregate: str) -> str:
    text = f"CAST({aggregate}({plan.name}) AS VARCHAR)"
    return f"left({text}, {VALUE_CHARACTERS})" if plan.kind is Kind.TEXT else text


def _of_texts(plan: ColumnPlan) -> dict[str, str]:
    name = plan.name
    return {
        "min_length": f"min(length({name}))",
        "max_length": f"max(length({name}))",
        "characters": f"sum(length({name}))",
        "empty": f"count_if({plan.sort} = {EMPTY})",
        "blank": f"count_if({plan.sort} <= {SPACES})",
        "placeholder": f"count_if({plan.sort} = {PLACEHOLDER})",
    }


def _of_numbers(plan: ColumnPlan) -> dict[str, str]:
    name = plan.name
    asked = {
        "mean": f"avg({plan.finite})",
        "standard_deviation": f"stddev_samp({plan.finite})",
        "zero": f"count_if({name} = 0)",
        "negative": f"count_if({name} < 0)",
    }
    if plan.kind is Kind.FLOAT:
        asked |= {"nan": f"count_if(isnan({name}))", "infinite": f"count_if(isinf({name}))"}
    return asked


def _of_moments(plan: ColumnPlan, now: str) -> dict[str, str]:
    asked = {name: f"count_if({sql})" for name, sql in _conditions(plan, plan.name, plan.day, now).items()}
    weekday = f"(({plan.day} + {_THURSDAY}) % 7 + 7) % 7 + 1"
    return asked | {"weekdays": f"CAST(histogram({weekday}) AS MAP(VARCHAR, UBIGINT))"}


def _conditions(plan: ColumnPlan, name: str, day: str, now: str) -> dict[str, str]:
    """What is counted of days and moments."""
    conditions = {
        "placeholder": f"{day} IN ({_REAL_DAYS})",
        "future": f"isfinite({name}) AND {name} > {_moment(plan, now)}",
        "infinite": f"isinf({name})",
    }
    if plan.kind is Kind.TIMESTAMP:
        conditions["midnight"] = f"isfinite({name}) AND epoch_us({name}) % 86400000000 = 0"
    return conditions


def _of_entries(plan: ColumnPlan, now: str) -> Iterator[tuple[str, str]]:
    """The values with their rows, as text and in the order of the values, each with its place on a line."""
    if plan.way is not Way.MAPPED:
        return
    entries, key = answer(plan, "entries"), "e.key"
    place = line(plan, key)
    yield (
        "map",
        f"list_transform({entries}, lambda e: [CAST(e.key AS VARCHAR), CAST(e.value AS VARCHAR), CAST({place} AS VARCHAR)])",
    )
    if not plan.kind.is_moment:
        return
    days = {f"weekday{day}": f"isfinite({key}) AND isodow({key}) = {day}" for day in range(1, 8)}
    day = f"CASE WHEN isfinite({key}) THEN {day_sql(plan.kind, key)} END"
    for name, condition in (_conditions(plan, key, day, now) | days).items():
        kept = f"list_filter({entries}, lambda e: {condition})"
        yield name, f"coalesce(list_sum(list_transform({kept}, lambda e: e.value)), 0)"


def line(plan: ColumnPlan, name: str) -> str:
    """SQL of where a value lies on a line, as a double: numbers as they are, moments in seconds; else NULL."""
    if plan.kind.is_number:
        return f"CAST({name} AS DOUBLE)"
    return f"CASE WHEN isfinite({name}) THEN epoch({name}) END" if plan.kind.is_moment else "NULL"


def _moment(plan: ColumnPlan, now: str) -> str:
    return f"CAST('{now[:10]}' AS DATE)" if plan.kind is Kind.DATE else f"CAST('{now}' AS {plan.native})"


def asked_of_distinct(plan: ColumnPlan) -> Iterator[tuple[str, str]]:
    """``distinct``, a number, or ``hashes``, how many different ones were kept; nothing without an equality."""
    name = plan.name
    match plan.way:
        case Way.SET:
            yield "distinct", f"count(DISTINCT {name})"
        case Way.HASHED if plan.bits:
            mask = 2**plan.bits - 1
            kept = f"hash({name}) & {mask} = 0 AND {name} IS NOT NULL"
            yield "hashes", f"count(DISTINCT hash({name})) FILTER ({kept})"
        case Way.HASHED:
            yield "distinct", f"count(DISTINCT {name})"
        case _:
            return


def _candidates(plan: ColumnPlan) -> Iterator[tuple[str, str]]:
    for place, value in enumerate(plan.candidates):
        yield f"top{place}", f"count_if({plan.name} = {plan.literal(value)})"
