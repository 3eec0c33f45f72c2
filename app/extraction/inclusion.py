"""How many values of a column are found in a key: one statement, one row of counts; no value leaves the server.

At most ``MOST_ROWS`` rows are looked at: all of a table that has no more, else rows drawn one by one where the server
can, else the first ones, of which nothing is claimed for the rest. Each is looked up in the key's own index.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.connection.dialects import get_dialect
from app.connection.dialects.base import qualified
from app.connection.dialects.drawing import guarded
from app.connection.session import SourceSession, Statement
from app.detection.evidence.intervals import wilson
from app.errors import UnsupportedDialectError
from app.model.relations import Inclusion, RelationCandidate
from app.model.sample import Cell
from app.model.schema import Table, TableKind

MOST_ROWS: Final = 10_000
"""Rows looked at; each costs one look-up in an index, together well below a second."""
DRAWN_BYTES: Final = 1024 * 1024 * 1024
"""Up to here rows are drawn one by one over the whole table, as the samples are; beyond, its first rows are taken."""

_COUNTS = (
    "SELECT COUNT(*), SUM(g.n), SUM(g.missing), SUM(g.missing * g.n) FROM"
    " (SELECT d.n, CASE WHEN EXISTS (SELECT 1 FROM {parent} AS p WHERE p.{key} = d.v) THEN 0 ELSE 1 END AS missing FROM"
    " (SELECT s.v, COUNT(*) AS n FROM ({rows}) AS s GROUP BY s.v) AS d) AS g"
)
"""Every value once, with how often it comes and whether the key lacks it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draw:
    """Which rows of a column are looked at.

    Attributes:
        table: qualified and quoted, as is ``column``.
        is_parent: whether rows of its partitions count as its own.
        share: of the rows to draw; ``None`` for all of them, or the first.
        limit: rows to stop at; reaching it means there are more.
    """

    table: str
    column: str
    is_parent: bool
    share: float | None
    seed: int
    limit: int


def _postgresql(draw: _Draw) -> str:
    only = "" if draw.is_parent else "ONLY "
    drawn = (
        ""
        if draw.share is None
        else f" TABLESAMPLE BERNOULLI ({100 * draw.share:.9f}) REPEATABLE ({draw.seed})"
    )
    return _filled(draw, f"{only}{draw.table} AS t{drawn}")


def _mysql(draw: _Draw) -> str:
    drawn = "" if draw.share is None else f" AND RAND({draw.seed}) < {draw.share:.12f}"
    return _filled(draw, f"{draw.table} AS t", drawn)


def _sqlite(draw: _Draw) -> str:
    # The comparison names the column, so that a number is drawn for every row and not once.
    chance = f"CASE WHEN t.{draw.column} IS NULL THEN 0 ELSE {draw.share or 0:.12f} END"
    drawn = "" if draw.share is None else f" AND sourcesense_draw({draw.seed}) < {chance}"
    return _filled(draw, f"{draw.table} AS t", drawn)


def _mssql(draw: _Draw) -> str:
    return f"SELECT TOP ({draw.limit}) t.{draw.column} AS v FROM {draw.table} AS t WHERE t.{draw.column} IS NOT NULL"  # noqa: S608 - quoted names from the catalog


def _filled(draw: _Draw, source: str, drawn: str = "") -> str:
    return f"SELECT t.{draw.column} AS v FROM {source} WHERE t.{draw.column} IS NOT NULL{drawn} LIMIT {draw.limit}"  # noqa: S608 - as above


_ROWS: Final[Mapping[str, Callable[[_Draw], str]]] = {
    "postgresql": _postgresql,
    "mysql": _mysql,
    "sqlite": _sqlite,
    "mssql": _mssql,
}
_DRAWS: Final = frozenset({"postgresql", "mysql", "sqlite"})
_PERCENT_DOUBLED: Final = frozenset({"postgresql", "mysql"})
"""Their drivers read every statement as a format."""


async def count_included(
    session: SourceSession, dialect: str, table: Table, candidate: RelationCandidate, *, seed: int
) -> Inclusion:
    """Look the column's values up in the key; raises what ``session.fetch`` raises."""
    share, limit = _drawn(dialect, table)
    statement = inclusion_statement(dialect, table, candidate, seed=seed)
    values, rows, missing, missing_rows = (_count(cell) for cell in (await session.fetch(statement)).rows[0])
    is_cut = rows >= limit
    is_exact = share is None and not is_cut
    is_bounded = share is not None and not is_cut
    return Inclusion(
        rows=rows,
        values=values,
        orphan_rows=missing_rows,
        orphan_values=missing,
        exact=is_exact,
        orphan_share_at_most=wilson(missing_rows, rows)[1] if is_bounded else None,
    )


def inclusion_statement(dialect: str, table: Table, candidate: RelationCandidate, *, seed: int) -> Statement:
    """The statement; its one row counts values, rows, values without a match, rows without one.

    Raises:
        UnsupportedDialectError: no SQL is known for that dialect.
    """
    if dialect not in _ROWS:
        raise UnsupportedDialectError(dialect=dialect, available=", ".join(_ROWS))
    known = get_dialect(dialect)
    share, limit = _drawn(dialect, table)
    draw = _Draw(
        table=qualified(known, table.schema, table.name),
        column=known.quote(candidate.column),
        is_parent=table.kind is TableKind.PARTITIONED,
        share=share,
        seed=seed,
        limit=limit,
    )
    parent = qualified(known, candidate.referred_schema, candidate.referred_table)
    sql = _COUNTS.format(parent=parent, key=known.quote(candidate.referred_column), rows=_ROWS[dialect](draw))
    if dialect in _PERCENT_DOUBLED:
        sql = sql.replace("%", "%%")
    return Statement(sql=sql, reads=f"{table.schema}.{table.name}.{candidate.column}", counts=True)


def _drawn(dialect: str, table: Table) -> tuple[float | None, int]:
    """The share of rows to draw, ``None`` for all or the first ones, and the number of rows to stop at."""
    estimate = table.row_estimate or 0
    if dialect not in _DRAWS or estimate <= MOST_ROWS or (table.size_bytes or 0) > DRAWN_BYTES:
        return None, MOST_ROWS + 1
    target, limit = guarded(MOST_ROWS)
    return min(1.0, target / estimate), limit


def _count(cell: Cell) -> int:
    return int(cell or 0)
