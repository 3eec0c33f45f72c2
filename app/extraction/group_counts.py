"""How well columns settle another over every row of a table: one statement per dependency, one row of counts.

Counted are the different values of the dependent in each group of equal determinants; no value leaves the server. Equal is
what is equal by the letter on every server; NULL and blank neither settle nor break, as in the sample.
"""

from collections.abc import Iterable
from typing import Final

from app.connection.session import SourceSession, Statement
from app.extraction.rule_words import DOUBLES_PERCENT, words_of
from app.model.integrity import Dependency, GroupCounts
from app.model.sample import Cell
from app.model.schema import Column, DataType, Table
from app.rules.words import Words

_EVERY_ROW: Final = (
    "SELECT SUM(g.n), COUNT(*), SUM(g.n - g.most), SUM(CASE WHEN g.most < g.n THEN 1 ELSE 0 END),"
    " SUM(CASE WHEN 3 * g.most < 2 * g.n THEN 1 ELSE 0 END)"
    " FROM (SELECT SUM(c.n) AS n, MAX(c.n) AS most FROM ({cells}) AS c GROUP BY {groups}) AS g"
)
_CELLS: Final = "SELECT {named}, COUNT(*) AS n FROM {table} AS t WHERE {filled} GROUP BY {equal}"


async def count_groups(
    session: SourceSession, dialect: str, table: Table, dependency: Dependency, *, timeout_seconds: float
) -> GroupCounts:
    """Count over every row; raises what ``session.fetch`` raises."""
    statement = groups_statement(dialect, table, dependency)
    found = await session.fetch(statement, timeout_seconds=timeout_seconds)
    rows, groups, violations, broken, split = map(_count, found.rows[0])
    share = split / broken if broken else 0.0
    return GroupCounts(rows=rows, groups=groups, violations=violations, broken=broken, split=share)


def groups_statement(dialect: str, table: Table, dependency: Dependency) -> Statement:
    """Its one row counts rows, groups, rows to be changed, groups where not all agree, such without a clear majority."""
    words = words_of(dialect)
    columns = [
        column
        for name in (*dependency.determinant, dependency.dependent)
        for column in table.columns
        if column.name == name
    ]
    equal = [words.identity(column) for column in columns]
    cells = _CELLS.format(
        named=", ".join(f"{each} AS v{place}" for place, each in enumerate(equal)),
        table=words.table(table),
        filled=_filled(words, columns),
        equal=", ".join(equal),
    )
    groups = ", ".join(f"c.v{place}" for place in range(len(dependency.determinant)))
    sql = _EVERY_ROW.format(cells=cells, groups=groups)
    names = ", ".join(column.name for column in columns)
    return Statement(
        sql=sql.replace("%", "%%") if dialect in DOUBLES_PERCENT else sql,
        reads=f"{table.schema}.{table.name}.{names}",
        counts=True,
    )


def _filled(words: Words, columns: Iterable[Column]) -> str:
    conditions = (
        f"LTRIM(RTRIM({words.text(column)})) <> ''"
        if column.data_type is DataType.TEXT
        else f"{words.column(column)} IS NOT NULL"
        for column in columns
    )
    return " AND ".join(conditions)


def _count(cell: Cell) -> int:
    return int(cell or 0)
