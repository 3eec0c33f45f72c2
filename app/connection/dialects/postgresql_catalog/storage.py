"""Sizes of tables and SQL of views, which need a lock on each relation; asked last, in a transaction of its own.

A table under ALTER holds that lock against us. Those are left out from the start, and where one comes between,
sizes and definitions are each tried alone, so that one busy table does not cost the facts of all others.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.connection.dialects.postgresql_catalog.scope import BUSY, OWN_RELATIONS, Oid
from app.connection.session import Session, Statement
from app.errors import StatementRefusedError, StatementTimeoutError, TableGoneError, TableLockedError
from app.model.sample import Cell

# Views read other relations, whose locks count as well: they are those their rewrite rule depends on.
_BLOCKED = f"""(
    SELECT b.oid FROM pg_class AS b WHERE b.oid IN {BUSY}
    UNION SELECT w.ev_class FROM pg_depend AS d JOIN pg_rewrite AS w ON w.oid = d.objid
        WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid IN {BUSY}
)"""  # noqa: S608 - constants
_SIZE = "CASE WHEN c.relkind IN ('r', 'm') THEN pg_relation_size(c.oid) END"
_DEFINITION = "CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END"


def _statement(size: str, definition: str, kinds: str) -> Statement:
    return Statement(
        sql=f"""
SELECT c.oid::bigint, {size}, {definition} FROM pg_class AS c
WHERE c.relkind IN ({kinds}) AND {OWN_RELATIONS} AND c.oid NOT IN {_BLOCKED}
""",  # noqa: S608 - constants
        reads="sizes and views",
    )


_TRIES = 5
_BOTH = _statement(_SIZE, _DEFINITION, "'r', 'm', 'v'")
_SIZES = _statement(_SIZE, "NULL", "'r', 'm'")
_DEFINITIONS = _statement("NULL::bigint", _DEFINITION, "'m', 'v'")


@dataclass(frozen=True, slots=True)
class Storage:
    """Bytes of tables and SQL of views by number; one that was locked is missing."""

    sizes: Mapping[Oid, int]
    definitions: Mapping[Oid, str]


async def read(session: Session) -> Storage:
    """Sizes and definitions of everything that is not locked; one statement, three where locks are in the way.

    A view whose table goes between the snapshot and this fails it, and does not the next time.
    """
    rows = await _both(session, tries=_TRIES)
    return Storage(
        sizes={oid: size for oid, size, _ in rows if isinstance(size, int)},
        definitions={oid: str(definition) for oid, _, definition in rows if definition is not None},
    )


async def _both(session: Session, *, tries: int) -> tuple[tuple[Cell, ...], ...]:
    try:
        return (await session.fetch(_BOTH)).rows
    except (TableLockedError, StatementTimeoutError):
        return (*await _tried(session, _SIZES), *await _tried(session, _DEFINITIONS))
    except (TableGoneError, StatementRefusedError):
        return await _both(session, tries=tries - 1) if tries > 1 else await _tried(session, _SIZES)


async def _tried(session: Session, statement: Statement) -> tuple[tuple[Cell, ...], ...]:
    try:
        return (await session.fetch(statement)).rows
    except (TableLockedError, StatementTimeoutError, TableGoneError, StatementRefusedError):
        return ()
