import asyncio

import pytest

from app.connection.ahead import fetched_ahead
from app.connection.session import Rows, Statement
from app.errors import SourceLostError, TableLockedError
from tests.support.no_inspector import NoInspector


class OneAtATime(NoInspector):
    """A session that answers with the statement's text, one statement at a time, and fails at ``bad``."""

    product = version = ""
    statements = rows_read = 0

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.asked: list[str] = []
        self.cut_off: list[str] = []
        self.locked: list[str] = []

    async def fetch(self, statement: Statement, *, timeout_seconds: float | None = None) -> Rows:  # noqa: ARG002 - the port's
        async with self.turn:
            self.asked.append(statement.sql)
            try:
                await asyncio.sleep(0)
            except asyncio.CancelledError:
                self.cut_off.append(statement.sql)
                raise
            if statement.sql == "bad":
                raise SourceLostError(sqlstate="08006")
            if statement.sql in self.locked:
                self.locked.remove(statement.sql)
                raise TableLockedError(object="t")
            return Rows(("a",), ((statement.sql,),))


async def test_answers_come_in_the_order_of_the_statements():
    session = OneAtATime()
    async with fetched_ahead(session, [Statement(sql="one"), Statement(sql="two")]) as answers:
        assert [answer.rows async for answer in answers] == [(("one",),), (("two",),)]


async def test_the_next_statement_runs_while_the_last_answer_is_worked_on():
    session = OneAtATime()
    async with fetched_ahead(session, [Statement(sql="one"), Statement(sql="two")]) as answers:
        await anext(answers)
        assert session.asked == ["one", "two"]
        await anext(answers)


async def test_a_failure_arrives_at_its_turn_and_nothing_is_asked_after_it():
    session = OneAtATime()
    with pytest.raises(SourceLostError):
        await all_of(session, "one", "bad", "three", "four")
    assert "four" not in session.asked
    assert session.cut_off in ([], ["three"])
    assert not session.turn.locked()


async def test_a_lock_is_met_twice_before_it_counts():
    session = OneAtATime()
    session.locked = ["one"]
    assert [answer.rows for answer in await all_of(session, "one", "two")] == [(("one",),), (("two",),)]
    session.locked = ["one", "one"]
    with pytest.raises(TableLockedError):
        await all_of(session, "one", "two")


async def all_of(session: OneAtATime, *texts: str) -> list[Rows]:
    async with fetched_ahead(session, [Statement(sql=text) for text in texts]) as answers:
        return [answer async for answer in answers]
