"""A database server as tests see it, and what starting a private one takes."""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.connection.config import Connection, Credential, parse_connection

SCANNER = "scanner"
_PATIENCE_SECONDS = 30


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running database server and how to reach it.

    ``execute`` runs SQL as its administrator, in a database, and gives the rows as tab-separated lines.

    Attributes:
        name: as in ``tests.support.dialects.CAPABILITIES``.
        user: the scanning role; ``password`` is its password.
        log: its own log; ``None`` where it cannot be read.
        process: number of its process; ``None`` where it is not ours.
        home: folder of a private server, with its socket.
    """

    name: str
    dialect: str
    port: int
    password: str
    run: Callable[[str, str], str] = field(repr=False)
    log: Path = Path(os.devnull)
    process: int | None = None
    home: Path = Path(os.devnull)
    host: str = "127.0.0.1"
    user: str = SCANNER
    tls: str = "off"

    def execute(self, database: str, sql: str) -> list[list[str]]:
        return [line.split("\t") for line in self.run(database, sql).splitlines()]

    def connection(self, database: str, **changes: object) -> Connection:
        """A connection of the scanning role; private servers are on loopback, so without TLS."""
        fields: Mapping[str, object] = {
            "dialect": self.dialect,
            "host": self.host,
            "port": self.port,
            "database": database,
            "user": self.user,
            "tls": self.tls,
        }
        return parse_connection({**fields, **changes})

    @property
    def pid(self) -> int:
        """Its process; only a server of our own has one."""
        assert self.process is not None
        return self.process

    @property
    def credential(self) -> Credential:
        return Credential(self.password)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def home_folder(prefix: str) -> Generator[Path]:
    """A short path directly below /tmp: the server's own user enters it, and socket paths are limited."""
    home = Path("/tmp") / f"{prefix}{secrets.token_hex(4)}"  # noqa: S108 - private by its name and mode
    home.mkdir(mode=0o755)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def until(ready: Callable[[], bool]) -> None:
    """Wait until a server is ready."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not ready():
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.1)


def checked(command: list[str], environment: Mapping[str, str] | None = None) -> None:
    """Run it; an error with its name if it fails."""
    done = subprocess.run(  # noqa: S603 - our own command line
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        cwd="/",
        env={**os.environ, **(environment or {})},
    )
    assert done.returncode == 0, f"{command[0]} ended with {done.returncode}"


def client(command: list[str], sql: str) -> str:
    """What a server's own client prints for the SQL."""
    done = subprocess.run(  # noqa: S603 - our own command line
        command, input=sql.encode(), capture_output=True, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return done.stdout.decode()


def odd_password() -> str:
    """A password with the characters that break careless quoting."""
    return f'p%40:/;{{}}"{secrets.token_hex(8)}'


def literal(text: str) -> str:
    """The inside of a string literal that every server here reads as the text."""
    return text.replace("\\", "\\\\").replace("'", "''")
