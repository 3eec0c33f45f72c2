"""Dependencies of a table counted on every row, in exact mode: one statement for each that its sample shows."""

from collections.abc import Sequence
from typing import Final

from app.connection.session import Session
from app.extraction.group_counts import count_groups
from app.integrity.confirming import confirmed
from app.model.integrity import Dependency, GroupCounts
from app.model.schema import Table
from app.pipeline.reading import BatchReader

MOST_SECONDS: Final = 15
"""Of one statement; a dependency that takes longer stays an estimate."""
MOST_DEPENDENCIES: Final = 20
"""Of one table; further ones stay estimates."""


async def confirm_dependencies(
    reader: BatchReader, dialect: str, table: Table, found: Sequence[Dependency]
) -> tuple[Dependency, ...]:
    """Those of the sample with the counts of every row, without those that these refute.

    What cannot be counted stays as the sample has it: views, which only repeat what they cost, among them.
    """
    asked = [] if table.is_view else [each for each in found if not each.exact][:MOST_DEPENDENCIES]
    kept: list[Dependency] = []
    for each in found:
        counts = await _counted(reader, dialect, table, each) if each in asked else None
        after = confirmed(table, each, counts) if counts is not None and counts.rows else each
        kept += [after] if after is not None else []
    return tuple(kept)


async def _counted(
    reader: BatchReader, dialect: str, table: Table, dependency: Dependency
) -> GroupCounts | None:
    async def count(session: Session, table: Table) -> GroupCounts | None:
        return await count_groups(session, dialect, table, dependency, timeout_seconds=MOST_SECONDS)

    return await reader.read(table, count, lambda _: None)
