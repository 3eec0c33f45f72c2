"""Which objects of the catalog belong to the database's owner, and what every module here needs of a row.

Source of all statements: https://www.postgresql.org/docs/current/catalogs.html
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.model.sample import Cell
from app.model.schema import ObjectName

OWN_SCHEMAS = """(SELECT s.oid FROM pg_namespace AS s
    WHERE left(s.nspname, 3) <> 'pg_' AND s.nspname <> 'information_schema')"""

OWN_RELATIONS = (
    f"c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't' AND c.relnamespace IN {OWN_SCHEMAS}"
)
"""Tables and views of ``pg_class AS c``; other sessions' temporary tables are not among them."""

FIRST_OWN_OID = 16_384
"""Objects made after initdb have this number or a higher one (FirstNormalObjectId in access/transam.h)."""

BUSY = """(SELECT l.relation FROM pg_locks AS l
    WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock'
        AND l.database = (SELECT b.oid FROM pg_database AS b WHERE b.datname = current_database()))"""
"""Relations that somebody alters, or waits to alter: whoever needs a lock on them now has to wait too."""

UNREAD = "?"
"""Stands for an expression that exists and could not be read, because its relation was locked or is gone."""

Oid = Cell
"""The number of an object, unique in its catalog."""


def unlocked(call: str, relation: str) -> str:
    """SQL of a call that takes a lock on the relation, asked only where nobody alters it; else ``UNREAD``.

    ``pg_get_expr`` is one of them, and one table under ALTER would cost the expressions of all.
    """
    return f"coalesce(CASE WHEN {relation} NOT IN {BUSY} THEN {call} END, '{UNREAD}')"


def expression(tree: str, relation: str) -> str:
    """SQL that gives the text of an expression tree of a relation, NULL where there is no tree."""
    return f"CASE WHEN {tree} IS NOT NULL THEN {unlocked(f'pg_get_expr({tree}, {relation})', relation)} END"


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers of schemas, relations and their columns stand for."""

    schemas: Mapping[Oid, str]
    relations: Mapping[Oid, ObjectName]
    columns: Mapping[Oid, Mapping[Cell, str]]

    def columns_of(self, relation: Oid, numbers: Cell) -> tuple[str, ...]:
        """Names of columns by their numbers in a text like ``1 3``; a column that is gone is left out."""
        names = self.columns.get(relation, {})
        return tuple(names[number] for number in positions(numbers) if number in names)


def positions(numbers: Cell) -> list[int]:
    """The numbers in a text like ``1 3 0``, as ``int2vector`` is written; none for NULL."""
    return [int(number) for number in str(numbers or "").split()]


def text(cell: Cell) -> str | None:
    """Text or nothing."""
    return None if cell is None else str(cell)


def whole(cell: Cell) -> int | None:
    """A whole number or nothing."""
    return cell if isinstance(cell, int) else None
