"""A PostgreSQL table through DuckDB's extension: our own SELECTs over ranges of pages, by binary COPY, in one snapshot.

The extension speaks libpq as psycopg2 does, so it is told the same: address, certificates and ways to sign in. What
``SET LOCAL`` says to our own session stands in the start-up options here, where its DISCARD ALL resets to.
"""

from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from threading import Timer
from time import monotonic
from typing import Final

from app.connection.dialects.base import Failure
from app.connection.dialects.postgresql_driver import arguments, session_settings
from app.connection.dialects.postgresql_lossless import doubt_sql, is_wrapped, pulled_sql
from app.connection.driver import Driver, KnownFailureError, Source
from app.connection.pulling import asking, literal, locked_duck
from app.connection.tls import in_memory
from app.connection.wire import Order, Pull, PulledColumn
from app.profiling.one_pass import Again, profile_relation
from app.profiling.relation import Ask, Relation, RelationColumn, TooMuchMemoryError, quoted, share_to_probe
from app.quality.profile import Measured

_FACTS = """
SELECT c.relkind::text, pg_relation_size(c.oid) / current_setting('block_size')::bigint, c.reltuples::float8, c.relpages,
    coalesce(pg_relation_size(nullif(c.reltoastrelid, 0)), 0) > 0, current_setting('server_version_num')::int
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = %(schema)s AND c.relname = %(table)s
"""
_PULLED_KINDS: Final = frozenset({"r", "m"})
_RANGES_SINCE: Final = 140_000  # before, a range of pages was a filter over all of them
_PAGES_PER_STREAM: Final = 500

# libpq and the extension tell texts only, and a server may translate its own; what is not known here is "refused".
_WORDS: Final = (
    ("statement timeout", Failure("server", "57014")),
    ("Interrupted", Failure("server", "57014")),
    ("INTERRUPT", Failure("server", "57014")),
    ("lock timeout", Failure("server", "55P03")),
    ("permission denied", Failure("server", "42501")),
    ("does not exist", Failure("server", "42P01")),
    ("too many", Failure("server", "53300")),
    ("remaining connection slots", Failure("server", "53300")),
    ("terminating connection", Failure("lost", "57P01")),
    ("server closed the connection", Failure("lost", "08006")),
    ("connection to server", Failure("lost", "08001")),
    ("out of memory", Failure("memory")),
)


def pull(driver: Driver, source: Source, order: Order, question: Pull) -> tuple[Measured, tuple[str, ...]]:
    """What every row of the table came to, and the columns that are not in it.

    The table is first asked for over our own connection, whose failures have codes.

    Raises:
        KnownFailureError: anything that goes wrong afterwards.
    """
    table = _look(driver, source, question)
    source.connection.close()
    began = monotonic()
    try:
        return _pulled(order, question, table)
    except TooMuchMemoryError:
        raise KnownFailureError(Failure("memory")) from None
    except KnownFailureError:
        raise
    except Exception as error:  # noqa: BLE001 - duckdb.Error and what its extension raises besides
        late = monotonic() - began >= question.timeout_seconds
        raise KnownFailureError(Failure("server", "57014") if late else _by_words(str(error))) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What the catalog says of the table now; ``rows`` is about right, ``counted`` tells that they were counted."""

    name: str
    pages: int
    rows: float
    has_long_values: bool
    server_version: int
    counted: bool


def _look(driver: Driver, source: Source, question: Pull) -> _Table:
    driver.begin(source, question.timeout_seconds)
    connection = source.connection
    name = f"{quoted(question.schema)}.{quoted(question.table)}"
    asked = {"schema": question.schema, "table": question.table}
    facts = connection.exec_driver_sql(_FACTS, asked).one_or_none()
    source_sql = f"FROM ONLY {name.replace('%', '%%')}"
    # Tells what is missing: the table, a right, or the lock that somebody else holds.
    connection.exec_driver_sql(f"SELECT 1 {source_sql} LIMIT 0")
    if facts is None or facts[0] not in _PULLED_KINDS:
        raise KnownFailureError(Failure("server", "0A000"))
    pages, known_pages = int(facts[1]), int(facts[3])
    counted = pages > 0 and (known_pages == 0 or facts[2] < 0)
    if counted:
        rows = float(connection.exec_driver_sql(f"SELECT count(*) {source_sql}").scalar_one())
    else:
        rows = facts[2] / known_pages * pages if known_pages else 0.0
    return _Table(
        name=name, pages=pages, rows=rows, has_long_values=facts[4], server_version=facts[5], counted=counted
    )


def _pulled(order: Order, question: Pull, table: _Table) -> tuple[Measured, tuple[str, ...]]:
    streams = min(question.streams, max(1, table.pages // _PAGES_PER_STREAM))
    if table.server_version < _RANGES_SINCE:
        streams = 1
    told = conninfo(order, question, table.server_version)
    attach = [
        f"ATTACH {literal(told)} AS s{number} (TYPE postgres, READ_ONLY, SCHEMA 'pg_catalog')"
        for number in range(streams)
    ]
    with closing(locked_duck("postgres_scanner", attach, max(streams, 1))) as duck:
        stop = Timer(question.timeout_seconds, duck.interrupt)
        stop.daemon = True
        stop.start()
        try:
            ask = asking(duck)
            _share_snapshot(ask, streams)
            return _profiled(ask, question, table, streams, partial(_start_over, ask, streams))
        finally:
            stop.cancel()


def _share_snapshot(ask: Ask, streams: int) -> None:
    """All streams see what the first sees: https://www.postgresql.org/docs/current/sql-set-transaction.html."""
    ask("BEGIN")
    if streams == 1:
        return
    ((snapshot,),) = ask("SELECT * FROM postgres_query('s0', 'SELECT pg_export_snapshot() AS s')")
    for number in range(1, streams):
        ask(
            f"CALL postgres_execute('s{number}', {literal(f'SET TRANSACTION SNAPSHOT {literal(str(snapshot))}')})"
        )


def _start_over(ask: Ask, streams: int) -> None:
    """A transaction that has failed ends, and its streams see another moment of the table, all of them the same."""
    ask("ROLLBACK")
    _share_snapshot(ask, streams)


def _profiled(
    ask: Ask, question: Pull, table: _Table, streams: int, again: Again
) -> tuple[Measured, tuple[str, ...]]:
    asked = {
        column: sql
        for column in question.columns
        if (sql := pulled_sql(column, quoted(column.name), may_be_long=table.has_long_values)) is not None
    }
    if not asked:
        return Measured(rows=0, columns=(), statements=int(table.counted)), tuple(
            c.name for c in question.columns
        )
    measured = profile_relation(ask, _relation(asked, table, streams), now=question.now, again=again)
    wrong, more = _not_as_they_are(ask, asked, table, measured)
    kept = tuple(each for each in measured.columns if each.column not in wrong)
    pulled = {each.column for each in kept}
    left = tuple(column.name for column in question.columns if column.name not in pulled)
    return replace(measured, columns=kept, statements=measured.statements + more + table.counted), left


def _relation(asked: dict[PulledColumn, str], table: _Table, streams: int) -> Relation:
    cells = ", ".join(f'{sql} AS "p{place}"' for place, sql in enumerate(asked.values()))
    share = share_to_probe(round(table.rows))
    select = f"SELECT {cells} FROM ONLY {table.name} AS t"  # noqa: S608 - quoted names from the catalog
    edges = [table.pages * number // streams for number in range(streams)]
    parts = [
        _query(number, f"{select} WHERE {_pages(low, edges[number + 1] if number + 1 < streams else None)}")
        for number, low in enumerate(edges)
    ]
    drawn = f" TABLESAMPLE BERNOULLI ({share * 100:.9f}) REPEATABLE (1)" if share < 1 else ""
    return Relation(
        source=f"({' UNION ALL '.join(parts)})",
        probe=f"({_query(0, select + drawn)})",
        probe_share=share,
        columns=tuple(
            RelationColumn(name=column.name, data_type=column.data_type, sql=f'"p{place}"')
            for place, column in enumerate(asked)
        ),
    )


def _query(stream: int, sql: str) -> str:
    return f"SELECT * FROM postgres_query('s{stream}', {literal(sql)})"  # noqa: S608 - a literal


def _pages(low: int, high: int | None) -> str:
    upper = "" if high is None else f" AND ctid < '({high},0)'"
    return f"ctid >= '({low},0)'{upper}"


def _not_as_they_are(
    ask: Ask, asked: dict[PulledColumn, str], table: _Table, measured: Measured
) -> tuple[set[str], int]:
    """Columns that hold values DuckDB has read as others, and the statements it took to find out."""
    values = {
        each.column: {found.metric: found.value for found in each.measurements} for each in measured.columns
    }
    wrong = {column.name for column in asked if is_wrapped(values[column.name])}
    doubts = {
        column.name: doubt
        for column in asked
        if (doubt := doubt_sql(column, quoted(column.name), values[column.name])) is not None
    }
    if not doubts:
        return wrong, 0
    counts = ", ".join(
        f'count(*) FILTER (WHERE {doubt}) AS "d{n}"' for n, doubt in enumerate(doubts.values())
    )
    (found,) = ask(_query(0, f"SELECT {counts} FROM ONLY {table.name}"))  # noqa: S608 - likewise
    return wrong | {name for name, count in zip(doubts, found, strict=True) if count}, 1


def conninfo(order: Order, question: Pull, server_version: int) -> str:
    """Everything libpq is told. The password is in a file in memory, because a statement may end in a message."""
    told = arguments(order) | {
        "passfile": in_memory("passfile", f"*:*:*:*:{_escaped(order.password or '', ':')}\n"),
        "options": _options(question, server_version),
    }
    del told["password"]
    return " ".join(f"{name}='{_escaped(str(value), chr(39))}'" for name, value in told.items())


def _options(question: Pull, server_version: int) -> str:
    settings = session_settings(server_version) | {
        "default_transaction_read_only": "on",
        "statement_timeout": str(max(1, round(question.timeout_seconds * 1000))),
    }
    return " ".join(f"-c {name}={_escaped(value, ' ')}" for name, value in settings.items())


def _escaped(text: str, special: str) -> str:
    r"""Backslashes and the special character behind a backslash.

    >>> _escaped("a b", " ")
    'a\\ b'
    """
    return text.replace("\\", "\\\\").replace(special, f"\\{special}")


def _by_words(text: str) -> Failure:
    return next((failure for words, failure in _WORDS if words in text), Failure("server", ""))
