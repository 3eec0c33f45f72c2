"""One gRPC client to daprd, opened when first needed, dropped when daprd is gone.

``dapr.aio`` has four habits that this file keeps from its users:

* Its constructor waits for daprd with blocking sleeps, up to ``DAPR_HEALTH_TIMEOUT`` (60 s). So daprd is asked
  for its health first, asynchronously; the constructor then finds it answering.
* A gRPC channel belongs to the event loop it was made on, and backs off for minutes while daprd is down. So the
  client is made on the running loop and thrown away at the first sign of absence.
* Closing a channel cancels the calls still under way on it, which would look like the cancel of a task.
* Its errors carry the text of the store. So they end here, as errors of ``app.errors``.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from app.errors import StoreUnavailableError

if TYPE_CHECKING:
    from dapr.aio.clients import DaprClient

CALL_SECONDS = 5.0

PARALLEL_CALLS = 8
"""Under way at once from one process. daprd lets any number at its SQLite file: with 200 writers some wait for the
lock until they fail, and all are slower than eight at a time (measured 2026-11-24: 2.6 ms a write, 11 ms with 200)."""

T = TypeVar("T")


class RefusedCallError(Exception):
    """daprd answered with an error. ``status`` is gRPC's name for it, ``text`` stays within ``app.results``."""

    def __init__(self, status: str, text: str) -> None:
        super().__init__(status)
        self.status = status
        self.text = text


class DaprSidecar:
    """The daprd that ``DAPR_GRPC_PORT`` and ``DAPR_HTTP_PORT`` name, sending ``DAPR_API_TOKEN`` if it is set.

    Made anywhere, used on one event loop.
    """

    def __init__(self, *, timeout_seconds: float = CALL_SECONDS) -> None:
        self._timeout_seconds = timeout_seconds
        self._client: DaprClient | None = None
        self._opening = asyncio.Lock()
        self._turns = asyncio.Semaphore(PARALLEL_CALLS)

    async def call(self, method: Callable[["DaprClient"], Awaitable[T]]) -> T:
        """What the method gives; the time limit begins when it is this call's turn.

        Raises ``StoreUnavailableError`` when daprd does not answer in time, ``RefusedCallError`` when it answers
        with an error.
        """
        try:
            async with self._turns, asyncio.timeout(self._timeout_seconds):
                client = await self._opened()
                return await _shielded(method(client))
        except TimeoutError:
            raise await self._gone() from None
        except _UnreachableError:
            raise await self._gone() from None

    async def close(self) -> None:
        """Close the connection; the next call opens a new one."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _opened(self) -> "DaprClient":
        async with self._opening:
            if self._client is None:
                await _wait_for_health()
                from dapr.aio.clients import DaprClient  # noqa: PLC0415 - half a second, only with a sidecar

                self._client = DaprClient()
            return self._client

    async def _gone(self) -> StoreUnavailableError:
        await self.close()
        return StoreUnavailableError()


class _UnreachableError(Exception):
    """Nobody answers at the address of daprd."""


async def _wait_for_health() -> None:
    """Return when daprd is healthy; ``_UnreachableError`` when it is not."""
    import httpx  # noqa: PLC0415 - only with a sidecar
    from dapr.clients.http.helpers import get_api_url  # noqa: PLC0415 - only with a sidecar

    async with httpx.AsyncClient(trust_env=False) as http:
        try:
            answer = await http.get(f"{get_api_url()}/healthz/outbound")
        except httpx.HTTPError:
            raise _UnreachableError from None
    if not answer.is_success:
        raise _UnreachableError


async def _shielded(answer: Awaitable[T]) -> T:
    """The answer, with every way a call can fail told apart."""
    from dapr.clients.exceptions import DaprInternalError  # noqa: PLC0415 - only with a sidecar
    from grpc import RpcError  # noqa: PLC0415 - only with a sidecar

    try:
        return await answer
    except (DaprInternalError, RpcError) as error:
        raise _told_apart(error) from None
    except asyncio.CancelledError:
        if _task_is_cancelled():
            raise
        raise _UnreachableError from None  # another call found daprd gone and closed the channel under us


def _told_apart(error: Exception) -> Exception:
    """``save_state`` hides the gRPC error as a cause, ``get_state`` rewraps it, ``get_secret`` lets it through."""
    from grpc import RpcError, StatusCode  # noqa: PLC0415 - only with a sidecar

    origin = error if isinstance(error, RpcError) else error.__cause__
    status: object = getattr(origin, "code", lambda: StatusCode.UNKNOWN)()
    if status in {StatusCode.UNAVAILABLE, StatusCode.DEADLINE_EXCEEDED, StatusCode.CANCELLED}:
        return _UnreachableError()
    name = status.name if isinstance(status, StatusCode) else "UNKNOWN"
    return RefusedCallError(name, str(getattr(origin, "details", lambda: "")()))


def _task_is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
