"""Asking for everything; one statement runs while the answer to the last one is taken apart."""

import asyncio

from app.connection.dialects.sqlite_catalog.assembling import Parts, assembled, skipped
from app.connection.dialects.sqlite_catalog.columns import ColumnRecord, columns, made
from app.connection.dialects.sqlite_catalog.created import Created, created_table
from app.connection.dialects.sqlite_catalog.estimates import estimates
from app.connection.dialects.sqlite_catalog.foreign_keys import SCHEMA, foreign_keys
from app.connection.dialects.sqlite_catalog.indexes import indexes
from app.connection.dialects.sqlite_catalog.objects import Objects, objects
from app.connection.session import SourceSession
from app.model.schema import Catalog, Column, Schema

_TEXTS_AT_ONCE = 100


async def read(session: SourceSession) -> Catalog:
    """Every table and view of the file, by name.

    Raises the errors of ``session.fetch``. A table that goes while the statements run is in ``skipped``.
    """
    listed = await objects(session)
    created = asyncio.ensure_future(_created(listed))
    (rows, made_columns), found_indexes, keys, counted = await asyncio.gather(
        _columns(session, listed, created),
        indexes(session),
        foreign_keys(session),
        estimates(session, listed.own),
    )
    parts = Parts(listed, rows, made_columns, await created, found_indexes, keys, counted)
    return Catalog(tables=assembled(parts), schemas=(Schema(name=SCHEMA),), skipped=skipped(parts))


async def _columns(
    session: SourceSession, listed: Objects, created: asyncio.Future[dict[str, Created]]
) -> tuple[dict[str, list[ColumnRecord]], dict[str, tuple[Column, ...]]]:
    others = any(not each.root_page for each in listed.tables.values())
    rows = await columns(session, others=others)
    return rows, made(rows, await created, listed.views)


async def _created(listed: Objects) -> dict[str, Created]:
    """What the texts say, read while the file is being asked; now and then the next statement gets its turn."""
    said: dict[str, Created] = {}
    for place, entry in enumerate(listed.tables.values()):
        if place % _TEXTS_AT_ONCE == 0:
            await asyncio.sleep(0)
        if entry.root_page:
            said[entry.name] = created_table(entry.sql or "")
    return said
