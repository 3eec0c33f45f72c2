"""Counts of different values as the pass tells them, against ``count(DISTINCT)`` of the server."""

import asyncio
from collections.abc import Iterator
from contextlib import closing

import psycopg2

from app.connection.config import Credential, parse_connection
from app.connection.dialects import get_dialect
from app.connection.egress import EgressPolicy
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.exact import measure_exactly
from app.quality.profile import Measured
from bench.quality.server import Target


def accuracy(target: Target) -> Iterator[str]:
    """Lines of a Markdown table, a column each."""
    measured = asyncio.run(_measured(target))
    host, port = target["socket"]
    yield "| column | different values | told | error | bound (95 %) |"
    yield "|---|---|---|---|---|"
    with closing(psycopg2.connect(host=host, port=port, user="postgres", dbname="bench")) as connection:
        cursor = connection.cursor()
        for column in measured.columns:
            distinct = f'SELECT DISTINCT "{column.column}" AS v FROM {target["table"]}'  # noqa: S608 - names of ours
            cursor.execute(f"SELECT count(v) FROM ({distinct}) AS d")  # noqa: S608 - likewise
            (truth,) = cursor.fetchone() or (0,)
            told = next(each for each in column.measurements if each.metric == "distinct_count")
            value = float(told.value or 0)
            how = "exact" if told.exact else f"{(told.bound or 0) / value:.2%}"
            yield f"| {column.column} | {truth:,} | {value:,.0f} | {(value - truth) / truth:+.2%} | {how} |"


async def _measured(target: Target) -> Measured:
    connection = parse_connection(target["connection"])
    async with (
        Readers(EgressPolicy(allow_loopback=True), None) as readers,
        readers.open(
            connection, Credential(target["password"]), Limits(statement_timeout_seconds=3600)
        ) as session,
    ):
        catalog = await get_dialect("postgresql").read_catalog(session, connection)
        table = next(each for each in catalog.tables if each.name == target["table"])
        return await measure_exactly(session, "postgresql", table, streams=2)
