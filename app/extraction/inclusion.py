"""How many values of a column are found in a key nobody declared: one statement, one row of counts.

At most 10,000 rows are looked at (``app.extraction.key_rows``).
"""

from app.connection.session import SourceSession
from app.extraction.orphans import count_some_orphans
from app.model.integrity import KeyLink, LinkedTables
from app.model.relations import Inclusion, RelationCandidate


async def count_included(
    session: SourceSession, dialect: str, tables: LinkedTables, candidate: RelationCandidate, *, seed: int
) -> Inclusion:
    """Look the column's values up in the key; raises what ``session.fetch`` raises."""
    found = await count_some_orphans(session, dialect, link_of(candidate), tables, seed=seed)
    return Inclusion(
        rows=found.counts.rows,
        values=found.values,
        orphan_rows=found.counts.orphan_rows,
        orphan_values=found.counts.orphan_values,
        exact=found.counts.exact,
        orphan_share_at_most=found.counts.orphan_share_at_most,
    )


def link_of(candidate: RelationCandidate) -> KeyLink:
    """The candidate as the key it would be."""
    return KeyLink(
        schema=candidate.schema,
        table=candidate.table,
        columns=(candidate.column,),
        referred_schema=candidate.referred_schema,
        referred_table=candidate.referred_table,
        referred_columns=(candidate.referred_column,),
        declared=False,
        confidence=candidate.confidence,
    )
