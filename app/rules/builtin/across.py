"""Rules between two tables."""

from typing import Final

from app.model.measurements import Dimension
from app.model.rules import Rule
from app.model.schema import Column, Table
from app.rules.checks import Check, RuleUnusableError, ValueCheck
from app.rules.kinds import RuleKind, Subject, Taken, Takes, column_of


def _same_rows(rule: Rule, on: Subject) -> Check:
    other = on.find(str(rule.arguments["other"]))
    here, there = _one(on, on.table, "COUNT(*)"), _one(on, other, "COUNT(*)")
    return ValueCheck(sql=f"SELECT ABS({here} - {there})")


def _same_sum(rule: Rule, on: Subject) -> Check:
    """The distance of the two sums; nothing to sum is 0, as an empty column adds nothing."""
    other = on.find(str(rule.arguments["other"]))
    column = on.column(rule.columns[0])
    name = str(rule.arguments.get("other_column") or column.name)
    pairs = ((on.table, column), (other, column_of(other, name)))
    here, there = (_one(on, table, f"COALESCE({_sum(on, each)}, 0)") for table, each in pairs)
    return ValueCheck(sql=f"SELECT ABS({here} - {there})")


def _sum(on: Subject, column: Column) -> str:
    if column.data_type.value not in {"integer", "decimal", "float"}:
        raise RuleUnusableError(
            f"{column.name} holds {column.native_type}, which cannot be added up.", code="not_comparable"
        )
    return f"SUM({on.words.ordered(column)})"


def _one(on: Subject, table: Table, aggregate: str) -> str:
    return f"(SELECT {aggregate} FROM {on.words.table(table)} t)"  # noqa: S608 - as above


_OTHER: Final = Taken(takes=Takes.TEXT, about="The other table.", required=True)

ACROSS: Final = (
    RuleKind(
        name="same_rows",
        dimension=Dimension.CONSISTENCY,
        about="Both tables have as many rows; the tolerance is about the difference.",
        nulls="Rows are counted whatever they hold.",
        check=_same_rows,
        columns=(0, 0),
        arguments={"other": _OTHER},
    ),
    RuleKind(
        name="same_sum",
        dimension=Dimension.CONSISTENCY,
        about="The columns of both tables add up to the same; the tolerance is about the difference.",
        nulls="A NULL adds nothing.",
        check=_same_sum,
        arguments={
            "other": _OTHER,
            "other_column": Taken(takes=Takes.TEXT, about="The other column; the same name without."),
        },
    ),
)
