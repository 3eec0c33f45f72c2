"""Everything exact of a MariaDB table beside one flat aggregate statement: ``python -m bench.quality.mariadb --rows 1000000``."""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.interleaved import run_interleaved, table
from bench.quality.server import Target
from tests.support.mysql_servers import add_mysql_scanner, run_mariadb
from tests.support.server import Server, home_folder

_OPTIONS: Final = ("--innodb-buffer-pool-size=1G", "--skip-general-log", "--skip-log-bin")
_TABLE: Final = """
CREATE TABLE mixed (id BIGINT PRIMARY KEY, product INT, visitor INT, price DECIMAL(12,2), score DOUBLE, stars SMALLINT, day DATE,
    moment DATETIME, hash VARCHAR(32), email VARCHAR(60), colour VARCHAR(10), city VARCHAR(30), name VARCHAR(30), note VARCHAR(80),
    country CHAR(2), zip CHAR(5), phone VARCHAR(20), code VARCHAR(20), url VARCHAR(60), flag BOOLEAN) CHARACTER SET utf8mb4
"""
_ROWS: Final = """
INSERT INTO mixed SELECT seq, seq * 7919 % 3000, RAND(1) * 1000000, EXP(RAND(2) * 9), RAND(3) * 1000, seq % 7,
    DATE_ADD('2015-01-01', INTERVAL FLOOR(RAND(4) * 3650) DAY),
    TIMESTAMPADD(SECOND, FLOOR(RAND(5) * 315360000), '2015-01-01 00:00:00'), MD5(seq),
    CONCAT('user', seq, '@example', seq % 50, '.com'), ELT(1 + seq % 5, 'red', 'green', 'blue', 'black', NULL),
    CONCAT('City ', FLOOR(POW(RAND(6), 3) * 900)), CONCAT('Name ', FLOOR(RAND(7) * 39636)),
    IF(RAND(8) < 0.9, CONCAT('note ', MD5(seq + 1), MD5(seq + 2)), NULL), ELT(1 + FLOOR(RAND(9) * 4), 'DE', 'FR', 'US', 'GB'),
    LPAD(FLOOR(RAND(10) * 99999), 5, '0'), CONCAT('+49', FLOOR(RAND(11) * 1e9)),
    IF(RAND(12) < 0.2, '', IF(RAND(13) < 0.1, 'n/a', CONCAT('x', FLOOR(POW(RAND(14), 2) * 20000)))),
    CONCAT('https://example.org/', seq DIV 10), RAND(15) < 0.5 FROM seq_1_to_{rows}
"""  # as ``bench.quality.mixed`` has it


def make(server: Server, rows: int) -> Target:
    """The table, out of seeds, and how the contenders reach it."""
    server.execute("", "CREATE DATABASE bench")
    add_mysql_scanner(server)
    server.execute("bench", f"{_TABLE}; {_ROWS.format(rows=rows)}; ANALYZE TABLE mixed")
    fields = {name: value for name, value in server.connection("bench").fields().items() if value is not None}
    return {
        "connection": fields,
        "password": server.password,
        "table": "mixed",
        "process": server.process,
    }


def main() -> None:
    """Make the table, let the contenders run in turns, print what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with (
        home_folder("sourcesense-bench-") as home,
        run_mariadb(home, options=_OPTIONS) as server,
        tempfile.TemporaryDirectory() as folder,
    ):
        file = Path(folder) / "target.json"
        file.write_text(json.dumps(make(server, chosen.rows)), encoding="utf-8")
        own = [sys.executable, "-m", "bench.quality.contenders"]
        commands = {name: [*own, name, str(file)] for name in ("flat", "exact")}
        trials = run_interleaved(commands, chosen.rounds)
    sys.stdout.writelines(f"{line}\n" for line in table(trials, against="flat"))


if __name__ == "__main__":
    main()
