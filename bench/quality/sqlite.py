"""Everything exact of a SQLite table beside one flat aggregate statement: ``python -m bench.quality.sqlite --rows 1000000``."""

import argparse
import asyncio
import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from hashlib import md5
from pathlib import Path
from typing import Final

from app.connection.config import Credential, SqliteConnection
from app.connection.dialects import get_dialect
from app.connection.egress import EgressPolicy
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.exact import measure_exactly
from bench.interleaved import Trial, run_interleaved, table

_NUMBERS: Final = ("id", "product", "visitor", "price", "score", "stars")
_TABLE: Final = """
CREATE TABLE mixed (id INTEGER PRIMARY KEY, product INTEGER, visitor INTEGER, price NUMERIC, score REAL, stars INTEGER,
    day DATE, moment TIMESTAMP, hash TEXT, email TEXT, colour TEXT, city TEXT, name TEXT, note TEXT, country TEXT, zip TEXT,
    phone TEXT, code TEXT, url TEXT, flag BOOLEAN)
"""


def make(file: Path, rows: int) -> None:
    """The mixed table as ``bench.quality.mixed`` has it, out of a seed."""
    with closing(sqlite3.connect(file)) as database:
        database.execute(_TABLE)
        places = ", ".join("?" * 20)
        database.executemany(f"INSERT INTO mixed VALUES ({places})", _rows(rows))  # noqa: S608 - ours
        database.commit()


def _rows(rows: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(42)
    for i in range(rows):
        digest = md5(str(i).encode(), usedforsecurity=False).hexdigest()
        day = f"{2015 + i % 10}-{1 + i * 7 % 12:02}-{1 + i * 11 % 28:02}"
        note = f"note {digest}{digest[::-1]}" if chance.random() < 0.9 else None
        yield (
            i, i * 7919 % 3000, chance.randrange(1_000_000), chance.randrange(800_000) / 100, chance.random() * 1000, i % 7,
            day, f"{day} {i % 24:02}:{i % 60:02}:{i * 7 % 60:02}", digest, f"user{i}@example{i % 50}.com",
            ("red", "green", "blue", "black", None)[i % 5], f"City {int(chance.random() ** 3 * 900)}",
            f"Name {chance.randrange(39_636)}", note, ("DE", "FR", "US", "GB")[chance.randrange(4)],
            f"{chance.randrange(99_999):05}", f"+49{chance.randrange(10**9)}",
            "" if i % 5 == 0 else f"x{int(chance.random() ** 2 * 20_000)}", f"https://example.org/{i // 10}", i % 2,
        )  # fmt: skip


def flat(file: Path) -> Trial:
    """NULLs, ends, means, squares, lengths and empty texts by SQLite in one statement."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        names = [str(row[1]) for row in database.execute("PRAGMA table_info(mixed)")]
        cells = ", ".join(f"count({name}), min({name}), max({name}), {_more(name)}" for name in names)
        began = time.perf_counter()
        database.execute(f"SELECT count(*), {cells} FROM mixed").fetchall()  # noqa: S608 - ours
        seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    return Trial(seconds=seconds, statements=1, peak_mb=used.ru_maxrss / 1024)


def _more(name: str) -> str:
    if name in _NUMBERS:
        return f"avg({name}), sum(1.0 * {name} * {name})"
    return f"min(length({name})), max(length({name})), sum({name} = '')"


async def exact(file: Path) -> Trial:
    """Our pass; memory is that of the reader process."""
    connection = SqliteConnection(path=str(file))
    limits = Limits(statement_timeout_seconds=3600, deadline_seconds=7200)
    async with (
        Readers(EgressPolicy(), None) as readers,
        readers.open(connection, Credential(), limits) as session,
    ):
        catalog = await get_dialect("sqlite").read_catalog(session, connection)
        began = time.perf_counter()
        measured = await measure_exactly(session, "sqlite", catalog.tables[0])
        seconds = time.perf_counter() - began
        peak = (session.peak_bytes or 0) / 2**20
    return Trial(seconds=seconds, statements=measured.statements, rows=measured.rows, peak_mb=peak)


def main() -> None:
    """Make the table and print how the two compare; with a name and a file, be one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--contender", nargs=2, metavar=("NAME", "FILE"))
    chosen = parser.parse_args()
    if chosen.contender:
        name, file = chosen.contender
        trial = flat(Path(file)) if name == "flat" else asyncio.run(exact(Path(file)))
        sys.stdout.write(json.dumps(asdict(trial)) + "\n")
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "mixed.db"
        make(made, chosen.rows)
        own = [sys.executable, "-m", "bench.quality.sqlite", "--contender"]
        trials = run_interleaved({name: [*own, name, str(made)] for name in ("flat", "exact")}, chosen.rounds)
    sys.stdout.writelines(f"{line}\n" for line in table(trials, against="flat"))


if __name__ == "__main__":
    main()
