"""Rules about how many rows there are and how new they are."""

import re
from typing import Final

from app.model.measurements import Dimension
from app.model.rules import Operator, Rule, Tolerance
from app.model.schema import DataType
from app.rules.checks import Check, KnownValue, RuleUnusableError, ValueCheck
from app.rules.kinds import RuleKind, Subject, Taken, Takes

_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_DURATION: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s?([smhdw])")


def seconds_of(duration: str) -> float:
    """Seconds of a duration such as ``90m``, ``36h``, ``2d`` or ``1w``; ``ValueError`` for anything else.

    >>> seconds_of("36h")
    129600.0
    """
    found = _DURATION.fullmatch(duration.strip().lower())
    if found is None:
        msg = "a duration is a number and one of s, m, h, d, w, such as 36h"
        raise ValueError(msg)
    return float(found[1]) * _SECONDS[found[2]]


def _old_enough(rule: Rule) -> Tolerance:
    return Tolerance(operator=Operator.LESS_OR_EQUAL, low=seconds_of(str(rule.arguments["max_age"])))


def _row_count(rule: Rule, on: Subject) -> Check:  # noqa: ARG001 - the tolerance says it all
    return ValueCheck(sql=_count(on))


def _row_count_change(rule: Rule, on: Subject) -> Check:  # noqa: ARG001 - as above
    if on.rows_before is None:
        raise RuleUnusableError("There is no earlier run to compare with.", code="no_earlier_run")
    return KnownValue(sql=_count(on), rows_before=on.rows_before)


def _freshness(rule: Rule, on: Subject) -> Check:
    column = on.column(rule.columns[0])
    if column.data_type not in {DataType.DATE, DataType.TIMESTAMP}:
        raise RuleUnusableError(
            f"{column.name} holds {column.native_type} and no moments.", code="not_comparable"
        )
    age = on.words.age_seconds(column)
    return ValueCheck(
        sql=f"SELECT {age} FROM {on.words.table(on.table)} t",  # noqa: S608 - quoted names of the catalog
        absent="No row has a moment that is not to come, so nothing is fresh.",
    )


def _count(on: Subject) -> str:
    return f"SELECT COUNT(*) FROM {on.words.table(on.table)} t"  # noqa: S608 - as above


VOLUME: Final = (
    RuleKind(
        name="row_count",
        dimension=Dimension.COMPLETENESS,
        about="The table has as many rows as the tolerance says.",
        nulls="Rows are counted whatever they hold.",
        check=_row_count,
        columns=(0, 0),
        arguments={},
        accepts=Tolerance(operator=Operator.GREATER, low=0),
    ),
    RuleKind(
        name="row_count_change",
        dimension=Dimension.CONSISTENCY,
        about="The rows changed by as many per cent since the last run as the tolerance says; fewer rows are below 0.",
        nulls="Rows are counted whatever they hold.",
        check=_row_count_change,
        columns=(0, 0),
        arguments={},
        accepts=None,
    ),
    RuleKind(
        name="freshness",
        dimension=Dimension.TIMELINESS,
        about="The newest moment that is not to come is at most that old, by the server's clock, read as UTC.",
        nulls="A NULL is no moment; without any the rule fails.",
        check=_freshness,
        arguments={"max_age": Taken(takes=Takes.DURATION, about="The greatest age.", required=True)},
        accepts=_old_enough,
    ),
)
