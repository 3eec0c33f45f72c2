"""DuckDB in this process, for what is tested without a server."""

from collections.abc import Generator
from contextlib import contextmanager

import duckdb

from app.profiling.relation import Ask, TooMuchMemoryError


@contextmanager
def duck(*statements: str, memory: str = "1GB") -> Generator[Ask]:
    """A database in memory after these statements."""
    with duckdb.connect(":memory:", config={"memory_limit": memory, "threads": 2}) as connection:
        connection.execute("SET temp_directory = ''")

        def ask(sql: str) -> list[tuple[object, ...]]:
            try:
                return connection.execute(sql).fetchall()
            except duckdb.OutOfMemoryException:
                raise TooMuchMemoryError from None

        for statement in statements:
            connection.execute(statement)
        yield ask
