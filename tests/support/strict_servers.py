"""Servers with certificates that a test may change while they run: whom they let in, and how they show themselves."""

import contextlib
import re
import shutil
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pymysql
import pytest

from app.connection.config import Connection
from tests.support.certificates import Authorities, Pair
from tests.support.databases import debian_postgresql, require_mariadb
from tests.support.mysql_servers import add_mysql_scanner, run_mariadb
from tests.support.postgresql_server import add_postgresql_scanner, owner, run_postgresql
from tests.support.server import SCANNER, Server, home_folder

_TLS_MODES_ACCESS = "host all all 127.0.0.1/32 scram-sha-256"
_ATTEMPTS = {
    "postgresql": re.compile(r"\[(\d+)\] (?:FATAL: |LOG:  connection authorized)"),
    "mysql": re.compile(r"(\d+) Connect\t"),
}
"""The process or thread of a sign-in, good or bad, in the server's log."""


@dataclass(frozen=True, kw_only=True)
class StrictServer:
    """A server with TLS, one database ``shop`` with the table ``t``, and the scanning role."""

    server: Server
    authorities: Authorities

    @property
    def dialect(self) -> str:
        return self.server.dialect

    def connection(self, database: str = "shop", **changes: object) -> Connection:
        """Verified as it should be, unless the changes say otherwise."""
        usual = {"tls": "verify-host", "ca_certificates": self.authorities.trusted}
        return self.server.connection(database, **{**usual, **changes})

    def show(self, pair: Pair) -> None:
        """From now on the server has this certificate."""
        _write(self.server.home, pair)
        if self.dialect == "postgresql":
            self.server.execute("postgres", "SELECT pg_reload_conf(); SELECT pg_sleep(0.2)")
        else:
            self.server.execute("", "FLUSH SSL")

    def admin(self, sql: str) -> list[list[str]]:
        """SQL of the administrator, in the maintenance database."""
        return self.server.execute("postgres" if self.dialect == "postgresql" else "", sql)

    @contextlib.contextmanager
    def access(self, *lines: str) -> Generator[None]:
        """PostgreSQL lets hosts in by these lines of ``pg_hba.conf`` only."""
        file = self.server.home / "data" / "pg_hba.conf"
        before = file.read_text()
        self._let_in("\n".join(("local all all trust", *lines, "")))
        try:
            yield
        finally:
            self._let_in(before)

    @contextlib.contextmanager
    def wanting_certificates(self) -> Generator[None]:
        """The scanning role needs a client certificate beside its password."""
        if self.dialect == "postgresql":
            with self.access("hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-full"):
                yield
            return
        self.admin(f"ALTER USER {SCANNER}@'%' REQUIRE X509")
        try:
            yield
        finally:
            self.admin(f"ALTER USER {SCANNER}@'%' REQUIRE NONE")

    @contextlib.contextmanager
    def session(self, user: str) -> Generator[None]:
        """A session of this MariaDB user, open meanwhile."""
        with contextlib.closing(
            pymysql.connect(
                host=self.server.host, port=self.server.port, user=user, password=self.server.password
            )
        ):
            yield

    def attempts(self) -> int:
        """Sign-ins that the server's own log has so far, good and bad ones."""
        mysql = self.dialect == "mysql"
        file = self.server.home / "general" if mysql else self.server.log
        found = _ATTEMPTS[self.dialect].findall(file.read_text(errors="replace"))
        return len(set(found))

    def _let_in(self, lines: str) -> None:
        (self.server.home / "data" / "pg_hba.conf").write_text(lines)
        self.server.execute("postgres", "SELECT pg_reload_conf(); SELECT pg_sleep(0.2)")


@pytest.fixture(scope="session")
def authorities() -> Authorities:
    return Authorities()


@pytest.fixture(scope="session")
def strict_postgresql(authorities: Authorities) -> Iterator[StrictServer]:
    """PostgreSQL 15 with TLS."""
    with home_folder("sourcesense-tls-") as home:
        _write(home, authorities.server("good"), authorities.trusted)
        options = " ".join(
            f"-c {name}={value}"
            for name, value in (
                ("ssl", "on"),
                ("ssl_cert_file", home / "server.pem"),
                ("ssl_key_file", home / "server.key"),
                ("ssl_ca_file", home / "ca.pem"),
            )
        )
        running = run_postgresql(
            home,
            name="postgresql 15",
            binaries=debian_postgresql(),
            options=options,
            access=_TLS_MODES_ACCESS,
        )
        with running as server:
            server.execute("postgres", "CREATE DATABASE shop")
            server.execute("shop", "CREATE TABLE t (c int); INSERT INTO t VALUES (1)")
            add_postgresql_scanner(server)
            yield StrictServer(server=server, authorities=authorities)


@pytest.fixture(scope="session")
def strict_mariadb(authorities: Authorities) -> Iterator[StrictServer]:
    """MariaDB with TLS."""
    require_mariadb()
    with home_folder("sourcesense-tls-") as home:
        _write(home, authorities.server("good"), authorities.trusted)
        options = (
            f"--ssl-cert={home / 'server.pem'}",
            f"--ssl-key={home / 'server.key'}",
            f"--ssl-ca={home / 'ca.pem'}",
        )
        with run_mariadb(home, options=options) as server:
            server.execute(
                "", "CREATE DATABASE shop; CREATE TABLE shop.t (c int); INSERT INTO shop.t VALUES (1)"
            )
            # Accounts that the installation makes for this machine's addresses: a host that is not listed would be.
            server.execute("mysql", "DELETE FROM global_priv WHERE Host <> 'localhost'; FLUSH PRIVILEGES")
            add_mysql_scanner(server)
            yield StrictServer(server=server, authorities=authorities)


@pytest.fixture(params=["postgresql", "mariadb"])
def strict(request: pytest.FixtureRequest) -> Iterator[StrictServer]:
    """Each of them, with its good certificate again after the test."""
    made: StrictServer = request.getfixturevalue(f"strict_{request.param}")
    yield made
    made.show(made.authorities.server("good"))


def _write(home: Path, pair: Pair, authority: str | None = None) -> None:
    files = {"server.pem": pair.certificate, "server.key": pair.key}
    if authority is not None:
        files["ca.pem"] = authority
    for name, text in files.items():
        file = home / name
        file.write_text(text)
        file.chmod(0o600)
        if owner() == "postgres":
            shutil.chown(file, owner())
