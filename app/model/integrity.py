"""How rows hang together: keys that lead somewhere, columns that follow from others, rows that come twice.

Counts alone; no value of the source stands here.
"""

from dataclasses import dataclass

from app.model.run import Reason
from app.model.schema import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLink:
    """A foreign key, declared or supposed; ``columns`` and ``referred_columns`` pair up by position.

    Attributes:
        name: of the constraint; ``None`` where the server gives none, or nobody declared it.
        declared: whether the catalog has it.
        enforced: whether the server vouches for every row; ``None`` where it does not say (MySQL, SQLite).
        match_full: whether a key may be NULL only as a whole (``MATCH FULL``); else one NULL excuses the row.
        confidence: 0 to 1, that it is a key at all; 1 for a declared one.
    """

    schema: str
    table: str
    columns: tuple[str, ...]
    referred_schema: str
    referred_table: str
    referred_columns: tuple[str, ...]
    name: str | None = None
    declared: bool = True
    enforced: bool | None = None
    match_full: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTables:
    """The two ends of a key; ``parent`` is ``None`` where the snapshot lacks it, as a table of another database."""

    child: Table
    parent: Table | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCounts:
    """What became of the rows that have a key.

    Attributes:
        rows: rows whose key was looked up.
        orphan_rows: those whose key leads nowhere.
        orphan_values: different keys among them.
        partly_null_rows: rows that a NULL in one of several columns excuses from being looked up; ``None`` if not counted.
        exact: whether every row was looked at.
        orphan_share_at_most: of the rows with a key, at 95 %; ``None`` where it is exact, or where rows were not
            drawn independently and nothing can be said.
    """

    rows: int
    orphan_rows: int
    orphan_values: int
    partly_null_rows: int | None
    exact: bool
    orphan_share_at_most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCheck:
    """A foreign key after its check.

    Attributes:
        found: ``None`` where no row was looked at; ``reason`` then says why.
        query: the statement that finds the orphans, in the words of the source; it is shown and never run.
    """

    key: KeyLink
    found: KeyCounts | None
    query: str
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """Columns that settle another: rows that agree in ``determinant`` agree in ``dependent``, but for a few.

    Attributes:
        strength: 0 to 1, how much of what chance leaves open is settled in the sample (mu+, ``app.integrity.strength``).
        rows: rows looked at that have a value in all of the columns.
        groups: different values of the determinant among them.
        violations: rows that would have to change for it to hold throughout (g3 times rows).
        exact: whether those rows were all there are: a small table, or counted on every row in exact mode.
        confidence: 0 to 1, that the violations are errors and no exceptions that are meant; ``None`` without any.
    """

    determinant: tuple[str, ...]
    dependent: str
    strength: float
    rows: int
    groups: int
    violations: int
    exact: bool
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupCounts:
    """How a column is settled in groups of rows of the same determinant.

    Attributes:
        rows: rows with a value in all of the columns.
        groups: different determinants among them.
        violations: rows that are not of their group's most frequent dependent.
        broken: groups in which not all agree.
        split: of these, those without a clear majority (two thirds), 0 to 1.
    """

    rows: int
    groups: int
    violations: int
    broken: int
    split: float
