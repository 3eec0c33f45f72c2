"""Words of Transact-SQL."""

IN_MEMORY = "memory optimized"
"""The storage of tables that are kept in memory."""


def quoted(name: str) -> str:
    """In brackets, closing ones doubled.

    >>> quoted("order]s")
    '[order]]s]'
    """
    return f"[{name.replace(']', ']]')}]"


def table_hint(storage: str | None) -> str:
    """What follows a table's name where it is read.

    In a transaction, tables in memory are read under no isolation but SNAPSHOT, and by this hint only.
    https://learn.microsoft.com/en-us/sql/relational-databases/in-memory-oltp/transactions-with-memory-optimized-tables
    """
    return "WITH (SNAPSHOT)" if storage == IN_MEMORY else ""
