"""Rules that one row alone keeps or breaks."""

from typing import Final

from app.model.measurements import Dimension
from app.model.rules import Argument, Rule
from app.model.schema import Column, DataType
from app.rules.checks import Check, RowCheck, RuleUnusableError
from app.rules.kinds import RuleKind, Subject, Taken, Takes
from app.rules.patterns import PatternUnportableError, portable

_ORDERED: Final = frozenset(
    {DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT, DataType.DATE, DataType.TIMESTAMP}
)
_OPERATORS: Final = ("<", "<=", "=", "<>", ">=", ">")
_PASSES: Final = "A NULL passes; not_null is the rule against it."


def _not_null(rule: Rule, on: Subject) -> Check:
    column = on.column(rule.columns[0])
    conditions = [f"{on.words.column(column)} IS NULL"]
    if texts := _values(rule.arguments.get("also")):
        conditions.append(_among(on, column, texts))
    return RowCheck(failing=_any(conditions))


def _in_set(rule: Rule, on: Subject) -> Check:
    column = on.column(rule.columns[0])
    among = _among(on, column, _values(rule.arguments["values"]))
    filled = f"{on.words.column(column)} IS NOT NULL"
    return RowCheck(failing=f"{filled} AND NOT ({among})", applies=filled)


def _not_in_set(rule: Rule, on: Subject) -> Check:
    column = on.column(rule.columns[0])
    filled = f"{on.words.column(column)} IS NOT NULL"
    among = _among(on, column, _values(rule.arguments["values"]))
    return RowCheck(failing=f"{filled} AND {among}", applies=filled)


def _range(rule: Rule, on: Subject) -> Check:
    column = _ordered(on, rule.columns[0])
    words, ends = on.words, rule.arguments
    cell, exclusive = words.ordered(column), ends.get("exclusive") is True
    filled = f"{words.column(column)} IS NOT NULL"
    outside = [outlying] if (outlying := words.unordered(column)) else []
    for end, sign in (("min", "<"), ("max", ">")):
        if (bound := ends.get(end)) is not None:
            outside.append(
                f"{cell} {sign}{'=' if exclusive else ''} {words.ordered_literal(column, _scalar(bound))}"
            )
    return RowCheck(failing=f"{filled} AND {_any(outside)}", applies=filled)


def _length(rule: Rule, on: Subject) -> Check:
    column = on.column(rule.columns[0])
    length = on.words.length(column)
    outside = [
        f"{length} {sign} {on.words.literal(_whole(bound))}"
        for end, sign in (("min", "<"), ("max", ">"))
        if (bound := rule.arguments.get(end)) is not None
    ]
    filled = f"{on.words.column(column)} IS NOT NULL"
    return RowCheck(failing=f"{filled} AND {_any(outside)}", applies=filled)


def _pattern(rule: Rule, on: Subject) -> Check:
    column = on.column(rule.columns[0])
    pattern = str(rule.arguments["regex"])
    try:
        portable(pattern)
    except PatternUnportableError as error:
        raise RuleUnusableError(f"The pattern cannot be used: {error}.", code="pattern_unportable") from None
    matches = on.words.matches(column, pattern)
    if matches is None:
        raise RuleUnusableError(
            "This server has no regular expressions, so no row was checked.", code="pattern_unsupported"
        )
    filled = f"{on.words.column(column)} IS NOT NULL"
    fits = matches if rule.arguments.get("forbidden") is True else f"NOT ({matches})"
    return RowCheck(failing=f"{filled} AND {fits}", applies=filled, apart=True)


def _compare(rule: Rule, on: Subject) -> Check:
    left, right = (on.column(name) for name in rule.columns)
    if _family(left) != _family(right):
        raise RuleUnusableError(
            f"{left.name} and {right.name} are not of one kind, so they have no order.", code="not_comparable"
        )
    words, sign = on.words, str(rule.arguments["operator"])
    both = f"{words.column(left)} IS NOT NULL AND {words.column(right)} IS NOT NULL"
    if left.data_type in _ORDERED:
        a, b = words.ordered(left), words.ordered(right)
    elif sign in {"=", "<>"}:
        a, b = words.identity(left), words.identity(right)
    else:
        raise RuleUnusableError(
            f"Values of {left.name} are neither numbers nor moments, so they have no order.",
            code="not_comparable",
        )
    return RowCheck(failing=f"{both} AND NOT ({a} {sign} {b})", applies=both)


def _ordered(on: Subject, name: str) -> Column:
    column = on.column(name)
    if column.data_type not in _ORDERED:
        raise RuleUnusableError(
            f"{column.name} holds {column.native_type}, which has neither numbers nor moments to compare.",
            code="not_comparable",
        )
    return column


def _family(column: Column) -> str:
    if column.data_type in {DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT}:
        return "number"
    return "moment" if column.data_type in {DataType.DATE, DataType.TIMESTAMP} else column.data_type.value


def _among(on: Subject, column: Column, values: tuple[str | float, ...]) -> str:
    listed = ", ".join(on.words.identity_literal(column, value) for value in values)
    return f"{on.words.identity(column)} IN ({listed})"


def _values(argument: Argument) -> tuple[str | float, ...]:
    listed = argument if isinstance(argument, tuple) else (argument,)
    return tuple(value for value in listed if value is not None)


def _scalar(argument: Argument) -> str | float:
    return argument if isinstance(argument, str | int | float) else str(argument)


def _whole(argument: Argument) -> int:
    return int(float(str(argument)))


def _any(conditions: list[str]) -> str:
    return conditions[0] if len(conditions) == 1 else "(" + " OR ".join(conditions) + ")"


_VALUES = Taken(takes=Takes.VALUES, about="The values, by the letter: case and spaces count.", required=True)
_MIN_LENGTH = Taken(takes=Takes.NUMBER, about="Fewest characters.")
_MAX_LENGTH = Taken(takes=Takes.NUMBER, about="Most characters.")

ROWS: Final = (
    RuleKind(
        name="not_null",
        dimension=Dimension.COMPLETENESS,
        about="Every row has a value.",
        nulls="A NULL fails.",
        check=_not_null,
        arguments={"also": Taken(takes=Takes.VALUES, about="Values that stand for a missing one.")},
    ),
    RuleKind(
        name="in_set",
        dimension=Dimension.VALIDITY,
        about="Every value is one of these.",
        nulls=_PASSES,
        check=_in_set,
        arguments={"values": _VALUES},
    ),
    RuleKind(
        name="not_in_set",
        dimension=Dimension.VALIDITY,
        about="No value is one of these.",
        nulls=_PASSES,
        check=_not_in_set,
        arguments={"values": _VALUES},
    ),
    RuleKind(
        name="range",
        dimension=Dimension.VALIDITY,
        about="Every number or moment lies between the ends, which belong to it.",
        nulls=_PASSES + " NaN, and text where numbers are kept, fails.",
        check=_range,
        arguments={
            "min": Taken(takes=Takes.VALUE, about="The least; a number, or an ISO 8601 date or time in UTC."),
            "max": Taken(takes=Takes.VALUE, about="The greatest."),
            "exclusive": Taken(takes=Takes.TRUTH, about="Whether the ends do not belong to it."),
        },
        one_of=("min", "max"),
    ),
    RuleKind(
        name="length",
        dimension=Dimension.VALIDITY,
        about="Every value has this many characters.",
        nulls=_PASSES,
        check=_length,
        arguments={"min": _MIN_LENGTH, "max": _MAX_LENGTH},
        one_of=("min", "max"),
    ),
    RuleKind(
        name="pattern",
        dimension=Dimension.VALIDITY,
        about="Every value has a part that the regular expression fits; anchor it for the whole value.",
        nulls=_PASSES,
        check=_pattern,
        arguments={
            "regex": Taken(takes=Takes.TEXT, about="The regular expression.", required=True),
            "forbidden": Taken(takes=Takes.TRUTH, about="Whether no value may fit instead."),
        },
    ),
    RuleKind(
        name="compare",
        dimension=Dimension.CONSISTENCY,
        about="The first column stands in this order to the second.",
        nulls="A row with a NULL in either passes.",
        check=_compare,
        columns=(2, 2),
        arguments={
            "operator": Taken(takes=Takes.TEXT, about="The order.", required=True, choices=_OPERATORS)
        },
    ),
)
