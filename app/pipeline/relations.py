"""Undeclared foreign keys of a run: which are looked into, and what their values say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from app.connection.session import Session
from app.extraction.inclusion import count_included
from app.extraction.planning import planned_tables
from app.extraction.sampling import seed_of
from app.model.integrity import LinkedTables
from app.model.relations import RelationCandidate, RelationCheck, RelationVerdict, Suggestion
from app.model.run import Reason, ScanOptions, TableOutcome
from app.model.schema import Snapshot, Table, TableKind
from app.pipeline.reading import BatchReader
from app.schema.relation_confidence import judged
from app.schema.relations import relation_candidates

MOST_SUGGESTED: Final = 1000
"""More are of no use to a person."""
MOST_CHECKED: Final = 200
"""Candidates of a run that are looked into, the surest first; each costs the source one statement."""

Name = tuple[str, str]


def suggest_relations(snapshot: Snapshot, options: ScanOptions) -> tuple[Suggestion, ...]:
    """The surest candidates, those to be checked with the table whose turn it is then.

    At most ``MOST_SUGGESTED`` are given. Checked are at most ``MOST_CHECKED``, between tables that the run reads. A partitioned table is read as a whole,
    along with the first of its partitions.
    """
    readers = readers_of(snapshot, options)
    suggestions: list[Suggestion] = []
    checked = 0
    for candidate in relation_candidates(snapshot)[:MOST_SUGGESTED]:
        reader = readers.get((candidate.schema, candidate.table))
        is_read = reader is not None and (candidate.referred_schema, candidate.referred_table) in readers
        is_checked = is_read and checked < MOST_CHECKED
        checked += is_checked
        suggestions.append(Suggestion(candidate=candidate, checked_with=reader if is_checked else None))
    return tuple(suggestions)


@dataclass(frozen=True, slots=True)
class DueRelations:
    """What is to be checked along with each table of a run."""

    run_id: str
    by_table: Mapping[str, Sequence[tuple[RelationCandidate, LinkedTables]]]

    @classmethod
    def of(cls, run_id: str, snapshot: Snapshot, suggestions: Iterable[Suggestion]) -> Self:
        """Candidates with the tables they are columns of, by the id of the table whose turn it is."""
        tables = {(table.schema, table.name): table for table in snapshot.tables}
        due: defaultdict[str, list[tuple[RelationCandidate, LinkedTables]]] = defaultdict(list)
        for suggestion in suggestions:
            candidate = suggestion.candidate
            table = tables.get((candidate.schema, candidate.table))
            if suggestion.checked_with is not None and table is not None:
                parent = tables.get((candidate.referred_schema, candidate.referred_table))
                due[suggestion.checked_with].append((candidate, LinkedTables(child=table, parent=parent)))
        return cls(run_id, due)


NOTHING_DUE: Final = DueRelations("", {})


async def check_relations(
    reader: BatchReader, dialect: str, table: Table, due: DueRelations
) -> tuple[RelationCheck, ...]:
    """Look into what is due with this table; one that fails is untested, with its reason."""
    return tuple(
        [
            await _checked(reader, dialect, ends, candidate, seed_of(due.run_id, ends.child.id))
            for candidate, ends in due.by_table.get(table.id, ())
        ]
    )


async def _checked(
    reader: BatchReader, dialect: str, ends: LinkedTables, candidate: RelationCandidate, seed: int
) -> RelationCheck:
    kind = next(column.data_type for column in ends.child.columns if column.name == candidate.column)

    async def check(session: Session, _: Table) -> RelationCheck:
        return judged(candidate, kind, await count_included(session, dialect, ends, candidate, seed=seed))

    def untested(outcome: TableOutcome) -> RelationCheck:
        return untested_relation(candidate, outcome.reason)

    return await reader.read(ends.child, check, untested)


def untested_relation(candidate: RelationCandidate, reason: Reason | None) -> RelationCheck:
    """A candidate of which no value was looked at."""
    return RelationCheck(
        candidate=candidate,
        verdict=RelationVerdict.UNTESTED,
        confidence=candidate.confidence,
        reason=reason,
    )


def readers_of(snapshot: Snapshot, options: ScanOptions) -> dict[Name, str]:
    """For every table that the run reads: the id of the table in whose turn a check of it falls."""
    planned = [table for table in planned_tables(snapshot, options) if not table.is_view]
    readers = {(table.schema, table.name): table.id for table in planned}
    for table in planned:
        if table.kind is TableKind.PARTITION and table.partition_of is not None:
            readers.setdefault((table.partition_of.schema, table.partition_of.name), table.id)
    return readers
