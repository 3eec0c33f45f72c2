"""Rows whose foreign key leads nowhere: one statement per key, one row of counts; no value leaves the server.

A key counts as SQL:2016 4.18.3.4 says: under MATCH SIMPLE a row with a NULL in any column of the key refers to nothing
and is right; under MATCH FULL only a row whose key is NULL throughout. Keys are equal by the rules of the column that
is referred to, as servers compare them that enforce the key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.connection.dialects import get_dialect
from app.connection.dialects.base import Dialect, qualified
from app.connection.session import SourceSession, Statement
from app.detection.evidence.intervals import wilson
from app.errors import UnsupportedDialectError
from app.extraction.key_rows import KeyRows, drawn_share, key_rows, knows
from app.model.integrity import KeyCounts, KeyLink, LinkedTables
from app.model.sample import Cell
from app.model.schema import Column, DataType, Table, TableKind

_EVERY_ROW = (
    "SELECT a.n, a.h, o.n, o.d FROM (SELECT COUNT(CASE WHEN {checked} THEN 1 END) AS n, {partly} AS h FROM {child} AS t) AS a"
    " CROSS JOIN (SELECT SUM(g.n) AS n, COUNT(*) AS d FROM (SELECT COUNT(*) AS n FROM {child} AS t"
    " WHERE {checked} AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE {equal}) GROUP BY {columns}) AS g) AS o"
)
"""NOT EXISTS is what every server plans as an anti-join; only orphans are grouped, so memory goes with the damage."""

_SOME_ROWS = (
    "SELECT SUM(g.n), NULL, SUM(g.missing * g.n), SUM(g.missing), COUNT(*) FROM"
    " (SELECT m.missing, COUNT(*) AS n FROM (SELECT {cells}, CASE WHEN EXISTS"
    " (SELECT 1 FROM {parent} AS p WHERE {equal}) THEN 0 ELSE 1 END AS missing FROM ({rows}) AS s) AS m"
    " GROUP BY m.missing, {groups}) AS g"
)

_FINDS = (
    "SELECT t.* FROM {child} AS t WHERE {checked} AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE {equal})"
)
_PERCENT_DOUBLED: Final = frozenset({"postgresql", "mysql"})
"""Their drivers read every statement as a format."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a statement over some rows counted, and how many different keys it saw."""

    counts: KeyCounts
    values: int


async def count_every_orphan(
    session: SourceSession, dialect: str, key: KeyLink, tables: LinkedTables, *, timeout_seconds: float
) -> KeyCounts:
    """Look the key of every row up; raises what ``session.fetch`` raises."""
    statement = every_row_statement(dialect, key, tables)
    found = await session.fetch(statement, timeout_seconds=timeout_seconds)
    rows, partly, orphans, values = found.rows[0]
    return KeyCounts(
        rows=_count(rows),
        orphan_rows=_count(orphans),
        orphan_values=_count(values),
        partly_null_rows=_count(partly),
        # Policies may have hidden rows from us, which no count tells.
        exact=not tables.child.row_security,
    )


async def count_some_orphans(
    session: SourceSession, dialect: str, key: KeyLink, tables: LinkedTables, *, seed: int
) -> Counted:
    """Look the key of at most 10,000 rows up; raises what ``session.fetch`` raises."""
    share, limit = drawn_share(dialect, tables.child)
    statement = some_rows_statement(dialect, key, tables, seed=seed)
    rows, _, orphans, values, seen = (_count(cell) for cell in (await session.fetch(statement)).rows[0])
    is_cut = rows >= limit
    is_bounded = share is not None and not is_cut
    counts = KeyCounts(
        rows=rows,
        orphan_rows=orphans,
        orphan_values=values,
        partly_null_rows=None,
        exact=share is None and not is_cut,
        orphan_share_at_most=wilson(orphans, rows)[1] if is_bounded else None,
    )
    return Counted(counts, seen)


def every_row_statement(dialect: str, key: KeyLink, tables: LinkedTables) -> Statement:
    """Its one row counts rows with a key, rows excused by a NULL, orphans, different keys of orphans.

    Raises:
        UnsupportedDialectError: no SQL is known for that dialect.
    """
    parts = _Parts.of(dialect, key, tables)
    sql = _EVERY_ROW.format(
        checked=parts.checked("t"),
        partly=f"COUNT(CASE WHEN {parts.partly} THEN 1 END)" if parts.partly else "0",
        child=parts.child,
        parent=parts.parent,
        equal=parts.equal("t", parts.columns),
        columns=", ".join(f"t.{column}" for column in parts.columns),
    )
    return _statement(dialect, key, sql)


def some_rows_statement(dialect: str, key: KeyLink, tables: LinkedTables, *, seed: int) -> Statement:
    """Its one row counts rows, NULL, orphans, different keys of orphans, different keys.

    Raises:
        UnsupportedDialectError: no SQL is known for that dialect.
    """
    parts = _Parts.of(dialect, key, tables)
    share, limit = drawn_share(dialect, tables.child)
    rows = KeyRows(
        table=parts.child_name,
        columns=parts.columns,
        where=parts.checked("t"),
        whole=tables.child.kind is TableKind.PARTITIONED,
        share=share,
        seed=seed,
        limit=limit,
    )
    places = [f"v{place}" for place in range(len(parts.columns))]
    sql = _SOME_ROWS.format(
        cells=", ".join(f"s.{place}" for place in places),
        parent=parts.parent,
        equal=parts.equal("s", places),
        rows=key_rows(dialect, rows),
        groups=", ".join(f"m.{place}" for place in places),
    )
    return _statement(dialect, key, sql)


def orphan_query(dialect: str, key: KeyLink, tables: LinkedTables) -> str:
    """The statement that finds the orphans, for a person to run; as the source's own tools take it."""
    parts = _Parts.of(dialect, key, tables)
    equal = parts.equal("t", parts.columns)
    return _FINDS.format(child=parts.child, checked=parts.checked("t"), parent=parts.parent, equal=equal)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """Pieces of the statements, quoted for their dialect; ``partly`` is empty where nothing may be partly NULL."""

    child_name: str
    child: str
    parent: str
    columns: tuple[str, ...]
    referred: tuple[str, ...]
    collations: tuple[str, ...]
    match_full: bool

    @classmethod
    def of(cls, dialect: str, key: KeyLink, tables: LinkedTables) -> "_Parts":
        if not knows(dialect):
            raise UnsupportedDialectError(dialect=dialect, available="postgresql, mysql, sqlite, mssql")
        known = get_dialect(dialect)
        child = qualified(known, key.schema, key.table)
        parent = qualified(known, key.referred_schema, key.referred_table)
        return cls(
            child_name=child,
            child=_only(dialect, tables.child) + child,
            parent=_only(dialect, tables.parent) + parent,
            columns=tuple(map(known.quote, key.columns)),
            referred=tuple(map(known.quote, key.referred_columns)),
            collations=_collations(known, key, tables),
            match_full=key.match_full,
        )

    def checked(self, alias: str) -> str:
        """Which rows have a key."""
        joined = " OR " if self.match_full else " AND "
        return _either(joined.join(f"{alias}.{column} IS NOT NULL" for column in self.columns), joined)

    @property
    def partly(self) -> str:
        if self.match_full or len(self.columns) == 1:
            return ""
        some = " OR ".join(f"t.{column} IS NOT NULL" for column in self.columns)
        missing = " OR ".join(f"t.{column} IS NULL" for column in self.columns)
        return f"({some}) AND ({missing})"

    def equal(self, alias: str, columns: Sequence[str]) -> str:
        """That a row of ``p`` is the one referred to; the referred column stands first, for its rules decide."""
        return " AND ".join(
            f"p.{referred} = {alias}.{column}{collation}"
            for referred, column, collation in zip(self.referred, columns, self.collations, strict=True)
        )


def _either(condition: str, joined: str) -> str:
    return f"({condition})" if joined in condition and joined == " OR " else condition


def _only(dialect: str, table: Table | None) -> str:
    """A key of a PostgreSQL table binds neither its heirs' rows nor refers to them; partitions are no heirs."""
    is_plain = table is not None and table.kind is not TableKind.PARTITIONED
    return "ONLY " if dialect == "postgresql" and is_plain else ""


def _collations(known: Dialect, key: KeyLink, tables: LinkedTables) -> tuple[str, ...]:
    """What follows each column of the key, where the two ends are of different collations and servers refuse that."""
    pairs = zip(key.columns, key.referred_columns, strict=True)
    return tuple(
        _collation(known, _column(tables.child, column), _column(tables.parent, referred))
        for column, referred in pairs
    )


def _collation(known: Dialect, column: Column | None, referred: Column | None) -> str:
    if column is None or referred is None or column.collation == referred.collation:
        return ""
    if not (referred.collation or "default").replace("-", "_").replace(".", "_").isidentifier():
        return ""
    if known.name == "postgresql" and column.data_type is DataType.TEXT:
        return f" COLLATE {known.quote(referred.collation or 'default')}"
    if known.name == "mssql":
        return f" COLLATE {referred.collation or 'DATABASE_DEFAULT'}"
    # The default of a table is in no snapshot of MySQL; SQLite takes the collation of what stands first.
    return f" COLLATE {referred.collation}" if known.name == "mysql" and referred.collation else ""


def _column(table: Table | None, name: str) -> Column | None:
    return next((column for column in table.columns if column.name == name), None) if table else None


def _statement(dialect: str, key: KeyLink, sql: str) -> Statement:
    if dialect in _PERCENT_DOUBLED:
        sql = sql.replace("%", "%%")
    return Statement(sql=sql, reads=f"{key.schema}.{key.table}.{', '.join(key.columns)}", counts=True)


def _count(cell: Cell) -> int:
    return int(cell or 0)
