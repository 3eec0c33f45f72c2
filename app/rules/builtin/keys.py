"""Rules about keys: that rows differ, and that what they refer to is there."""

from typing import Final

from app.model.measurements import Dimension
from app.model.rules import Argument, Rule
from app.model.schema import Column
from app.rules.checks import Check, CountCheck, RuleUnusableError
from app.rules.counting import times
from app.rules.kinds import RuleKind, Subject, Taken, Takes, column_of


def _unique(rule: Rule, on: Subject) -> Check:
    """Rows that repeat an earlier one: as many as there are beyond the first of each value."""
    columns = [on.column(name) for name in rule.columns]
    words, source = on.words, f"{on.words.table(on.table)} t"
    filled = " AND ".join(f"{words.column(column)} IS NOT NULL" for column in columns)
    keys = ", ".join(words.identity(column) for column in columns)
    shown = ", ".join(f"MIN({words.text(column)})" for column in columns)
    groups = f"SELECT COUNT(*) AS n FROM {source} WHERE {filled} GROUP BY {keys}"  # noqa: S608 - quoted names of the catalog
    return CountCheck(
        sql=f"SELECT COALESCE(SUM(g.n - 1), 0), COALESCE(SUM(g.n), 0) FROM ({groups}) g",  # noqa: S608 - as above
        query=f"SELECT {shown}, COUNT(*) FROM {source} WHERE {filled} GROUP BY {keys} HAVING COUNT(*) > 1",  # noqa: S608 - as above
    )


def _foreign_key(rule: Rule, on: Subject) -> Check:
    """Rows whose columns are all filled and that no row of the other table has (MATCH SIMPLE)."""
    parent = on.find(str(rule.arguments["references"]))
    columns = [on.column(name) for name in rule.columns]
    referred = _referred(rule.arguments.get("referred_columns"), on, rule)
    keys = [column_of(parent, name) for name in referred]
    words, source = on.words, f"{on.words.table(on.table)} t"
    filled = " AND ".join(f"{words.column(column)} IS NOT NULL" for column in columns)
    same = " AND ".join(_equal(on, column, key) for column, key in zip(columns, keys, strict=True))
    missing = f"NOT EXISTS (SELECT 1 FROM {words.table(parent)} p WHERE {same})"  # noqa: S608 - as above
    return CountCheck(
        sql=f"SELECT {times(words, missing)}, COUNT(*) FROM {source} WHERE {filled}"  # noqa: S608 - as above
        if words.dialect != "mssql"
        else f"SELECT COALESCE(SUM(d.missing), 0), COUNT_BIG(*) FROM (SELECT CASE WHEN {missing} THEN 1 ELSE 0 END AS missing FROM {source} WHERE {filled}) d",  # noqa: S608 - as above; SQL Server has no subquery within an aggregate
        query=f"SELECT t.* FROM {source} WHERE {filled} AND {missing}",  # noqa: S608 - as above
    )


def _equal(on: Subject, column: Column, key: Column) -> str:
    """As the server compares them, so that its indexes help; as text where the types differ."""
    if column.data_type is key.data_type:
        return f"{on.words.column(key, 'p')} = {on.words.column(column)}"
    return f"{on.words.text(key, 'p')} = {on.words.text(column)}"


def _referred(argument: Argument, on: Subject, rule: Rule) -> tuple[str, ...]:
    """The named columns; else the key of the other table; else those of the same names."""
    if argument is not None:
        named = tuple(str(name) for name in (argument if isinstance(argument, tuple) else (argument,)))
    else:
        key = on.find(str(rule.arguments["references"])).primary_key
        named = key.columns if key is not None else rule.columns
    if len(named) != len(rule.columns):
        raise RuleUnusableError(
            f"{len(rule.columns)} columns cannot refer to {len(named)}.", code="columns_unpaired"
        )
    return named


KEYS: Final = (
    RuleKind(
        name="unique",
        dimension=Dimension.UNIQUENESS,
        about="No two rows have the same values in these columns, by the letter. Counted are rows beyond the first.",
        nulls="A row with a NULL in one of them is equal to no other and not looked at.",
        check=_unique,
        columns=(1, None),
        arguments={},
    ),
    RuleKind(
        name="foreign_key",
        dimension=Dimension.INTEGRITY,
        about="What the columns refer to is there.",
        nulls="A row with a NULL in one of them refers to nothing and is not looked at.",
        check=_foreign_key,
        columns=(1, None),
        arguments={
            "references": Taken(takes=Takes.TEXT, about="The other table.", required=True),
            "referred_columns": Taken(
                takes=Takes.NAMES, about="Its columns; its primary key without, else those of the same names."
            ),
        },
    ),
)
