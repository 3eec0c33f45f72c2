"""The contenders, each run by a process of its own: ``python -m bench.schema.contenders NAME TARGET.json``.

The clock starts when the connection is open and ends when the result is there: imports and sign-in are nobody's.
"""

import asyncio
import gc
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.interleaved import Trial
from bench.schema.plain import STATEMENTS

Target = dict[str, Any]
"""``connection`` (fields), ``password``, ``statements`` that were recorded, ``output`` folder."""


def raw(target: Target) -> Trial:
    """The statements SourceSense asks, through the same driver: rows fetched and dropped."""
    return _fetched(target, target["statements"])


def plain(target: Target) -> Trial:
    """The same cells asked row by row; on PostgreSQL what ``raw`` is."""
    statements = STATEMENTS.get(target["connection"]["dialect"])
    return raw(target) if statements is None else _fetched(target, [(sql, None) for sql in statements])


def _fetched(target: Target, statements: list[tuple[str, Any]]) -> Trial:
    connection = _connect(target)
    began = time.perf_counter()
    cursor, rows = connection.cursor(), 0
    for sql, parameters in statements:
        cursor.execute(sql, parameters) if parameters else cursor.execute(sql)
        rows += len(cursor.fetchall())
    return Trial(
        seconds=time.perf_counter() - began, statements=len(statements), rows=rows, peak_mb=_peak_mb()
    )


def sourcesense(target: Target) -> Trial:
    """The whole snapshot, written as JSON lines; memory of this process and its reader together."""
    return asyncio.run(_sourcesense(target))


async def _sourcesense(target: Target) -> Trial:
    from app.connection.config import Credential, parse_connection  # noqa: PLC0415 - only this contender's
    from app.connection.egress import EgressPolicy  # noqa: PLC0415 - as above
    from app.connection.limits import Limits  # noqa: PLC0415 - as above
    from app.connection.reader import Readers  # noqa: PLC0415 - as above
    from app.extraction.inspector import extract_schema  # noqa: PLC0415 - as above
    from app.results.exports import get_export  # noqa: PLC0415 - as above

    gc.disable()  # as `sourcesense schema` does
    connection, export = parse_connection(target["connection"]), get_export("jsonl")
    policy = EgressPolicy(allow_loopback=True)
    async with (
        Readers(policy, None) as readers,
        readers.open(connection, Credential(target["password"]), Limits()) as session,
    ):
        began = time.perf_counter()
        snapshot = await extract_schema(session, connection)
        with (Path(target["output"]) / "snapshot.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(export.write(snapshot, None))
        seconds = time.perf_counter() - began
        peak = _peak_mb() + (session.peak_bytes or 0) / 2**20
    return Trial(seconds=seconds, statements=snapshot.statements, peak_mb=peak)


def sqlalchemy(target: Target) -> Trial:
    """SQLAlchemy's Inspector in bulk: columns, keys, foreign keys, unique keys, indexes, checks, comments."""
    from sqlalchemy import create_engine, event, inspect  # noqa: PLC0415 - only this contender's
    from sqlalchemy.engine.reflection import ObjectKind  # noqa: PLC0415 - as above

    names = {"postgresql": "postgresql+psycopg2", "mysql": "mysql+pymysql", "sqlite": "sqlite"}
    engine = create_engine(f"{names[target['connection']['dialect']]}://", creator=lambda: _connect(target))
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with engine.connect() as connection:
        began = time.perf_counter()
        inspector, before = inspect(connection), len(asked)
        for part in (
            "columns",
            "pk_constraint",
            "foreign_keys",
            "unique_constraints",
            "indexes",
            "check_constraints",
        ):
            getattr(inspector, f"get_multi_{part}")(kind=ObjectKind.ANY)
        if engine.dialect.supports_comments:
            inspector.get_multi_table_comment(kind=ObjectKind.ANY)
        seconds = time.perf_counter() - began
    return Trial(seconds=seconds, statements=len(asked) - before, peak_mb=_peak_mb())


def _connect(target: Target) -> Any:
    fields, password = target["connection"], target["password"]
    match fields["dialect"]:
        case "postgresql":
            import psycopg2  # noqa: PLC0415 - only where it is the driver

            place = {name: fields[name] for name in ("host", "port", "user")}
            connection = psycopg2.connect(**place, dbname=fields["database"], password=password)
            connection.cursor().execute(
                "SET search_path = pg_catalog; SET jit = off; SET max_parallel_workers_per_gather = 0"
            )
            return connection
        case "mysql":
            import pymysql  # noqa: PLC0415 - as above

            return pymysql.connect(
                **{name: fields[name] for name in ("host", "port", "user", "database")}, password=password
            )
        case _:
            import sqlite3  # noqa: PLC0415 - as above

            return sqlite3.connect(f"file:{fields['path']}?mode=ro", uri=True)


def _peak_mb() -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


CONTENDERS: dict[str, Callable[[Target], Trial]] = {
    "raw": raw,
    "plain": plain,
    "sourcesense": sourcesense,
    "sqlalchemy": sqlalchemy,
}

if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    trial = CONTENDERS[sys.argv[1]](json.loads(Path(sys.argv[2]).read_text()))
    sys.stdout.write(json.dumps(asdict(trial)) + "\n")
