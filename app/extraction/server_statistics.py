"""Where each kind of server keeps statistics of columns, and what they say."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.model.sample import Cell
from app.model.schema import Table

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Of one column: the share of NULL and the number of different values, each ``None`` where it is not told."""

    column: str
    null_share: float | None
    distinct: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsCatalog:
    """Where one kind of server keeps statistics.

    Attributes:
        sql: gives schema, table and what ``read`` takes, of more tables than asked for if need be. ``{schemas}`` and
            ``{tables}`` are names by themselves, because that is what PostgreSQL looks up by index behind a view that
            guards rights, and pairs are not.
        read: the estimates of a table.
        exists: counts the tables of statistics, where there may be none.
    """

    sql: str
    read: Callable[[Table, Sequence[Row]], Iterator[Estimate]]
    exists: str | None = None


def _postgresql(table: Table, rows: Sequence[Row]) -> Iterator[Estimate]:
    """``n_distinct`` below 0 is minus their share of the rows; 0 is unknown.

    https://www.postgresql.org/docs/current/view-pg-stats.html
    """
    for name, nulls, told in rows:
        distinct = _number(told) or None
        if distinct is not None and distinct < 0:
            distinct = None if table.row_estimate is None else round(-distinct * table.row_estimate)
        yield Estimate(column=str(name), null_share=_number(nulls), distinct=distinct)


def _mariadb(table: Table, rows: Sequence[Row]) -> Iterator[Estimate]:
    """``avg_frequency`` is rows per value. https://mariadb.com/kb/en/mysqlcolumn_stats-table/."""
    for name, nulls, told in rows:
        null_share, frequency = _number(nulls), _number(told)
        distinct = None
        if frequency and table.row_estimate is not None:
            distinct = round(table.row_estimate * (1 - (null_share or 0.0)) / frequency)
        yield Estimate(column=str(name), null_share=null_share, distinct=distinct)


def _mysql(_: Table, rows: Sequence[Row]) -> Iterator[Estimate]:
    """A singleton histogram has a bucket per value, an equi-height one says how many values each bucket has.

    https://dev.mysql.com/doc/refman/8.0/en/optimizer-statistics.html
    """
    for name, nulls, kind, buckets, values in rows:
        singleton = kind == "singleton"
        distinct = _number(buckets) if singleton else float(sum(json.loads(str(values or "[]"))))
        yield Estimate(column=str(name), null_share=_number(nulls), distinct=distinct)


def _sqlite(table: Table, rows: Sequence[Row]) -> Iterator[Estimate]:
    """``stat`` is the rows of an index and then rows per value of its first column; NULL counts as a value.

    https://www.sqlite.org/fileformat2.html#stat1tab
    """
    leading = {index.name: index.columns[0] for index in table.indexes if not index.predicate}
    for index, stat in rows:
        numbers = str(stat).split()
        if (column := leading.get(str(index))) and len(numbers) > 1 and int(numbers[1]):
            distinct = round(int(numbers[0]) / int(numbers[1]))
            yield Estimate(column=column, null_share=None, distinct=distinct)


def _number(cell: Cell) -> float | None:
    return None if cell is None else float(cell)


CATALOGS: Final[Mapping[str, StatisticsCatalog]] = {
    "postgresql": StatisticsCatalog(
        sql="""SELECT schemaname, tablename, attname, null_frac, n_distinct FROM pg_catalog.pg_stats
            WHERE schemaname IN ({schemas}) AND tablename IN ({tables}) AND NOT inherited""",
        read=_postgresql,
    ),
    "mariadb": StatisticsCatalog(
        sql="""SELECT db_name, table_name, column_name, nulls_ratio, avg_frequency FROM mysql.column_stats
            WHERE db_name IN ({schemas}) AND table_name IN ({tables})""",
        read=_mariadb,
    ),
    "mysql": StatisticsCatalog(
        sql="""SELECT SCHEMA_NAME, TABLE_NAME, COLUMN_NAME, JSON_EXTRACT(HISTOGRAM, '$."null-values"'),
                JSON_UNQUOTE(JSON_EXTRACT(HISTOGRAM, '$."histogram-type"')),
                JSON_LENGTH(HISTOGRAM, '$.buckets'), JSON_EXTRACT(HISTOGRAM, '$.buckets[*][3]')
            FROM information_schema.COLUMN_STATISTICS
            WHERE SCHEMA_NAME IN ({schemas}) AND TABLE_NAME IN ({tables})""",
        read=_mysql,
    ),
    "sqlite": StatisticsCatalog(
        sql="SELECT 'main', tbl, idx, stat FROM sqlite_stat1 WHERE idx IS NOT NULL",
        read=_sqlite,
        exists="SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'",
    ),
}
"""By dialect, and by product where a dialect has two; SQL Server tells a density only together with values."""
