"""The schema of a database, read from its catalog in a number of statements that does not grow with it."""

from datetime import UTC, datetime
from pathlib import Path

from app.connection.config import SqliteConnection
from app.connection.dialects import get_dialect
from app.connection.fields import Connection, NetworkConnection
from app.connection.session import Session
from app.model.schema import Snapshot


async def extract_schema(session: Session, connection: Connection) -> Snapshot:
    """Every table and view that is not the server's own, with keys, indexes, comments and estimates.

    Raises the errors of ``session.fetch``: without a catalog there is nothing to scan.
    """
    before = session.statements
    catalog = await get_dialect(connection.dialect).read_catalog(session, connection)
    return Snapshot(
        product=session.product,
        version=session.version,
        database=_database(connection),
        taken_at=datetime.now(UTC),
        tables=tuple(sorted(catalog.tables, key=lambda table: (table.schema, table.name))),
        schemas=catalog.schemas,
        types=catalog.types,
        sequences=catalog.sequences,
        routines=catalog.routines,
        extensions=catalog.extensions,
        skipped=catalog.skipped,
        reader=catalog.reader,
        statements=session.statements - before,
    )


def _database(connection: Connection) -> str:
    if isinstance(connection, NetworkConnection):
        return connection.database
    return Path(connection.path).name if isinstance(connection, SqliteConnection) else connection.title
