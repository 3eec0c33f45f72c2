"""Every value of some columns as the server lists them, before anything is made of it."""

from collections.abc import Sequence

from app.connection.session import SourceSession
from app.extraction.measurement.grouping import Listed, listed
from app.extraction.measurement.statements import engine_of, parts
from app.model.schema import Column, Table


async def listed_values(
    session: SourceSession, dialect: str, table: Table, columns: Sequence[Column]
) -> dict[str, Listed]:
    """Values by column; without those of which there are too many."""
    engine = engine_of(dialect)
    (part,) = parts(engine, table, thorough=True, listed=columns)
    return listed(engine, part.listed, (await session.fetch(part.statement)).rows)
