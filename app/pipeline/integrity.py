"""Declared foreign keys of a run: looked up row by row, or some rows where that takes too long."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from app.connection.session import Session
from app.errors import StatementTimeoutError
from app.extraction.inclusion import link_of
from app.extraction.orphans import count_every_orphan, count_some_orphans, orphan_query
from app.extraction.sampling import seed_of
from app.integrity.keys import DueKey, due_keys
from app.model.integrity import KeyCheck, KeyCounts, LinkedTables
from app.model.relations import RelationCheck, RelationVerdict
from app.model.run import ScanOptions, TableOutcome
from app.model.schema import Snapshot, Table
from app.pipeline.reading import BatchReader
from app.pipeline.relations import DueRelations, readers_of

MOST_SECONDS: Final = 15
"""Of looking every row up; a statement that takes longer is given up for one over at most 10,000 rows."""
_SUPPOSED: Final = frozenset({RelationVerdict.CONFIRMED, RelationVerdict.MOSTLY})


@dataclass(frozen=True, slots=True)
class DueKeys:
    """The declared keys that are looked into along with each table of a run, by its id."""

    run_id: str
    timeout_seconds: float
    by_table: Mapping[str, Sequence[DueKey]]

    @classmethod
    def of(cls, run_id: str, snapshot: Snapshot, options: ScanOptions) -> Self:
        """Those of every table the run reads; the same for the same snapshot and options."""
        due: defaultdict[str, list[DueKey]] = defaultdict(list)
        for each in due_keys(snapshot, readers_of(snapshot, options)):
            due[each.turn].append(each)
        return cls(run_id, min(MOST_SECONDS, options.statement_timeout_seconds), due)


NO_KEYS: Final = DueKeys("", MOST_SECONDS, {})


async def check_keys(reader: BatchReader, dialect: str, table: Table, due: DueKeys) -> tuple[KeyCheck, ...]:
    """Look into the keys that are due with this table; one that cannot be is unchecked, with its reason."""
    return tuple([await _checked(reader, dialect, each, due) for each in due.by_table.get(table.id, ())])


async def _checked(reader: BatchReader, dialect: str, due: DueKey, of: DueKeys) -> KeyCheck:
    query = orphan_query(dialect, due.key, due.ends) if due.key.referred_columns else ""
    if due.reason is not None:
        return KeyCheck(key=due.key, found=None, query=query, reason=due.reason)

    async def check(session: Session, _: Table) -> KeyCheck:
        found = await _counted(session, dialect, due, of)
        return KeyCheck(key=due.key, found=found, query=query)

    def unchecked(outcome: TableOutcome) -> KeyCheck:
        return KeyCheck(key=due.key, found=None, query=query, reason=outcome.reason)

    return await reader.read(due.ends.child, check, unchecked)


async def _counted(session: Session, dialect: str, due: DueKey, of: DueKeys) -> KeyCounts:
    if due.every_row:
        try:
            return await count_every_orphan(
                session, dialect, due.key, due.ends, timeout_seconds=of.timeout_seconds
            )
        except StatementTimeoutError:
            pass  # some rows answer sooner
    seed = seed_of(of.run_id, due.ends.child.id)
    return (await count_some_orphans(session, dialect, due.key, due.ends, seed=seed)).counts


def supposed_keys(
    dialect: str, table: Table, checks: Sequence[RelationCheck], due: DueRelations
) -> tuple[KeyCheck, ...]:
    """Undeclared keys that values do not refute, in the terms of declared ones."""
    ends: dict[object, LinkedTables] = dict(due.by_table.get(table.id, ()))
    return tuple(
        _supposed(dialect, check, ends[check.candidate])
        for check in checks
        if check.verdict in _SUPPOSED and check.candidate in ends
    )


def _supposed(dialect: str, check: RelationCheck, ends: LinkedTables) -> KeyCheck:
    key = replace(link_of(check.candidate), confidence=check.confidence)
    found = check.inclusion
    return KeyCheck(
        key=key,
        found=found
        and KeyCounts(
            rows=found.rows,
            orphan_rows=found.orphan_rows,
            orphan_values=found.orphan_values,
            partly_null_rows=0,
            exact=found.exact,
            orphan_share_at_most=found.orphan_share_at_most,
        ),
        query=orphan_query(dialect, key, ends),
    )
