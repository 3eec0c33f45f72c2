"""Rows as ANALYZE counted them, or the last number AUTOINCREMENT gave where nobody did."""

from collections.abc import Set as AbstractSet

from app.connection.dialects.records import Record, ask
from app.connection.session import SourceSession

_STATEMENTS = {
    "sqlite_sequence": "SELECT json_array(CAST(name AS TEXT), max(CAST(seq AS INTEGER))) FROM sqlite_sequence GROUP BY name",
    "sqlite_stat1": "SELECT json_array(CAST(tbl AS TEXT), max(CAST(stat AS INTEGER))) FROM sqlite_stat1 GROUP BY tbl",
}


class Estimate(Record, frozen=True):
    """Rows of one table."""

    table: str
    rows: int


async def estimates(session: SourceSession, own: AbstractSet[str]) -> dict[str, int]:
    """By table; ``own`` are the tables of the database's own that are there."""
    asked = [sql for name, sql in _STATEMENTS.items() if name in own]
    if not asked:
        return {}
    # Later ones win: what ANALYZE has counted is better than a number that deleting does not lower.
    found = await ask(session, Estimate, " UNION ALL ".join(asked), "the statistics")
    return {each.table: each.rows for each in found}
