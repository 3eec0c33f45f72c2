"""Private MariaDB and MySQL servers, both asked through MariaDB's client."""

import contextlib
import os
import subprocess
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

from tests.support.server import SCANNER, Server, checked, client, free_port, literal, odd_password, until

_CLIENT = ("mariadb", "--no-defaults", "-N", "-B", "-u", "root", "--default-character-set=utf8mb4")


@contextlib.contextmanager
def run_mariadb(home: Path, *, options: tuple[str, ...] = ()) -> Generator[Server]:
    """Debian's MariaDB in the folder."""
    install = (
        "mariadb-install-db", "--no-defaults", "--user=root", "--auth-root-authentication-method=normal",
        "--skip-test-db", f"--datadir={home / 'data'}",
    )  # fmt: skip
    checked([*install])
    command = ["mariadbd", *_options(home), "--log-warnings=2", *options]
    with _running(home, "mariadb", command, {}) as server:
        yield server


@contextlib.contextmanager
def run_mysql(home: Path, base: Path, *, options: tuple[str, ...] = ()) -> Generator[Server]:
    """Oracle's MySQL of the distribution in ``base``; see ``tests.support.mysql_download``."""
    environment = {"LD_LIBRARY_PATH": str(base / "lib")}
    where = [f"--basedir={base}", f"--lc-messages-dir={base / 'share'}"]
    binary = str(base / "bin" / "mysqld")
    prepare = ["--no-defaults", "--initialize-insecure", "--user=root", "--innodb-log-file-size=8M"]
    checked([binary, *prepare, *where, f"--datadir={home / 'data'}"], environment)
    command = [binary, *_options(home), *where, "--mysqlx=OFF", "--log-error-verbosity=3", *options]
    with _running(home, "mysql 8.0.15", command, environment) as server:
        yield server


def add_mysql_scanner(server: Server) -> None:
    """The user that tests read with."""
    server.execute("", f"CREATE USER {SCANNER}@'%' IDENTIFIED BY '{literal(server.password)}'")
    server.execute("", f"GRANT SELECT, SHOW VIEW ON *.* TO {SCANNER}@'%'")


def _options(home: Path) -> list[str]:
    return [
        "--no-defaults", "--user=root", f"--datadir={home / 'data'}", "--bind-address=127.0.0.1",
        f"--tmpdir={home}", f"--socket={home / 's.sock'}", f"--pid-file={home / 'p.pid'}", f"--log-error={home / 'log.err'}",
        "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0",
        f"--general-log-file={home / 'general'}", "--general-log=1",
    ]  # fmt: skip


@contextlib.contextmanager
def _running(home: Path, name: str, command: list[str], environment: Mapping[str, str]) -> Generator[Server]:
    port = free_port()
    process = subprocess.Popen(  # noqa: S603 - our own command line
        [*command, f"--port={port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )

    def run(database: str, sql: str) -> str:
        return client([*_CLIENT, "-S", str(home / "s.sock"), *([database] if database else [])], sql)

    try:
        until(lambda: _answers(run))
        yield Server(
            name=name,
            dialect="mysql",
            port=port,
            password=odd_password(),
            run=run,
            log=home / "log.err",
            process=process.pid,
            home=home,
        )
    finally:
        process.kill()
        process.wait()


def _answers(run: Callable[[str, str], str]) -> bool:
    try:
        return run("", "SELECT 1").strip() == "1"
    except AssertionError:
        return False
