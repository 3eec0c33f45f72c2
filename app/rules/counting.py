"""Counting rows that meet a condition."""

from app.rules.words import Words


def times(words: Words, condition: str) -> str:
    """An aggregate: rows for which the condition is true, NULL where there is no row.

    A sum, because MySQL 8.0.15 counts every row in ``COUNT(CASE WHEN x IS NULL THEN 1 END)`` (measured); in 64 bits,
    because SQL Server adds whole numbers up in 32.
    """
    one = "CAST(1 AS bigint)" if words.dialect == "mssql" else "1"
    return f"SUM(CASE WHEN {condition} THEN {one} ELSE 0 END)"
