"""CREATE statements that make the schema again on the same kind of server (docs/schema-formats.md says what differs)."""

from collections.abc import Callable, Iterator
from typing import Final

from app.model.schema import Snapshot
from app.results.exports import Export, Lineage, sql_mysql, sql_postgresql, sql_server, sql_sqlite

_WRITERS: Final[dict[str, Callable[[Snapshot], Iterator[str]]]] = {
    "PostgreSQL": sql_postgresql.write,
    "MariaDB": sql_mysql.write,
    "MySQL": sql_mysql.write,
    "SQLite": sql_sqlite.write,
    "SQL Server": sql_server.write,
}


def write(snapshot: Snapshot, lineage: Lineage | None = None) -> Iterator[str]:  # noqa: ARG001 - creates tables
    """In the words of the snapshot's product; one that is not known gets those of PostgreSQL."""
    known = (writer for product, writer in _WRITERS.items() if product in snapshot.product)
    return next(known, sql_postgresql.write)(snapshot)


EXPORT = Export(title="SQL script", media_type="application/sql", suffix=".sql", write=write)
