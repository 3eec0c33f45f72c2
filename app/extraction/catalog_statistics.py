"""What the catalog's own statistics say of columns: a first look that reads no row.

They were true when somebody last ran ANALYZE and come from a sample of the server's, so nothing is exact and no bound
is claimed. Statistics hold values (frequent ones, ends of histograms), also of sensitive columns: none is asked for.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.connection.session import Session, Statement
from app.errors import NoAccessError, StatementRefusedError, TableGoneError
from app.model.measurements import ColumnProfile, Measurement
from app.model.sample import Cell
from app.model.schema import Table

_POSTGRESQL: Final = """
SELECT attname, null_frac, n_distinct FROM pg_catalog.pg_stats
WHERE schemaname = %(schema)s AND tablename = %(table)s AND NOT inherited
"""
_MARIADB: Final = """
SELECT column_name, nulls_ratio, avg_frequency FROM mysql.column_stats
WHERE db_name = %(schema)s AND table_name = %(table)s
"""
_MYSQL: Final = """
SELECT COLUMN_NAME, JSON_EXTRACT(HISTOGRAM, '$."null-values"'), JSON_UNQUOTE(JSON_EXTRACT(HISTOGRAM, '$."histogram-type"')),
    JSON_LENGTH(HISTOGRAM, '$.buckets'), JSON_EXTRACT(HISTOGRAM, '$.buckets[*][3]')
FROM information_schema.COLUMN_STATISTICS WHERE SCHEMA_NAME = %(schema)s AND TABLE_NAME = %(table)s
"""
_SQLITE_HAS: Final = "SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"
_SQLITE: Final = "SELECT idx, stat FROM sqlite_stat1 WHERE tbl = :table AND idx IS NOT NULL"
_NOT_THERE = (NoAccessError, StatementRefusedError, TableGoneError)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Estimate:
    """Of one column: the share of NULL and the number of different values, each ``None`` where it is not told."""

    column: str
    null_share: float | None
    distinct: float | None


async def catalog_statistics(session: Session, dialect: str, table: Table) -> tuple[ColumnProfile, ...]:
    """Estimates of ``null_share`` and ``distinct_count``, columns in the order of the table.

    Empty where there are none, where the role may not see them (MariaDB keeps them in ``mysql.column_stats``), and for
    SQL Server, whose statistics tell a density only together with values.

    Raises:
        SourceSenseError: what ``session.fetch`` raises, but for statistics that are not there or not to be seen.
    """
    match dialect:
        case "postgresql":
            told = await _postgresql(session, table)
        case "mysql" if session.product == "MariaDB":
            told = await _mariadb(session, table)
        case "mysql":
            told = await _mysql(session, table)
        case "sqlite":
            told = await _sqlite(session, table)
        case _:
            told = []
    estimates = {each.column: each for each in told}
    return tuple(
        ColumnProfile(column=column.name, measurements=tuple(_measurements(estimates[column.name])))
        for column in table.columns
        if column.name in estimates
    )


def _measurements(estimate: _Estimate) -> Iterator[Measurement]:
    if estimate.null_share is not None:
        yield Measurement(metric="null_share", value=estimate.null_share, exact=False)
    if estimate.distinct is not None:
        yield Measurement(metric="distinct_count", value=estimate.distinct, exact=False)


async def _rows(session: Session, sql: str, **names: str) -> Sequence[tuple[Cell, ...]]:
    try:
        return (await session.fetch(Statement(sql=sql, parameters={**names}, reads="statistics"))).rows
    except _NOT_THERE:
        return ()


async def _postgresql(session: Session, table: Table) -> list[_Estimate]:
    """``n_distinct`` below 0 is minus their share of the rows.

    https://www.postgresql.org/docs/current/view-pg-stats.html
    """

    def distinct(told: float) -> float | None:
        if told >= 0:
            return told or None
        return None if table.row_estimate is None else round(-told * table.row_estimate)

    found = await _rows(session, _POSTGRESQL, schema=table.schema, table=table.name)
    return [
        _Estimate(column=str(name), null_share=_number(nulls), distinct=distinct(_number(told) or 0.0))
        for name, nulls, told in found
    ]


async def _mariadb(session: Session, table: Table) -> list[_Estimate]:
    """``avg_frequency`` is rows per value. https://mariadb.com/kb/en/mysqlcolumn_stats-table/."""

    def distinct(nulls: float | None, frequency: float | None) -> float | None:
        if not frequency or table.row_estimate is None:
            return None
        return round(table.row_estimate * (1 - (nulls or 0.0)) / frequency)

    found = await _rows(session, _MARIADB, schema=table.schema, table=table.name)
    told = [(str(name), _number(nulls), _number(frequency)) for name, nulls, frequency in found]
    return [_Estimate(column=n, null_share=nulls, distinct=distinct(nulls, f)) for n, nulls, f in told]


async def _mysql(session: Session, table: Table) -> list[_Estimate]:
    """A singleton histogram has a bucket per value, an equi-height one says how many values each bucket has.

    https://dev.mysql.com/doc/refman/8.0/en/optimizer-statistics.html
    """
    found = await _rows(session, _MYSQL, schema=table.schema, table=table.name)
    return [
        _Estimate(
            column=str(name),
            null_share=_number(nulls),
            distinct=_number(buckets) if kind == "singleton" else float(sum(json.loads(str(values or "[]")))),
        )
        for name, nulls, kind, buckets, values in found
    ]


async def _sqlite(session: Session, table: Table) -> list[_Estimate]:
    """``stat`` is the rows of an index and then rows per value of its first column; NULL counts as a value.

    https://www.sqlite.org/fileformat2.html#stat1tab
    """
    if not (await session.fetch(Statement(sql=_SQLITE_HAS, reads="statistics"))).rows[0][0]:
        return []
    leading = {index.name: index.columns[0] for index in table.indexes if not index.predicate}
    told = {str(index): str(stat) for index, stat in await _rows(session, _SQLITE, table=table.name)}
    estimates: dict[str, _Estimate] = {}
    for index, column in leading.items():
        numbers = told.get(index, "").split()
        if len(numbers) > 1 and int(numbers[1]):
            distinct = round(int(numbers[0]) / int(numbers[1]))
            estimates[column] = _Estimate(column=column, null_share=None, distinct=distinct)
    return [*estimates.values()]


def _number(cell: Cell) -> float | None:
    return None if cell is None else float(cell)
