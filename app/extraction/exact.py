"""Everything of a table from every row: one pass in the reader process, the rest by the server."""

from collections.abc import Sequence
from dataclasses import replace

from app.connection.session import Session
from app.extraction.measurement import measure_table
from app.model.schema import Column, Table
from app.quality.profile import Measured


async def measure_exactly(
    session: Session,
    dialect: str,
    table: Table,
    *,
    few: Sequence[Column] = (),
    streams: int = 1,
    timeout_seconds: float | None = None,
) -> Measured:
    """The profile of every column; what the pass cannot read without loss comes from one statement of the server.

    Args:
        session: one whose ``pulls`` is true.
        dialect: its dialect's name.
        table: a table or a materialised view.
        few: columns with few values, which the server lists where the pass leaves them.
        streams: connections the pass may hold; see ``Session.pull``.
        timeout_seconds: of each of the two.

    Raises:
        SourceSenseError: what ``session.pull`` and ``session.fetch`` raise.
    """
    pulled = await session.pull(table, streams=streams, timeout_seconds=timeout_seconds)
    if not pulled.left:
        return pulled.measured
    left = replace(table, columns=tuple(each for each in table.columns if each.name in pulled.left))
    pushed = await measure_table(
        session,
        dialect,
        left,
        few=[column for column in few if column.name in pulled.left],
        everything=True,
        timeout_seconds=timeout_seconds,
    )
    found = {each.column: each for each in (*pulled.measured.columns, *pushed.columns)}
    return Measured(
        rows=pulled.measured.rows if pulled.measured.columns else pushed.rows,
        columns=tuple(found[column.name] for column in table.columns),
        statements=pulled.measured.statements + pushed.statements,
        listed=pushed.listed,
    )
