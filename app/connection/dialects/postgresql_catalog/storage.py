"""Sizes of tables and SQL of views, which need a lock on each relation; asked last, in a transaction of its own.

A table under ALTER holds that lock against us. Those are left out from the start, and where one comes between,
sizes and definitions are each tried alone, more than once, so that one busy table does not cost the facts of all others.
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
_IN_THE_WAY = (TableLockedError, TableGoneError, StatementRefusedError)
_BOTH = _statement(_SIZE, _DEFINITION, "'r', 'm', 'v'")
_SIZES = _statement(_SIZE, "NULL", "'r', 'm'")
_DEFINITIONS = _statement("NULL::bigint", _DEFINITION, "'m', 'v'")


@dataclass(frozen=True, slots=True)
class Storage:
    """Bytes of tables and SQL of views by number; one that was locked is missing."""

    sizes: Mapping[Oid, int]
    definitions: Mapping[Oid, str]


async def read(session: Session) -> Storage:
    """Sizes and definitions of everything that is not locked; one statement, more where locks are in the way.

    A view whose table goes between the snapshot and this fails it, and does not the next time.
    """
    rows = await _both(session)
    return Storage(
        sizes={oid: size for oid, size, _ in rows if isinstance(size, int)},
        definitions={oid: str(definition) for oid, _, definition in rows if definition is not None},
    )


async def _both(session: Session) -> tuple[tuple[Cell, ...], ...]:
    try:
        return (await session.fetch(_BOTH)).rows
    except (*_IN_THE_WAY, StatementTimeoutError):
        return (*await _tried(session, _SIZES), *await _tried(session, _DEFINITIONS))


async def _tried(session: Session, statement: Statement) -> tuple[tuple[Cell, ...], ...]:
    """What the statement gives at the first try nobody comes between: who alters a table meanwhile is known by then."""
    for _ in range(_TRIES):
        try:
            return (await session.fetch(statement)).rows
        except _IN_THE_WAY:
            continue
        except StatementTimeoutError:
            break
    return ()
