"""The suite can run on a server of somebody's own, and leaves nothing there."""

from typing import Any

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.connection.session import Statement
from tests.support.dialects import dialects_that
from tests.support.mssql_server import sql_server
from tests.support.own_mssql import mssql_of
from tests.support.real_server import server_of
from tests.support.scratch import Scratch, mssql_scratch
from tests.support.server import Server
from tests.support.tds_server import Answer
from tests.support.tds_wire import Result

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


class Obliging(dict[str, Answer]):
    """Answers of a server that does whatever its administrator says."""

    def get(self, sql: str, default: Any = None) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride] - of one type
        words = {"CREATE", "DROP", "ALTER", "GRANT"}
        return Result([], []) if sql.split(maxsplit=1)[0] in words else super().get(sql, default)


class Everything(frozenset[str]):
    """The databases of a server that has every one."""

    def __contains__(self, name: object) -> bool:
        return True


def test_on_a_sql_server_a_login_and_a_database_are_made_and_dropped_again():
    with sql_server(answers=Obliging(), user="sa", password="chief-pw", databases=Everything()) as speaker:  # noqa: S106 - a test's own
        url = f"mssql://sa:chief-pw@127.0.0.1:{speaker.port}/master?Encrypt=no"
        with mssql_of(url) as server, mssql_scratch(server) as scratch:
            scratch.execute("CREATE TABLE t (c int)")
    words = [" ".join(sql.split()[:2]) for sql in speaker.asked]
    assert words == [
        "CREATE LOGIN", "CREATE DATABASE", "CREATE USER", "GRANT SELECT,", "CREATE TABLE",
        "ALTER DATABASE", "DROP DATABASE", "DROP LOGIN",
    ]  # fmt: skip
    assert speaker.unknown == []
