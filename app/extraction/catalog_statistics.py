"""What the catalog's own statistics say of columns: a first look that reads no row.

They were true when somebody last ran ANALYZE and come from a sample of the server's, so nothing is exact and no bound
is claimed. Statistics hold values (frequent ones, ends of histograms), also of sensitive columns: none is asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from app.connection.session import Session, Statement
from app.errors import NoAccessError, StatementRefusedError, TableGoneError
from app.extraction.server_statistics import CATALOGS, Estimate, Row, StatisticsCatalog
from app.model.measurements import ColumnProfile, Measurement
from app.model.sample import Cell
from app.model.schema import Table

Name = tuple[str, str]

MOST_TABLES: Final = 1_000
"""Asked for by one statement: names of the longest kind are 150 KB then, and servers take 1 MB."""

_NOT_THERE = (NoAccessError, StatementRefusedError, TableGoneError)


async def catalog_statistics(
    session: Session, dialect: str, tables: Sequence[Table]
) -> dict[str, tuple[ColumnProfile, ...]]:
    """Estimates of ``null_share`` and ``distinct_count`` by table id, columns in the order of their table.

    One statement for up to ``MOST_TABLES`` tables. Tables without any are left out: those nobody analysed, those whose
    statistics the role may not see (MariaDB keeps them in ``mysql.column_stats``), and all of SQL Server, whose
    statistics tell a density only together with values.

    Raises:
        SourceSenseError: what ``session.fetch`` raises, but for statistics that are not there or not to be seen.
    """
    catalog = CATALOGS.get("mariadb" if session.product == "MariaDB" else dialect)
    if catalog is None:
        return {}
    found: dict[str, tuple[ColumnProfile, ...]] = {}
    for start in range(0, len(tables), MOST_TABLES):
        part = tables[start : start + MOST_TABLES]
        told = await _told(session, catalog, part)
        for table in part:
            if profiles := _profiles(table, catalog.read(table, told[table.schema, table.name])):
                found[table.id] = profiles
    return found


async def _told(
    session: Session, catalog: StatisticsCatalog, tables: Sequence[Table]
) -> Mapping[Name, Sequence[Row]]:
    """Rows of statistics without the name of their table, by that name."""
    told: defaultdict[Name, list[Row]] = defaultdict(list)
    if catalog.exists and not any(count for (count,) in await _fetched(session, catalog.exists)):
        return told
    schemas = _named("s", (table.schema for table in tables))
    names = _named("t", (table.name for table in tables))
    sql = catalog.sql.format(schemas=_places(schemas), tables=_places(names))
    for schema, table, *cells in await _fetched(session, sql, schemas | names):
        told[str(schema), str(table)].append(tuple(cells))
    return told


def _named(letter: str, names: Iterable[str]) -> dict[str, Cell]:
    return {f"{letter}{place}": name for place, name in enumerate(dict.fromkeys(names))}


def _places(named: Iterable[str]) -> str:
    return ", ".join(f"%({name})s" for name in named)


async def _fetched(session: Session, sql: str, parameters: dict[str, Cell] | None = None) -> Sequence[Row]:
    try:
        return (await session.fetch(Statement(sql=sql, parameters=parameters, reads="statistics"))).rows
    except _NOT_THERE:
        return ()


def _profiles(table: Table, estimates: Iterator[Estimate]) -> tuple[ColumnProfile, ...]:
    by_column = {each.column: each for each in estimates}
    return tuple(
        ColumnProfile(column=column.name, measurements=tuple(_measurements(by_column[column.name])))
        for column in table.columns
        if column.name in by_column
    )


def _measurements(estimate: Estimate) -> Iterator[Measurement]:
    for metric, value in (("null_share", estimate.null_share), ("distinct_count", estimate.distinct)):
        if value is not None:
            yield Measurement(metric=metric, value=value, exact=False, from_catalog=True)
