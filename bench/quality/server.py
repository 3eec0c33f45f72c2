"""What the server itself says a contender did: rows read from the table, statements that read it."""

import re
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from typing import Any, Final

Target = dict[str, Any]
"""``connection``, ``password``, ``table``, ``process`` of the server; of PostgreSQL also ``socket`` (folder and port of the
administrator), ``log`` (its file) and ``peer`` (the role whose statements stand in it)."""

_PATIENCE_SECONDS: Final = 10
_OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_ROWS: Final = "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables WHERE relname = %s"


@contextmanager
def administrator(target: Target) -> Generator[Any]:
    """A cursor on PostgreSQL; each statement is a transaction."""
    import psycopg2  # noqa: PLC0415 - not every contender's

    host, port = target["socket"]
    with closing(psycopg2.connect(host=host, port=port, user="postgres", dbname="bench")) as connection:
        connection.autocommit = True
        yield connection.cursor()


def rows_read(target: Target) -> int:
    """Rows that scans of the table gave since the server started; a row that is read twice counts twice.

    Sessions tell the statistics of what they read when they end at the latest, so they are waited for.
    """
    with administrator(target) as cursor:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while _one(cursor, _OTHERS) and time.monotonic() < deadline:
            time.sleep(0.05)
        return _one(cursor, _ROWS, target["table"])


def _one(cursor: Any, sql: str, *values: str) -> int:
    cursor.execute(sql, values)
    (found,) = cursor.fetchone()
    return int(found)


def reading_statements(log: str, table: str) -> int:
    """How many statements of a PostgreSQL log read the table; those about the catalog name it only as a value."""
    entries = re.split(r"^(?=\d{4}-\d\d-\d\d )", log, flags=re.MULTILINE)
    reads = re.compile(
        rf'\b(?:from|join|copy)\s+(?:"?public"?\.)?"?{re.escape(table)}"?(?!\w)', re.IGNORECASE
    )
    asked = re.compile(r"LOG: {2}(?:statement|execute [^:]*): ")
    return sum(1 for entry in entries if asked.search(entry) and reads.search(entry))
