"""Rows, bytes and partitions, from SQL Server's catalog; needs no right to the server's state.

Source: https://learn.microsoft.com/en-us/sql/relational-databases/system-catalog-views/sys-partitions-transact-sql
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.connection.dialects.mssql_catalog.asking import Rows, number
from app.model.sample import Cell
from app.model.schema import Partition

SIZES = """
SELECT p.object_id, p.index_id, p.partition_number, MAX(p.rows), SUM(a.total_pages)
FROM sys.partitions AS p
JOIN sys.objects AS o ON o.object_id = p.object_id
LEFT JOIN sys.allocation_units AS a ON a.container_id = p.partition_id
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
GROUP BY p.object_id, p.index_id, p.partition_number
ORDER BY p.object_id, p.index_id, p.partition_number
"""

PARTITIONING = """
SELECT s.data_space_id, f.boundary_value_on_right, CONVERT(nvarchar(4000), v.value, 121)
FROM sys.partition_schemes AS s
JOIN sys.partition_functions AS f ON f.function_id = s.function_id
LEFT JOIN sys.partition_range_values AS v ON v.function_id = f.function_id
ORDER BY s.data_space_id, v.boundary_id
"""

_PAGE_BYTES = 8192


@dataclass(frozen=True, slots=True)
class Piece:
    """One partition of one index; ``rows`` as the server counts them, which may be slightly off."""

    index: int
    number: int
    rows: int
    size_bytes: int | None

    @property
    def holds_rows(self) -> bool:
        """Whether it is part of the table itself, not of another index."""
        return self.index in {0, 1}


@dataclass(frozen=True, slots=True)
class Ranges:
    """How a partition scheme spreads rows: by ``bounds``, each the first value of the next partition or the last of its own."""

    on_right: bool
    bounds: tuple[str, ...]

    def bound(self, number: int) -> str | None:
        """Which rows the partition with that number, from 1, has; ``None`` if it has all.

        >>> Ranges(True, ("10", "20")).bound(2), Ranges(False, ("10", "20")).bound(3)
        ('>= 10 AND < 20', '> 20')
        """
        low, high = (">= ", "< ") if self.on_right else ("> ", "<= ")
        parts = [low + each for each in self.bounds[number - 2 : number - 1] if number > 1]
        parts += [high + each for each in self.bounds[number - 1 : number]]
        return " AND ".join(parts) or None


def pieces_of(rows: Rows) -> dict[Cell, list[Piece]]:
    """Partitions of indexes by object; a table that is not partitioned has one per index."""
    pieces: dict[Cell, list[Piece]] = defaultdict(list)
    for table, index, partition, count, pages in rows:
        size = None if pages is None else int(pages) * _PAGE_BYTES
        pieces[table].append(Piece(number(index), number(partition), number(count), size))
    return pieces


def ranges_of(rows: Rows) -> dict[Cell, Ranges]:
    """Ranges by partition scheme."""
    ranges: dict[Cell, Ranges] = {}
    for space, on_right, value in rows:
        before = ranges[space].bounds if space in ranges else ()
        ranges[space] = Ranges(bool(on_right), before if value is None else (*before, str(value)))
    return ranges


def row_estimate(pieces: list[Piece]) -> int | None:
    """Rows of the table; ``None`` where the server counts none (views, tables in memory, external tables)."""
    counted = [piece.rows for piece in pieces if piece.holds_rows]
    return sum(counted) if counted else None


def size_bytes(pieces: list[Piece]) -> int | None:
    """Bytes of the table without its other indexes; ``None`` if unknown."""
    return _sum(piece.size_bytes for piece in pieces if piece.holds_rows)


def index_sizes(pieces: list[Piece]) -> dict[int, int]:
    """Bytes by index, as far as they are known."""
    sizes: dict[int, int] = defaultdict(int)
    for piece in pieces:
        if piece.size_bytes is not None:
            sizes[piece.index] += piece.size_bytes
    return sizes


def partitions(pieces: list[Piece], ranges: Ranges | None) -> tuple[Partition, ...]:
    """The partitions of a table by number; none of a table that is not partitioned."""
    if ranges is None:
        return ()
    return tuple(
        Partition(
            name=str(piece.number),
            bound=ranges.bound(piece.number),
            row_estimate=piece.rows,
            size_bytes=piece.size_bytes,
        )
        for piece in pieces
        if piece.holds_rows
    )


def _sum(sizes: Iterable[int | None]) -> int | None:
    known = [size for size in sizes if size is not None]
    return sum(known) if known else None
