"""Which declared foreign keys of a run are looked into, and how thoroughly.

All of them, those first that no server vouches for, for that is where orphans live: not valid or disabled keys, rows
loaded past the checks of MySQL, SQLite, which enforces none unless told. A key the server does vouch for is looked into
too, later: disabled triggers and corrupt indexes are why its word is not enough. Limits are our own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Self

from app.model.integrity import KeyLink, LinkedTables
from app.model.run import Reason
from app.model.schema import ForeignKey, ObjectName, Snapshot, Table, TableKind

MOST_KEYS: Final = 1_000
"""Keys of a run that are looked into; each costs the source one statement."""
MOST_ROWS_OF_A_KEY: Final = 5_000_000
"""Of a larger table some rows are looked at; an anti-join of that many takes a server seconds."""
MOST_ROWS_OF_A_RUN: Final = 50_000_000
"""Estimated rows looked up with every row of their table; beyond, some rows are looked at of each."""
_ROW_BYTES: Final = 100
"""To turn a known size into rows."""

Name = tuple[str, str]

TOO_MANY: Final = Reason(
    code="too_many_keys",
    message=f"At most {MOST_KEYS} declared keys of a run are looked into; this one came after them.",
    next_step="Scan fewer tables at once with include patterns.",
)
NOT_READ: Final = Reason(
    code="not_selected",
    message="The table it refers to is not among those the run reads.",
    next_step="Take both tables into the run, and see that both may be read.",
)
NO_COLUMNS: Final = Reason(
    code="no_referred_columns",
    message="The catalog does not say which columns it refers to.",
    next_step="Look at the key: the table it refers to may be missing, or have another primary key.",
)
NOT_THERE: Final = Reason(
    code="no_referred_table",
    message="The table it refers to is not in its schema, or this user may not see it.",
    next_step="Drop the key, or give the user the right to see the table.",
)
HIDDEN_ROWS: Final = Reason(
    code="rows_hidden",
    message="Policies may hide rows of the table it refers to, so that a key that is there would seem to be missing.",
    next_step="Scan with a role that the policies let see every row.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueKey:
    """A declared key of a run.

    Attributes:
        turn: id of the table along with which it is looked into.
        every_row: whether every row is looked up, or at most 10,000.
        reason: why it is not looked into; ``None`` if it is.
    """

    key: KeyLink
    ends: LinkedTables
    turn: str
    every_row: bool
    reason: Reason | None = None


def due_keys(snapshot: Snapshot, turns: Mapping[Name, str]) -> tuple[DueKey, ...]:
    """The declared keys of every table that is read, in the order they are chosen.

    ``turns`` gives for each table that is read, and each partitioned table of which a partition is, the id of the table
    in whose turn that happens. A key that partitions have from their parent is looked into once, for the parent as a
    whole, where all of them are read.
    """
    tables = _Tables.of(snapshot, turns)
    found = {
        (place.id, key.columns, key.referred_schema, key.referred_table): (place, key)
        for table in snapshot.tables
        if _name(table) in turns and table.kind is not TableKind.PARTITIONED
        for key in table.foreign_keys
        for place in [tables.place(table, key)]
    }
    return tuple(_limited(sorted(found.values(), key=tables.rank), tables))


def _name(of: Table | ObjectName) -> Name:
    return of.schema, of.name


@dataclass(frozen=True, slots=True)
class _Tables:
    """The tables of a snapshot with their partitions, and in whose turn each is read."""

    by_name: Mapping[Name, Table]
    partitions: Mapping[Name, Sequence[Table]]
    turns: Mapping[Name, str]
    schemas: AbstractSet[str]

    @classmethod
    def of(cls, snapshot: Snapshot, turns: Mapping[Name, str]) -> Self:
        partitions: defaultdict[Name, list[Table]] = defaultdict(list)
        for table in snapshot.tables:
            if table.partition_of is not None:
                partitions[_name(table.partition_of)].append(table)
        by_name = {_name(table): table for table in snapshot.tables}
        return cls(by_name, partitions, turns, {table.schema for table in snapshot.tables})

    def place(self, table: Table, key: ForeignKey) -> Table:
        """Where the key is declared: at the topmost parent that has it and is read with all its partitions."""
        best, at = table, self._parent(table)
        while at is not None and any(_is_same(key, other) for other in at.foreign_keys):
            if all(_name(leaf) in self.turns for leaf in self._leaves(at)):
                best = at
            at = self._parent(at)
        return best

    def rank(self, found: tuple[Table, ForeignKey]) -> tuple[bool, int, str, str, tuple[str, ...]]:
        """Keys nobody vouches for first, then by rows."""
        table, key = found
        return (key.validated is True, self.rows(table), table.schema, table.name, key.columns)

    def rows(self, table: Table) -> int:
        """As the catalog estimates them, else from the size; 0 where it knows neither."""
        if table.kind is TableKind.PARTITIONED:
            return sum(map(self.rows, self._leaves(table)))
        if table.row_estimate is not None:
            return max(table.row_estimate, 0)
        return (table.size_bytes or 0) // _ROW_BYTES

    def _parent(self, table: Table) -> Table | None:
        return self.by_name.get(_name(table.partition_of)) if table.partition_of is not None else None

    def _leaves(self, parent: Table) -> Iterator[Table]:
        for table in self.partitions.get(_name(parent), ()):
            yield from self._leaves(table) if table.kind is TableKind.PARTITIONED else (table,)


def _is_same(key: ForeignKey, other: ForeignKey) -> bool:
    return (key.columns, key.referred_schema, key.referred_table, key.referred_columns) == (
        other.columns,
        other.referred_schema,
        other.referred_table,
        other.referred_columns,
    )


def _limited(ranked: Iterable[tuple[Table, ForeignKey]], tables: _Tables) -> Iterator[DueKey]:
    taken = spent = 0
    for table, key in ranked:
        parent = tables.by_name.get((key.referred_schema, key.referred_table))
        rows = tables.rows(table)
        reason = _why_not(key, parent, tables) or (TOO_MANY if taken >= MOST_KEYS else None)
        every_row = rows <= MOST_ROWS_OF_A_KEY and spent + rows <= MOST_ROWS_OF_A_RUN
        taken += reason is None
        spent += rows if every_row and reason is None else 0
        yield DueKey(
            key=_link(table, key),
            ends=LinkedTables(child=table, parent=parent),
            turn=tables.turns[_name(table)],
            every_row=every_row,
            reason=reason,
        )


def _why_not(key: ForeignKey, parent: Table | None, tables: _Tables) -> Reason | None:
    if not key.referred_columns:
        return NO_COLUMNS
    if parent is None:
        # One of another database the server may let us read.
        return NOT_THERE if key.referred_schema in tables.schemas else None
    if _name(parent) not in tables.turns:
        return NOT_READ
    return HIDDEN_ROWS if parent.row_security else None


def _link(table: Table, key: ForeignKey) -> KeyLink:
    return KeyLink(
        schema=table.schema,
        table=table.name,
        columns=key.columns,
        referred_schema=key.referred_schema,
        referred_table=key.referred_table,
        referred_columns=key.referred_columns,
        name=key.name,
        enforced=key.validated,
        match_full=key.match_full,
    )
