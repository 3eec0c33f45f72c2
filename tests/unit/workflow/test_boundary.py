"""Nothing of a failure but its constant text and its code leaves a task."""

import asyncio
from dataclasses import replace

import pytest
from application_sdk.execution.errors import ApplicationError
from temporalio.testing import ActivityEnvironment

from app.errors import (
    SourceLostError,
    SourceSenseError,
    StoreUnavailableError,
    UnexpectedError,
    WrongPasswordError,
)
from app.results.store import checked_key
from app.workflow.attempts import ATTEMPTS
from app.workflow.boundary import boundary
from tests.support.runs import a_run

PLANTED = "planted 4929-1234"
RUN_ID = a_run("run_0000000001").id


class DriverError(Exception):
    """What a driver raises: its text holds data."""


def with_a_driver_below(error: SourceSenseError) -> SourceSenseError:
    """The failure as it comes out of code that forgot ``from None``."""
    error.__cause__ = error.__context__ = DriverError(PLANTED)
    return error


FAILURES = {
    "a driver's error": DriverError(PLANTED),
    "an error of ours with evidence": WrongPasswordError(user=PLANTED, product=PLANTED),
    "an error of ours with a driver's below": with_a_driver_below(SourceLostError(sqlstate=PLANTED)),
    "a group": ExceptionGroup(PLANTED, [DriverError(PLANTED)]),
    "a key error": KeyError(PLANTED),
}


async def failed_with(
    error: BaseException,
    *,
    attempt: int = 1,
    once: bool = False,
    reports: list[SourceSenseError] | None = None,
) -> ApplicationError:
    """What leaves a task whose body raised the error."""

    async def report(failure: SourceSenseError) -> None:
        if reports is not None:
            reports.append(failure)

    async def body() -> None:
        async with boundary(RUN_ID, on_last_attempt=report, once=once):
            raise error

    environment = ActivityEnvironment()
    environment.info = replace(environment.info, attempt=attempt)
    with pytest.raises(ApplicationError) as raised:
        await environment.run(body)
    return raised.value


def everything_in(error: BaseException | None) -> str:
    """Every text of the error and of all errors it hangs on to."""
    if error is None:
        return ""
    return (
        f"{error!r} {error.args} {vars(error)}"
        + everything_in(error.__cause__)
        + everything_in(error.__context__)
    )


@pytest.mark.parametrize("what", FAILURES)
async def test_nothing_of_the_failure_leaves_but_title_and_code(what: str) -> None:
    told = await failed_with(FAILURES[what])

    assert PLANTED not in everything_in(told)
    assert told.__cause__ is None
    assert told.__context__ is None


async def test_the_code_is_the_type_and_the_title_the_message() -> None:
    told = await failed_with(WrongPasswordError(user="reader"))

    assert (told.type, told.message) == ("wrong_password", WrongPasswordError.title)


async def test_an_unforeseen_failure_is_reported_by_its_class_and_our_nearest_line_only() -> None:
    reports: list[SourceSenseError] = []

    async def report(failure: SourceSenseError) -> None:
        reports.append(failure)

    async def body() -> None:
        async with boundary(RUN_ID, on_last_attempt=report, once=True):
            checked_key(f"{PLANTED} is no key")

    with pytest.raises(ApplicationError, match=UnexpectedError.title):
        await ActivityEnvironment().run(body)
    assert set(reports[0].evidence) == {"kind", "where"}
    assert reports[0].evidence["kind"] == "ValueError"
    assert str(reports[0].evidence["where"]).startswith("app/results/store.py:")


async def test_what_the_boundary_of_an_inner_task_said_passes_through() -> None:
    said = ApplicationError("constant", type="run_deadline", non_retryable=True)

    assert await failed_with(said) is said


async def test_a_cancel_passes_through() -> None:
    async def body() -> None:
        async with boundary(RUN_ID):
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await ActivityEnvironment().run(body)


async def test_a_body_that_ends_well_reports_nothing() -> None:
    reports: list[SourceSenseError] = []

    async def report(failure: SourceSenseError) -> None:
        reports.append(failure)

    async def body() -> str:
        async with boundary(RUN_ID, on_last_attempt=report):
            return "done"

    assert await ActivityEnvironment().run(body) == "done"
    assert reports == []


@pytest.mark.parametrize(
    ("error", "attempts"),
    [
        (WrongPasswordError(), 1),
        (SourceLostError(), ATTEMPTS[SourceLostError.category].at_most),
        (StoreUnavailableError(), ATTEMPTS[StoreUnavailableError.category].at_most),
        (DriverError(PLANTED), 2),
    ],
)
async def test_retrying_ends_where_the_table_says_so_and_the_failure_is_reported_then_once(
    error: Exception, attempts: int
) -> None:
    reports: list[SourceSenseError] = []

    told = [await failed_with(error, attempt=attempt, reports=reports) for attempt in range(1, attempts + 1)]

    assert [each.non_retryable for each in told] == [False] * (attempts - 1) + [True]
    assert all(each.next_retry_delay for each in told[:-1])
    assert told[-1].next_retry_delay is None
    assert len(reports) == 1


async def test_what_may_be_done_once_is_never_tried_again() -> None:
    reports: list[SourceSenseError] = []

    told = await failed_with(SourceLostError(), once=True, reports=reports)

    assert told.non_retryable
    assert len(reports) == 1


async def test_a_report_that_cannot_be_stored_does_not_hide_the_failure() -> None:
    async def unable(_: SourceSenseError) -> None:
        raise StoreUnavailableError

    async def body() -> None:
        async with boundary(RUN_ID, on_last_attempt=unable):
            raise WrongPasswordError

    with pytest.raises(ApplicationError) as raised:
        await ActivityEnvironment().run(body)
    assert raised.value.type == "wrong_password"
