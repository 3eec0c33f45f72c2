"""Rules suggested from what a run measured, for a person to accept: each with its support, its confidence and its reason.

Confidence is what the rows alone allow to say. If a rule holds for every one of n rows, it holds for at least 1 - 3/n of all
rows that come about the same way (95 %, rule of three: Hanley and Lippman-Hand, JAMA 249, 1983); of an estimate from a sample
likewise over the rows drawn. Suggested is only what no constraint guarantees already, and no rule that would name a
value of a column that holds sensitive data, was not tested, or may not be shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.model.findings import ColumnVerdict
from app.model.measurements import ColumnProfile, Measurement
from app.model.relations import RelationCheck, RelationVerdict
from app.model.rules import Rule
from app.model.schema import Column, DataType, Table
from app.schema.id_names import is_called_id

LEAST_ROWS: Final = 100
"""With fewer rows the rule of three leaves more than 3 % open."""
MOST_VALUES: Final = 20
"""A longer list is a table that somebody has not made yet."""
LEAST_REPEATS: Final = 10
"""Rows per value of a list: below, the next new value is likely (each was seen too rarely)."""
_WHOLE: Final = 0.999999
_NUMBERS: Final = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})
_KEYS: Final = frozenset({DataType.INTEGER, DataType.TEXT, DataType.UUID, DataType.DECIMAL})
_SETS: Final = frozenset({DataType.TEXT, DataType.INTEGER})


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedRule:
    """A rule that the data keeps.

    Attributes:
        support: rows it was seen to hold for.
        confidence: share of rows to come that keep it at least (95 %), 0 to 1; of foreign keys that of the check.
        reason: why, in words without values.
    """

    rule: Rule
    support: int
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is known of one table; ``checks`` are undeclared keys that were looked into."""

    table: Table
    columns: tuple[ColumnProfile, ...]
    verdicts: tuple[ColumnVerdict, ...]
    rows: int | None
    checks: tuple[RelationCheck, ...] = ()


def suggested_rules(ground: Ground) -> tuple[SuggestedRule, ...]:
    """Suggestions for one table, the surest first; none below ``LEAST_ROWS`` rows."""
    rows = ground.rows or 0
    profiles = {profile.column: profile for profile in ground.columns}
    verdicts = {verdict.column: verdict for verdict in ground.verdicts}
    found = list(_foreign_keys(ground))
    for column in ground.table.columns if rows >= LEAST_ROWS else ():
        profile, verdict = profiles.get(column.name), verdicts.get(column.name)
        if profile is not None:
            found += _of_column(ground.table, column, profile, verdict, rows)
    return tuple(sorted(found, key=lambda each: -each.confidence))


def _of_column(
    table: Table, column: Column, profile: ColumnProfile, verdict: ColumnVerdict | None, rows: int
) -> Iterator[SuggestedRule]:
    """NULLs count over all rows, everything else over those with a value."""
    nulls = _measured(profile, "null_count")
    if nulls is None or not isinstance(nulls.value, int | float):
        return
    if nulls.value == 0 and nulls.exact and column.nullable is not False and not _in_key(table, column):
        yield _suggested(table, column, "not_null", rows, "no row is without a value, and NULL is allowed")
    filled = round(rows - nulls.value)
    if filled >= LEAST_ROWS and not column.generated:
        yield from _unique(table, column, profile, filled)
        values = [*_values(table, column, profile, verdict, filled)]
        yield from values
        if not values:  # a list of values bounds them already
            yield from _bounds(table, column, profile, verdict, filled)


def _unique(table: Table, column: Column, profile: ColumnProfile, filled: int) -> Iterator[SuggestedRule]:
    distinct = _measured(profile, "distinct_count")
    declared = (column.name,) in _unique_sets(table)
    if column.data_type not in _KEYS or declared or distinct is None or not distinct.exact:
        return
    if distinct.value == filled and (table.primary_key is None or _looks_like_key(column)):
        yield _suggested(table, column, "unique", filled, "no value comes twice, and no key forbids it")


def _values(
    table: Table, column: Column, profile: ColumnProfile, verdict: ColumnVerdict | None, filled: int
) -> Iterator[SuggestedRule]:
    """A list of all values: few, each seen often, all of them shown, in a column that was tested and is harmless."""
    top = profile.distribution.top_values
    distinct = profile.value("distinct_count")
    is_short = 0 < len(top) <= MOST_VALUES and isinstance(distinct, int | float) and distinct == len(top)
    if (
        not is_short
        or not _may_be_shown(verdict)
        or column.data_type not in _SETS
        or _is_constrained(table, column)
        or _tells_apart(table, column)
    ):
        return
    labels = [each.label for each in top if each.label is not None and not each.masked]
    covered = sum(each.share for each in top)
    if (
        len(labels) == len(top)
        and covered >= _WHOLE
        and filled >= LEAST_REPEATS * len(labels)
        and len(labels) > 1
    ):
        seen = filled if top[0].exact else sum(each.count for each in top)
        values = tuple(int(text) if column.data_type is DataType.INTEGER else text for text in sorted(labels))
        yield _suggested(
            table,
            column,
            "in_set",
            seen,
            f"{len(labels)} values make up all rows, and nothing else occurs",
            values=values,
        )


def _bounds(
    table: Table, column: Column, profile: ColumnProfile, verdict: ColumnVerdict | None, filled: int
) -> Iterator[SuggestedRule]:
    """No negative number, and texts of one length; both say nothing of any single value."""
    least = _measured(profile, "min")
    if (
        column.data_type in _NUMBERS
        and not _tells_apart(table, column)
        and column.identity is None
        and not _is_constrained(table, column)
        and least is not None
        and least.exact
        and isinstance(least.value, int | float)
        and least.value >= 0
        and "unsigned" not in column.native_type.lower()
        and _may_be_shown(verdict)
    ):
        yield _suggested(table, column, "range", filled, "no number is below 0", min=0)
    shortest, longest = _measured(profile, "min_length"), _measured(profile, "max_length")
    if (
        column.data_type is DataType.TEXT
        and shortest is not None
        and longest is not None
        and shortest.exact
        and longest.exact
        and shortest.value == longest.value
        and isinstance(longest.value, int | float)
        and longest.value > 1
    ):
        length = round(longest.value)
        reason = f"every text has {length} characters"
        yield _suggested(table, column, "length", filled, reason, min=length, max=length)


def _foreign_keys(ground: Ground) -> Iterator[SuggestedRule]:
    for check in ground.checks:
        candidate, inclusion = check.candidate, check.inclusion
        if (candidate.schema, candidate.table) != (ground.table.schema, ground.table.name):
            continue
        if (
            check.verdict is RelationVerdict.CONFIRMED
            and inclusion is not None
            and inclusion.rows >= LEAST_ROWS
        ):
            yield SuggestedRule(
                rule=Rule(
                    id=f"{ground.table.schema}.{ground.table.name}.{candidate.column}.foreign_key",
                    kind="foreign_key",
                    table=f"{ground.table.schema}.{ground.table.name}",
                    columns=(candidate.column,),
                    arguments={
                        "references": f"{candidate.referred_schema}.{candidate.referred_table}",
                        "referred_columns": (candidate.referred_column,),
                    },
                ),
                support=inclusion.rows,
                confidence=min(check.confidence, _rule_of_three(inclusion.rows)),
                reason="every value is found in the key it seems to refer to, and no constraint says so",
            )


def _suggested(
    table: Table,
    column: Column,
    kind: str,
    support: int,
    reason: str,
    **arguments: int | tuple[int | str, ...],
) -> SuggestedRule:
    name = f"{table.schema}.{table.name}"
    rule = Rule(
        id=f"{name}.{column.name}.{kind}",
        kind=kind,
        table=name,
        columns=(column.name,),
        arguments={**arguments},
    )
    return SuggestedRule(rule=rule, support=support, confidence=_rule_of_three(support), reason=reason)


def _rule_of_three(rows: int) -> float:
    return max(1 - 3 / rows, 0.0) if rows else 0.0


def _measured(profile: ColumnProfile, metric: str) -> Measurement | None:
    return next((each for each in profile.measurements if each.metric == metric), None)


def _may_be_shown(verdict: ColumnVerdict | None) -> bool:
    """The rule for values everywhere: only of a column that was tested and where nothing was found."""
    return verdict is not None and verdict.tested > 0 and not verdict.findings


def _in_key(table: Table, column: Column) -> bool:
    return table.primary_key is not None and column.name in table.primary_key.columns


def _tells_apart(table: Table, column: Column) -> bool:
    """Whether its numbers are ids: which of them occur says nothing of those to come, nor does their sign."""
    in_key = _in_key(table, column) or any(column.name in key.columns for key in table.foreign_keys)
    return in_key or (column.data_type is not DataType.TEXT and is_called_id(column.name))


def _unique_sets(table: Table) -> set[tuple[str, ...]]:
    keys = [key.columns for key in (table.primary_key, *table.unique_keys) if key is not None]
    return {*keys, *(index.columns for index in table.indexes if index.unique)}


def _looks_like_key(column: Column) -> bool:
    """Where a primary key exists, other columns are unique by design only if their name says so."""
    words = column.name.lower().replace("-", "_").split("_")
    return bool(
        {"code", "number", "no", "nr", "uuid", "guid", "key", "sku", "isbn", "slug", "email"} & {*words}
    )


def _is_constrained(table: Table, column: Column) -> bool:
    """Whether an enum, a domain or a check has a say in its values already."""
    return column.user_type is not None or any(
        column.name.lower() in each.expression.lower() for each in table.checks
    )


def comment_of(each: SuggestedRule) -> str:
    """What is to stand above the rule: why, and on how many rows."""
    return f"{each.reason} ({each.support:,} rows; at least {100 * each.confidence:.2f} % of rows to come)"
