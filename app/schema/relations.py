"""Foreign keys that nobody declared, by name, type and key: suggestions, kept apart from the declared ones.

Keys of several columns are not suggested. Scores are our own; values decide later (``app.pipeline.relations``).
"""

from collections.abc import Iterator
from dataclasses import replace

from app.model.relations import RelationCandidate
from app.model.schema import Column, DataType, Snapshot, Table, TableKind
from app.schema.native_types import parsed
from app.schema.relation_names import Guess, Parents, guesses, is_generic, stem
from app.schema.words import noun

LEAST_CONFIDENCE = 0.5
MOST_PER_COLUMN = 3
"""A column that may mean more tables than this means none."""
CLOSE = 0.1
"""Guesses within this of the best are told beside it."""
_SHARED = 1.25
"""Divides the confidence of each where several fit."""

_OWN_KEY = -0.15
_OTHER_SIZE = -0.1
_NOT_PRIMARY = -0.1
_OTHER_SCHEMA = -0.15

_KEY_TYPES = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.TEXT, DataType.UUID, DataType.BINARY})
_STORED = frozenset({TableKind.TABLE, TableKind.PARTITIONED})


def relation_candidates(snapshot: Snapshot) -> tuple[RelationCandidate, ...]:
    """Suggestions, the surest first; a column with a declared foreign key gets none."""
    tables = [table for table in snapshot.tables if table.kind in _STORED]
    parents = Parents.of(tables)
    declared = _declared(snapshot)
    found = [
        candidate
        for table in tables
        for column in table.columns
        if column.data_type in _KEY_TYPES and (table.schema, table.name, column.name) not in declared
        for candidate in _of_column(table, column, parents)
    ]
    return tuple(sorted(found, key=lambda c: (-c.confidence, c.schema, c.table, c.column, c.referred_table)))


def _declared(snapshot: Snapshot) -> set[tuple[str, str, str]]:
    """Columns of declared foreign keys; those of a partition count for its parent too."""
    places: set[tuple[str, str, str]] = set()
    for table in snapshot.tables:
        for key in table.foreign_keys:
            places.update((table.schema, table.name, column) for column in key.columns)
            if table.partition_of:
                parent = table.partition_of
                places.update((parent.schema, parent.name, column) for column in key.columns)
    return places


def _of_column(table: Table, column: Column, parents: Parents) -> list[RelationCandidate]:
    """The best guess, and those nearly as good; none where they are too many."""
    best: dict[tuple[str, str, str], Guess] = {}
    for guess in _possible(table, column, parents):
        place = (guess.parent.table.schema, guess.parent.table.name, guess.parent.column.name)
        if place not in best or best[place].score < guess.score:
            best[place] = guess
    top = max((guess.score for guess in best.values()), default=0.0)
    close = [guess for guess in best.values() if guess.score > top - CLOSE]
    rivals = len(close)
    sure = [guess for guess in close if guess.score >= LEAST_CONFIDENCE]
    return [_candidate(table, column, guess, rivals) for guess in sure] if rivals <= MOST_PER_COLUMN else []


def _possible(table: Table, column: Column, parents: Parents) -> Iterator[Guess]:
    """Guesses whose types fit, weighed by sizes, keys and schemas."""
    for guess in guesses(table, column, parents):
        if column.data_type is guess.parent.column.data_type and _may_refer(table, column, guess):
            doubts = tuple(_doubts(table, column, guess))
            score = round(guess.score + sum(penalty for penalty, _ in doubts), 2)
            yield replace(guess, score=score, reasons=(*guess.reasons, *(reason for _, reason in doubts)))


def _may_refer(table: Table, column: Column, guess: Guess) -> bool:
    """Neither to itself nor, as a table's own number, to anything; to the own table only where the name says so."""
    is_same_table = guess.parent.table is table
    if is_same_table and (guess.parent.column.name == column.name or not guess.to_itself):
        return False
    is_own_number = noun(table.name) == stem(column.name) or is_generic(column.name) or is_same_table
    return not (_is_own_key(table, column) and is_own_number)


def _doubts(table: Table, column: Column, guess: Guess) -> Iterator[tuple[float, str]]:
    parent = guess.parent
    if _is_own_key(table, column):
        yield _OWN_KEY, "it is the key of its own table"
    if parsed(column.native_type).bits != parsed(parent.column.native_type).bits:
        yield _OTHER_SIZE, f"{column.native_type} and {parent.column.native_type} differ in size"
    if not parent.is_primary:
        yield _NOT_PRIMARY, "unique, not the primary key"
    if parent.table.schema != table.schema:
        yield _OTHER_SCHEMA, "in another schema"


def _is_own_key(table: Table, column: Column) -> bool:
    return table.primary_key is not None and table.primary_key.columns == (column.name,)


def _candidate(table: Table, column: Column, guess: Guess, rivals: int) -> RelationCandidate:
    is_shared = rivals > 1
    return RelationCandidate(
        schema=table.schema,
        table=table.name,
        column=column.name,
        referred_schema=guess.parent.table.schema,
        referred_table=guess.parent.table.name,
        referred_column=guess.parent.column.name,
        confidence=round(guess.score / _SHARED, 2) if is_shared else guess.score,
        reasons=(*guess.reasons, f"one of {rivals} that fit") if is_shared else guess.reasons,
    )
