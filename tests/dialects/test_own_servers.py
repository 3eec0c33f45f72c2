"""The suite can run on a server of somebody's own, and leaves nothing there."""

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.connection.session import Statement
from tests.support.dialects import dialects_that
from tests.support.real_server import server_of
from tests.support.scratch import Scratch
from tests.support.server import Server

ROLES = {"postgresql": "SELECT rolname FROM pg_roles", "mysql": "SELECT user FROM mysql.user"}


@pytest.fixture
def administrator(scratch: Scratch):
    """An administrator of the server who signs in as from another machine, as the URL to give to the suite."""
    server = scratch.server
    assert server is not None
    if server.dialect == "postgresql":
        server.execute("postgres", "CREATE ROLE chief SUPERUSER LOGIN PASSWORD 'chief-pw'")
        yield f"postgresql://chief:chief-pw@127.0.0.1:{server.port}/postgres?sslmode=disable"
        server.execute("postgres", "DROP ROLE chief")
    else:
        server.execute("", "CREATE USER chief@'%' IDENTIFIED BY 'chief-pw'")
        server.execute("", "GRANT ALL ON *.* TO chief@'%' WITH GRANT OPTION")
        yield f"mysql://chief:chief-pw@127.0.0.1:{server.port}/?ssl-mode=disabled"
        server.execute("", "DROP USER chief@'%'")


@dialects_that("its own process")
async def test_a_server_is_used_by_its_administrators_url_and_left_as_it_was(
    scratch: Scratch, administrator: str, readers: Readers
):
    before = _roles(scratch.server)
    with server_of(administrator, "own") as server:
        assert len(_roles(scratch.server)) == len(before) + 1
        scratch.execute("CREATE TABLE t (c int); INSERT INTO t VALUES (7)")
        server.execute(*_grant(scratch, server.user))
        assert server.execute(str(scratch.connection.fields()["database"]), "SELECT c FROM t") == [["7"]]
        connection = server.connection(str(scratch.connection.fields()["database"]))
        async with readers.open(connection, server.credential, Limits()) as session:
            table = f"{scratch.quote(scratch.schema)}.t"
            assert (await session.fetch(Statement(sql=f"SELECT c FROM {table}"))).rows == ((7,),)  # noqa: S608 - a test's own SQL
    assert _roles(scratch.server) == before


def _grant(scratch: Scratch, user: str) -> tuple[str, str]:
    if scratch.dialect == "postgresql":
        return "postgres", f"GRANT pg_read_all_data TO {user}"
    return "", f"GRANT SELECT ON {scratch.schema}.* TO {user}@'%'"


def _roles(server: Server | None) -> list[list[str]]:
    assert server is not None
    return sorted(server.execute("postgres" if server.dialect == "postgresql" else "", ROLES[server.dialect]))
