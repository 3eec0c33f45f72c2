"""Environment variables and files that drivers would listen to have no effect on a reader."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.connection.config import Connection
from tests.support.server import free_port
from tests.support.strict_servers import StrictServer

WORKER = """
import asyncio, json, sys
from app.connection.config import Credential, parse_connection
from app.connection.egress import EgressPolicy
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.connection.session import Statement
from app.errors import SourceSenseError

async def main():
    fields, password, sql = json.loads(sys.stdin.read())
    async with Readers(EgressPolicy(allow_loopback=True), None) as readers:
        try:
            async with readers.open(parse_connection(fields), Credential(password), Limits()) as session:
                print(json.dumps((await session.fetch(Statement(sql=sql))).rows[0]))
        except SourceSenseError as error:
            print(json.dumps([error.code]))

asyncio.run(main())
"""
LOOK = {
    "postgresql": "SELECT current_user::text, current_database()::text, inet_server_port(), current_setting('work_mem'),"
    " (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), current_setting('application_name')",
    "mysql": "SELECT SUBSTRING_INDEX(CURRENT_USER(), '@', 1), DATABASE(), @@port",
}
STANDARD = {"postgresql": ["4MB", True, "sourcesense"], "mysql": []}


def hostile_home(home: Path, strict: StrictServer, elsewhere: int) -> dict[str, str]:
    """A home full of settings, and an environment that points at them."""
    server, stranger = strict.server, strict.authorities.stranger
    client = strict.authorities.strange_client("scanner")
    escaped = server.password.replace("\\", "\\\\").replace(":", "\\:")
    files = {
        ".pgpass": f"*:*:*:*:{escaped}\n",
        ".pg_service.conf": f"[rogue]\nhost=127.0.0.1\nport={elsewhere}\nuser=rogue\nsslmode=disable\n",
        ".my.cnf": f'[client]\nhost=127.0.0.1\nport={elsewhere}\nuser=rogue\npassword="{server.password}"\n',
        ".postgresql/root.crt": stranger,
        ".postgresql/postgresql.crt": client.certificate,
        ".postgresql/postgresql.key": client.key,
        "stranger.pem": stranger,
    }
    for name, text in files.items():
        file = home / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        file.chmod(0o600)
    return {
        **os.environ,
        "HOME": str(home),
        "PGHOST": "127.0.0.1",
        "PGHOSTADDR": "127.0.0.1",
        "PGPORT": str(elsewhere),
        "PGUSER": "rogue",
        "PGDATABASE": "postgres",
        "PGPASSWORD": server.password,
        "PGPASSFILE": str(home / ".pgpass"),
        "PGSERVICE": "rogue",
        "PGSERVICEFILE": str(home / ".pg_service.conf"),
        "PGSYSCONFDIR": str(home),
        "PGSSLMODE": "disable",
        "PGSSLROOTCERT": str(home / "stranger.pem"),
        "PGSSLCERT": str(home / ".postgresql/postgresql.crt"),
        "PGSSLKEY": str(home / ".postgresql/postgresql.key"),
        "PGREQUIREAUTH": "password",
        "PGOPTIONS": "-c work_mem=99MB",
        "PGAPPNAME": "rogue",
        "PGTARGETSESSIONATTRS": "standby",
        "PGCONNECT_TIMEOUT": "1",
        "MYSQL_PWD": server.password,
        "MYSQL_HOME": str(home),
        "SSL_CERT_FILE": str(home / "stranger.pem"),
        "SSL_CERT_DIR": str(home),
        "SSLKEYLOGFILE": str(home / "keys.log"),
        "LD_LIBRARY_PATH": str(home),
    }


@pytest.fixture
def surroundings(strict: StrictServer, tmp_path: Path) -> dict[str, str]:
    return hostile_home(tmp_path, strict, free_port())


async def test_they_change_nothing_about_a_session(
    strict: StrictServer, surroundings: dict[str, str], tmp_path: Path
):
    connection, sql = strict.connection(), LOOK[strict.dialect]
    seen = await _in_a_worker(connection, strict.server.password, sql, surroundings)
    assert seen == ["scanner", "shop", strict.server.port, *STANDARD[strict.dialect]]
    assert not (tmp_path / "keys.log").exists(), "the keys of the TLS session were written down"


@pytest.mark.parametrize("password", ["wrong", "", None])
async def test_they_give_no_password(
    strict: StrictServer, surroundings: dict[str, str], password: str | None
):
    seen = await _in_a_worker(strict.connection(), password, LOOK[strict.dialect], surroundings)
    assert seen == ["wrong_password"]


async def test_they_make_no_authority_trusted(strict: StrictServer, surroundings: dict[str, str]):
    strict.show(strict.authorities.server("unknown authority"))
    for authorities in (strict.authorities.trusted, None):
        connection = strict.connection(ca_certificates=authorities)
        seen = await _in_a_worker(connection, strict.server.password, LOOK[strict.dialect], surroundings)
        assert seen == ["certificate_untrusted"]


async def test_they_give_no_client_certificate(strict_postgresql: StrictServer, tmp_path: Path):
    strict = strict_postgresql
    surroundings = hostile_home(tmp_path, strict, free_port())
    good = strict.authorities.client("scanner")
    for name, text in (("postgresql.crt", good.certificate), ("postgresql.key", good.key)):
        (tmp_path / ".postgresql" / name).write_text(text)
    with strict.wanting_certificates():
        seen = await _in_a_worker(
            strict.connection(), strict.server.password, LOOK["postgresql"], surroundings
        )
    assert seen == ["client_certificate"]


async def _in_a_worker(
    connection: Connection, password: str | None, sql: str, environment: dict[str, str]
) -> list[Any]:
    """What a process with this environment reads, or the code of its failure."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    answer, _ = await process.communicate(json.dumps([connection.fields(), password, sql]).encode())
    return json.loads(answer)
