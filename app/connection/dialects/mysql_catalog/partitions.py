"""Partitions, which on these servers are no tables of their own."""

from collections import defaultdict
from dataclasses import dataclass

from app.connection.dialects.records import Record, ask
from app.connection.session import SourceSession
from app.model.schema import Partition

_PARTITIONS = """
SELECT JSON_ARRAY(TABLE_NAME, PARTITION_NAME, PARTITION_ORDINAL_POSITION, PARTITION_METHOD, PARTITION_EXPRESSION,
    SUBPARTITION_METHOD, SUBPARTITION_EXPRESSION, PARTITION_DESCRIPTION, TABLE_ROWS, DATA_LENGTH)
FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND PARTITION_NAME IS NOT NULL
"""


class PartitionRecord(Record, frozen=True):
    """A partition, or one of its subpartitions."""

    table: str
    name: str
    place: int
    method: str
    expression: str | None
    sub_method: str | None
    sub_expression: str | None
    bound: str | None
    rows: int | None
    data_bytes: int | None


@dataclass(frozen=True, slots=True)
class Partitioning:
    """How a table's rows are spread, e.g. ``RANGE (year(`d`))``, and over what."""

    key: str | None = None
    partitions: tuple[Partition, ...] = ()


async def partitions(session: SourceSession, *, any_listed: bool) -> dict[str, Partitioning]:
    """By table; rows and bytes of a partition are those of its subpartitions together."""
    if not any_listed:
        return {}
    by_table: dict[str, dict[str, list[PartitionRecord]]] = defaultdict(lambda: defaultdict(list))
    found = await ask(session, PartitionRecord, _PARTITIONS, "the partitions")
    for part in sorted(found, key=lambda part: part.place):
        by_table[part.table][part.name].append(part)
    return {table: _partitioning(list(parts.values())) for table, parts in by_table.items()}


def _partitioning(parts: list[list[PartitionRecord]]) -> Partitioning:
    first = parts[0][0]
    key = _spread(first.method, first.expression)
    if first.sub_method is not None:
        key += f" SUBPARTITION BY {_spread(first.sub_method, first.sub_expression)}"
    return Partitioning(key, tuple(_partition(part) for part in parts))


def _spread(method: str, expression: str | None) -> str:
    return f"{method} ({expression or ''})"


def _partition(parts: list[PartitionRecord]) -> Partition:
    return Partition(
        name=parts[0].name,
        bound=_bound(parts[0]),
        row_estimate=_sum([part.rows for part in parts]),
        size_bytes=_sum([part.data_bytes for part in parts]),
    )


def _bound(part: PartitionRecord) -> str | None:
    """In the words of CREATE TABLE; HASH and KEY have no bounds."""
    if part.bound is None:
        return None
    if part.method.startswith("RANGE"):
        return f"VALUES LESS THAN ({part.bound})"
    return f"VALUES IN ({part.bound})" if part.method.startswith("LIST") else part.bound


def _sum(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
