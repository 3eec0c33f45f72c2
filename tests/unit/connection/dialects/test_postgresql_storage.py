"""Sizes and definitions while others alter what is read: what comes between once costs nothing."""

import pytest

from app.connection.dialects.postgresql_catalog import storage
from app.connection.session import Rows, Statement
from app.errors import SourceSenseError, StatementTimeoutError, TableGoneError, TableLockedError

SIZE = (1, 8192, None)
DEFINITION = (2, None, "SELECT 1;")


class Interrupted:
    """A session whose statements fail as told, one after the other, before they answer."""

    def __init__(self, *failures: SourceSenseError | None) -> None:
        self.asked: list[Statement] = []
        self._failures = list(failures)

    async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:
        """Everything for a table and a view, cut to what is asked for."""
        del timeout_seconds
        self.asked.append(statement)
        failure = self._failures.pop(0) if self._failures else None
        if failure:
            raise failure
        sized = (SIZE,) if "pg_relation_size" in statement.sql else ()
        defined = (DEFINITION,) if "pg_get_viewdef" in statement.sql else ()
        return Rows(names=("oid", "size", "definition"), rows=(*sized, *defined))


async def read(session: Interrupted) -> storage.Storage:
    return await storage.read(session)  # pyright: ignore[reportArgumentType] - storage only fetches


def gone() -> SourceSenseError:
    return TableGoneError(object="a view")


def locked() -> SourceSenseError:
    return TableLockedError(object="a table")


@pytest.mark.parametrize(
    "failures",
    [
        (),
        (gone(),),
        (locked(),),
        (locked(), gone(), gone()),
        (gone(), None, locked(), gone(), locked()),
    ],
)
async def test_what_comes_between_now_and_then_costs_nothing(failures: tuple[SourceSenseError | None, ...]):
    found = await read(Interrupted(*failures))
    assert (found.sizes, found.definitions) == ({1: 8192}, {2: "SELECT 1;"})


async def test_views_that_cannot_be_read_at_all_do_not_cost_the_sizes():
    session = Interrupted(locked(), None, *(gone() for _ in range(50)))
    found = await read(session)
    assert (found.sizes, found.definitions) == ({1: 8192}, {})
    assert len(session.asked) == 7


async def test_a_statement_out_of_time_is_not_asked_again():
    session = Interrupted(locked(), None, StatementTimeoutError(object="views", seconds=30))
    found = await read(session)
    assert found.definitions == {}
    assert len(session.asked) == 3
