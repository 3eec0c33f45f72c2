"""Rules in somebody's own SQL. What is sent is written anew from what was read and checked, never their text."""

from typing import Final

from app.model.measurements import Dimension
from app.model.rules import Rule, Unit
from app.rules.checks import Check, CountCheck, RowCheck, ValueCheck
from app.rules.custom_sql import read_expression, read_query
from app.rules.kinds import RuleKind, Subject, Taken, Takes


def _expression(rule: Rule, on: Subject) -> Check:
    """False fails; unknown, which comes of a NULL, passes, as in a CHECK constraint."""
    condition = read_expression(str(rule.arguments["sql"]), on)
    known = f"({condition}) IS NOT NULL" if on.words.dialect in {"postgresql", "mysql", "sqlite"} else None
    return RowCheck(failing=f"NOT ({condition})", applies=known, apart=True)


def _failing_rows(rule: Rule, on: Subject) -> Check:
    """Rows are counted beside them only where the tolerance is a share: that is another pass over the table."""
    read = read_query(str(rule.arguments["query"]), rule, on)
    counted = rule.tolerance is not None and rule.tolerance.unit is Unit.PERCENT
    rows = f"(SELECT COUNT(*) FROM {on.words.table(on.table)})" if counted else "NULL"  # noqa: S608 - quoted names of the catalog
    return CountCheck(sql=f"SELECT COUNT(*), {rows} FROM ({read.sql}) q", query=read.sql)  # noqa: S608 - one checked SELECT


def _sql(rule: Rule, on: Subject) -> Check:
    read = read_query(str(rule.arguments["query"]), rule, on)
    return ValueCheck(sql=read.sql, shown=read.gives_count)


CUSTOM: Final = (
    RuleKind(
        name="expression",
        dimension=Dimension.CONSISTENCY,
        about="The condition over columns of the row is true.",
        nulls="A row for which the condition is unknown passes, as in a CHECK constraint.",
        check=_expression,
        columns=(0, None),
        arguments={
            "sql": Taken(takes=Takes.SQL, about="A condition in the SQL of the source.", required=True)
        },
    ),
    RuleKind(
        name="failing_rows",
        dimension=Dimension.CONSISTENCY,
        about="The SELECT finds no row.",
        nulls="As the SELECT says.",
        check=_failing_rows,
        columns=(0, None),
        arguments={"query": Taken(takes=Takes.SQL, about="A SELECT of the rows against it.", required=True)},
    ),
    RuleKind(
        name="sql",
        dimension=Dimension.CONSISTENCY,
        about="The one number that the SELECT gives is as the tolerance says. It is shown if it is a count.",
        nulls="No number, or NULL, fails.",
        check=_sql,
        columns=(0, None),
        arguments={"query": Taken(takes=Takes.SQL, about="A SELECT of one number.", required=True)},
        accepts=None,
    ),
)
