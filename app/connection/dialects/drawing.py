"""What the dialects' sampling statements have in common: which columns, how many rows, when to stop.

A drawing aims a little above the wanted number, so that a random subset of exactly that many rows nearly always
remains: the expectation lies three standard deviations of a Bernoulli sample above it, the limit five above
that: only a wrong row estimate reaches it.
"""

from math import isqrt
from random import Random

from app.connection.dialects.base import Drawing
from app.connection.session import Statement
from app.model.sample import SamplingMethod
from app.model.schema import Column, DataType, Table

_NOT_DRAWN = frozenset({DataType.BINARY})
_GEOMETRY = frozenset(
    {"geometry", "geography", "point", "polygon", "linestring", "multipoint", "multipolygon"}
)


def drawn_and_left_out(table: Table) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """The columns whose values are drawn, and the names of those left out: binary and geometry."""
    drawn = tuple(column for column in table.columns if _is_drawn(column))
    kept = {column.name for column in drawn}
    return drawn, tuple(column.name for column in table.columns if column.name not in kept)


def _is_drawn(column: Column) -> bool:
    return (
        column.data_type not in _NOT_DRAWN and column.native_type.partition("(")[0].lower() not in _GEOMETRY
    )


def guarded(rows: int) -> tuple[int, int]:
    """How many rows to aim at, and the limit to stop at, so that ``rows`` are left to choose.

    Never below 64, so that drawing no row of a table that has some is out of the question (e^-64).

    >>> guarded(1000), guarded(1)
    ((1093, 1258), (64, 104))
    """
    target = max(rows + 3 * isqrt(rows), 64)
    return target, target + 5 * isqrt(target)


def drawing_of(
    table: Table,
    drawn: tuple[Column, ...],
    sql: str,
    limit: int,
    method: SamplingMethod,
    *,
    counted: bool = False,
) -> Drawing:
    """A drawing of the table by that statement."""
    statement = Statement(sql=sql, reads=f"{table.schema}.{table.name}", counts=True)
    return Drawing(statement=statement, columns=drawn, method=method, limit=limit, counted=counted)


def head(table: Table, select: str, drawn: tuple[Column, ...], rows: int) -> Drawing:
    """The first rows of the select, and one more that tells whether there are others."""
    return drawing_of(table, drawn, f"{select} LIMIT {rows + 1}", rows + 1, SamplingMethod.HEAD)


def seek_places(seed: int, count: int) -> tuple[float, ...]:
    """Seeded places between 0 and 1 in ascending order, one in each of ``count`` equal parts.

    >>> [round(place, 2) for place in seek_places(1, 4)]
    [0.03, 0.46, 0.69, 0.81]
    """
    chance = Random(seed)  # noqa: S311 - sampling, not secrecy
    return tuple((part + chance.random()) / count for part in range(count))
