"""The statement that draws rows of a SQL Server table.

``TABLESAMPLE`` draws whole pages, and with few pages often none; so tables up to 64 MiB are counted and drawn row
by row, by a seeded hash of their primary key. https://learn.microsoft.com/en-us/sql/t-sql/queries/from-transact-sql
"""

from dataclasses import dataclass

from app.connection.dialects.base import VALUE_CHARACTERS, Drawing
from app.connection.dialects.drawing import drawing_of, drawn_and_left_out, guarded
from app.connection.dialects.mssql_catalog import quoted
from app.connection.dialects.mssql_catalog.names import table_hint
from app.connection.dialects.mssql_catalog.native_types import text_style
from app.model.sample import SamplingMethod
from app.model.schema import Column, Table, TableKind

_COUNTED_BYTES = 64 * 1024 * 1024
"""Up to here a table is counted first, so that the sample has the size that was asked for."""
_PAGED = frozenset({"heap", "clustered"})
"""Tables whose rows lie in pages that can be drawn."""
_ODDS = 2**31


def drawing(table: Table, *, rows: int, seed: int) -> Drawing:
    """Row by row with equal chance up to 64 MiB, whole pages of a larger table, else the first rows.

    Without a primary key there is nothing a seed could be hashed with: another attempt draws other rows then.
    """
    drawn, _ = drawn_and_left_out(table)
    cells = "".join(f"{cell(column)}, " for column in drawn)
    source = _Source(f"{quoted(table.schema)}.{quoted(table.name)}", _hint(table))
    counted = table.size_bytes is None or table.size_bytes <= _COUNTED_BYTES
    if table.is_view or table.kind is TableKind.FOREIGN or not (counted or table.storage in _PAGED):
        sql = f"SELECT TOP ({rows + 1}) {cells}NULL FROM {source.name} AS t"  # noqa: S608 - quoted names from the catalog
        return drawing_of(table, drawn, sql, rows + 1, SamplingMethod.HEAD)
    target, limit = guarded(rows)
    if counted:
        sql = _counted(cells, source, _dice(table, seed), rows)
        return drawing_of(table, drawn, sql, limit, SamplingMethod.BERNOULLI, counted=True)
    sql = (
        f"SELECT TOP ({limit}) {cells}NULL FROM {source.name} AS t"  # noqa: S608 - as above
        f" TABLESAMPLE SYSTEM ({target} ROWS) REPEATABLE ({seed + 1})"
    )
    return drawing_of(table, drawn, sql, limit, SamplingMethod.PAGES)


def cell(column: Column) -> str:
    """The column as text, cut on the server."""
    style = text_style(column)
    how = "" if style is None else f", {style}"
    return f"LEFT(CONVERT(nvarchar(max), t.{quoted(column.name)}{how}), {VALUE_CHARACTERS})"


@dataclass(frozen=True, slots=True)
class _Source:
    """A table's quoted name, and the hint it is read with."""

    name: str
    hint: str


def _hint(table: Table) -> str:
    told = table_hint(table.storage)
    return f" {told}" if told else ""


def _counted(cells: str, source: _Source, dice: str, rows: int) -> str:
    target, limit = guarded(rows)
    return (
        f"SELECT TOP ({limit}) {cells}n.total FROM {source.name} AS t{source.hint}"  # noqa: S608 - quoted names from the catalog
        f" CROSS JOIN (SELECT COUNT_BIG(*) AS total FROM {source.name}{source.hint}) AS n"
        f" WHERE n.total <= {rows} OR {dice} * n.total < CONVERT(bigint, {target}) * {_ODDS}"
    )


def _dice(table: Table, seed: int) -> str:
    """A number from 0 to 2**31 - 1 per row: of the key's hash with the seed, or the server's own chance."""
    if table.primary_key is None:
        return f"CONVERT(bigint, CHECKSUM(NEWID()) & {_ODDS - 1})"
    key = ", N'|', ".join(f"CONVERT(nvarchar(4000), t.{quoted(name)})" for name in table.primary_key.columns)
    return (
        f"CONVERT(bigint, CONVERT(int, SUBSTRING(HASHBYTES('SHA2_256', CONCAT(N'{seed}|', {key})), 1, 4))"
        f" & {_ODDS - 1})"
    )
