"""Asking for everything at once; the server works on the next answer while the last one is taken apart."""

import asyncio

from app.connection.config import MysqlConnection
from app.connection.dialects.mysql_catalog.assembling import Parts, assembled
from app.connection.dialects.mysql_catalog.code import routines, triggers
from app.connection.dialects.mysql_catalog.columns import columns
from app.connection.dialects.mysql_catalog.constraints import checks, foreign_keys
from app.connection.dialects.mysql_catalog.indexes import indexes
from app.connection.dialects.mysql_catalog.partitions import partitions
from app.connection.dialects.mysql_catalog.rights import rights
from app.connection.dialects.mysql_catalog.sequences import sequences
from app.connection.dialects.mysql_catalog.server import Server, server_of
from app.connection.dialects.mysql_catalog.skipping import skipped
from app.connection.dialects.mysql_catalog.tables import Listed, listed
from app.connection.dialects.mysql_catalog.views import definitions
from app.connection.fields import Connection
from app.connection.session import Session
from app.model.schema import Catalog, Schema


async def read(session: Session, connection: Connection) -> Catalog:
    """Everything in the database of the session that the user has some right on; ``sequences`` are by name.

    Raises the errors of ``session.fetch``. A table that goes while the statements run is in ``skipped``.
    """
    server = server_of(session)
    names = await listed(session, server)
    schema = next(each for each in names if each.type == "SCHEMA")
    parts, code, (numbers, numbers_skipped) = await asyncio.gather(
        _parts(session, server, names),
        routines(session, schema.name),
        sequences(session, schema.name, [each.name for each in names if each.type == "SEQUENCE"]),
    )
    user = connection.user if isinstance(connection, MysqlConnection) else ""
    return Catalog(
        tables=assembled(schema.name, names, parts),
        schemas=(Schema(name=schema.name, comment=schema.comment or None),),
        sequences=tuple(numbers),
        routines=code,
        skipped=(*skipped(schema.name, names, parts, user), *numbers_skipped),
    )


async def _parts(session: Session, server: Server, names: list[Listed]) -> Parts:
    collations = {each.name: each.collation for each in names}
    keys, rest = await asyncio.gather(
        asyncio.gather(
            columns(session, server, collations),
            indexes(session, server),
            foreign_keys(session),
            checks(session, server),
        ),
        asyncio.gather(
            triggers(session),
            partitions(session, any_listed=any(each.partitioned for each in names)),
            definitions(session, any_listed=any(each.is_view for each in names)),
            rights(session),
        ),
    )
    return Parts(*keys, *rest)
