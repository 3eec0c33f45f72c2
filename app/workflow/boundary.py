"""The error boundary every task body runs inside.

Temporal writes a failure's message and its whole cause chain into history, and drivers put row data, hosts and
SQL into their messages. So nothing leaves a task but ``ApplicationError`` with the constant title of an error of
ours, its code as the type, and neither cause nor context.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from application_sdk.execution.errors import ApplicationError
from temporalio import activity

from app.errors import SourceSenseError, UnexpectedError
from app.observability.logging import get_log
from app.workflow.attempts import ATTEMPTS, ONCE

_log = get_log(__name__)

_OURS = Path(__file__).parents[1]

Report = Callable[[SourceSenseError], Awaitable[None]]


@asynccontextmanager
async def boundary(
    run_id: str, *, on_last_attempt: Report | None = None, once: bool = False
) -> AsyncGenerator[None]:
    """Turn whatever the body raises into what may stand in history.

    Args:
        run_id: for the log line.
        on_last_attempt: told the failure, evidence and all, when it will not be tried again; used to put the
            explanation where a person who may see the source finds it.
        once: never try again, whatever the category says.

    Raises:
        ApplicationError: constant text, the code as type, retry decided by the table of attempts.
    """
    try:
        yield
    except ApplicationError:
        raise
    except SourceSenseError as error:
        failure = error
    except Exception as error:  # noqa: BLE001 - the boundary: nothing unforeseen may carry its text out
        failure = UnexpectedError(kind=type(error).__name__, where=_innermost_place(error))
    else:
        return
    attempts = ONCE if once else ATTEMPTS[failure.category]
    delay = attempts.delay_after(activity.info().attempt)
    _log.warning(
        "task failed",
        run_id=run_id,
        code=failure.code,
        attempt=activity.info().attempt,
        last=delay is None,
        where=str(failure.evidence.get("where", "")),
        kind=str(failure.evidence.get("kind", "")),
    )
    if delay is None and on_last_attempt is not None:
        with suppress(SourceSenseError):  # where the store is what failed, the code in history has to do
            await on_last_attempt(failure)
    told = ApplicationError(
        failure.title, type=failure.code, non_retryable=delay is None, next_retry_delay=delay
    )
    try:
        raise told from None
    finally:
        # ``from None`` only hides the failure from tracebacks: Python hangs it here all the same.
        told.__context__ = None


def _innermost_place(error: BaseException) -> str:
    """File and line of our own code nearest to the failure; the message itself may hold data."""
    place = ""
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(_OURS):
            place = f"app/{file.relative_to(_OURS)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
