"""Profiling side by side on PostgreSQL: ``python -m bench.quality --rows 1000000 --rounds 3``."""

import argparse
import json
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bench.interleaved import run_interleaved, table
from bench.quality.accuracy import accuracy
from bench.quality.contenders import CONTENDERS, Target
from bench.quality.mixed import statements
from tests.support.postgresql_server import DEBIAN_BINARIES, add_postgresql_scanner, run_postgresql
from tests.support.server import home_folder

_USUAL = ("copy_null", "count", "flat", "exact", "default")


@contextmanager
def postgresql(sizes: list[int]) -> Generator[list[Target]]:
    """PostgreSQL 15 of our own with a table of each size."""
    options = "-c shared_buffers=1GB -c max_wal_size=8GB -c log_statement=none"
    with (
        home_folder("sourcesense-bench-") as home,
        run_postgresql(home, name="postgresql 15", binaries=DEBIAN_BINARIES, options=options) as server,
    ):
        server.execute("postgres", "CREATE DATABASE bench")
        add_postgresql_scanner(server)
        for rows in sizes:
            for statement in statements(f"mixed_{rows}", rows):
                server.execute("bench", statement)
        fields = {
            name: value for name, value in server.connection("bench").fields().items() if value is not None
        }
        yield [
            {
                "connection": fields, "password": server.password, "table": f"mixed_{rows}",
                "socket": [str(server.home), server.port], "process": server.process,
            }
            for rows in sizes
        ]  # fmt: skip


def main() -> None:
    """Make the tables, let the contenders run in turns on each, print what they took and how exact they were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--contenders", nargs="+", choices=sorted(CONTENDERS), default=list(_USUAL))
    parser.add_argument(
        "--accuracy", action="store_true", help="counts of different values against the server's"
    )
    chosen = parser.parse_args()
    with postgresql(chosen.rows) as targets, tempfile.TemporaryDirectory() as folder:
        for rows, target in zip(chosen.rows, targets, strict=True):
            file = Path(folder) / "target.json"
            file.write_text(json.dumps(target), encoding="utf-8")
            commands = {
                name: [sys.executable, "-m", "bench.quality.contenders", name, str(file)]
                for name in chosen.contenders
            }
            trials = run_interleaved(commands, chosen.rounds)
            lines = [f"{rows:,} rows x 20 columns", "", *table(trials, against=chosen.contenders[0])]
            lines += ["", *accuracy(target)] if chosen.accuracy else []
            sys.stdout.writelines(f"{line}\n" for line in [*lines, ""])
            sys.stdout.flush()


if __name__ == "__main__":
    main()
