"""Which rows of a key are looked at: all of them, rows drawn one by one, or the first ones.

At most ``MOST_ROWS`` rows come: all of a table that has no more, else rows drawn one by one where the server can, else
the first ones, of which nothing is claimed for the rest.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from app.connection.dialects.drawing import guarded
from app.model.schema import Table

MOST_ROWS: Final = 10_000
"""Rows looked at; each costs one look-up in an index, together well below a second."""
DRAWN_BYTES: Final = 1024 * 1024 * 1024
"""Up to here rows are drawn one by one over the whole table, as the samples are; beyond, its first rows are taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRows:
    """Rows of a key to be drawn.

    Attributes:
        table: qualified and quoted, as are ``columns``; the table is called ``t``.
        where: which rows have a key.
        whole: whether rows of partitions or heirs count as the table's own (PostgreSQL).
        share: of the rows to draw; ``None`` for all of them, or the first.
        limit: rows to stop at; reaching it means there are more.
    """

    table: str
    columns: tuple[str, ...]
    where: str
    whole: bool
    share: float | None
    seed: int
    limit: int


def drawn_share(dialect: str, table: Table) -> tuple[float | None, int]:
    """The share of rows to draw, ``None`` for all or the first ones, and the number of rows to stop at."""
    estimate = table.row_estimate or 0
    if dialect not in _DRAWS or estimate <= MOST_ROWS or (table.size_bytes or 0) > DRAWN_BYTES:
        return None, MOST_ROWS + 1
    target, limit = guarded(MOST_ROWS)
    return min(1.0, target / estimate), limit


def key_rows(dialect: str, draw: KeyRows) -> str:
    """The SELECT that gives them as columns ``v0``, ``v1``, …; per cent signs are not doubled yet."""
    return _ROWS[dialect](draw)


def knows(dialect: str) -> bool:
    """Whether there is SQL for that dialect."""
    return dialect in _ROWS


def _postgresql(draw: KeyRows) -> str:
    only = "" if draw.whole else "ONLY "
    drawn = (
        ""
        if draw.share is None
        else f" TABLESAMPLE BERNOULLI ({100 * draw.share:.9f}) REPEATABLE ({draw.seed})"
    )
    return _filled(draw, f"{only}{draw.table} AS t{drawn}")


def _mysql(draw: KeyRows) -> str:
    drawn = "" if draw.share is None else f" AND RAND({draw.seed}) < {draw.share:.12f}"
    return _filled(draw, f"{draw.table} AS t", drawn)


def _sqlite(draw: KeyRows) -> str:
    # The comparison names a column, so that a number is drawn for every row and not once.
    chance = f"CASE WHEN {draw.where} THEN {draw.share or 0:.12f} ELSE 0 END"
    drawn = "" if draw.share is None else f" AND sourcesense_draw({draw.seed}) < {chance}"
    return _filled(draw, f"{draw.table} AS t", drawn)


def _mssql(draw: KeyRows) -> str:
    return f"SELECT TOP ({draw.limit}) {_cells(draw)} FROM {draw.table} AS t WHERE {draw.where}"  # noqa: S608 - quoted names from the catalog


def _filled(draw: KeyRows, source: str, drawn: str = "") -> str:
    return f"SELECT {_cells(draw)} FROM {source} WHERE {draw.where}{drawn} LIMIT {draw.limit}"  # noqa: S608 - as above


def _cells(draw: KeyRows) -> str:
    return ", ".join(f"t.{column} AS v{place}" for place, column in enumerate(draw.columns))


_ROWS: Final[Mapping[str, Callable[[KeyRows], str]]] = {
    "postgresql": _postgresql,
    "mysql": _mysql,
    "sqlite": _sqlite,
    "mssql": _mssql,
}
_DRAWS: Final = frozenset({"postgresql", "mysql", "sqlite"})
