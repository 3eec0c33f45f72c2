"""Testing a connection step by step, so that a failure says which step it was and what to do about it.

One sign-in is tried, never more: servers lock accounts out. The reachability of the port is found out before,
with a short limit, so that a wrong host is told within three seconds.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass, field
from typing import Literal

from app.connection.addresses import check, resolve
from app.connection.config import Credential
from app.connection.dialects import get_dialect
from app.connection.fields import Connection, NetworkConnection, TlsMode
from app.connection.limits import Limits
from app.connection.reader import Readers, ReaderSession
from app.connection.recognising import doubted
from app.errors import (
    AddressDeniedError,
    CertificateExpiredError,
    CertificateUntrustedError,
    CertificateWrongHostError,
    ClientCertificateError,
    Explanation,
    HostNotFoundError,
    HostRefusedError,
    HostSilentError,
    NotThisServerError,
    ServerTooOldError,
    SignInUnsafeError,
    SourceSenseError,
    TlsFailedError,
    TlsNotOfferedError,
    TlsRequiredError,
)

StepState = Literal["passed", "failed", "warning", "skipped"]

_REACH_SECONDS = 2.5
_TITLES = {
    "name": "The name resolves",
    "address": "The address is allowed",
    "port": "The port answers",
    "tls": "Encryption is agreed",
    "sign_in": "The server lets us in",
    "file": "The file can be opened",
    "version": "Product and version",
    "privileges": "Tables can be read",
    "write_check": "Nothing can be changed",
}
_BLAMED: dict[type[SourceSenseError], str] = {
    HostNotFoundError: "name",
    AddressDeniedError: "address",
    **dict.fromkeys((HostRefusedError, HostSilentError, NotThisServerError), "port"),
    **dict.fromkeys(
        (
            TlsFailedError, TlsNotOfferedError, TlsRequiredError, CertificateUntrustedError,
            CertificateWrongHostError, CertificateExpiredError, ClientCertificateError, SignInUnsafeError,
        ),
        "tls",
    ),
    ServerTooOldError: "version",
}  # fmt: skip
"""The step that a failed sign-in belongs to; every other failure is the sign-in's own."""
_PASSED_BEFORE = {"sign_in": ("tls",), "version": ("tls", "sign_in")}
_NETWORK_STEPS = ("name", "address", "port", "tls", "sign_in", "version", "privileges", "write_check")
_FILE_STEPS = ("file", "version", "privileges", "write_check")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeStep:
    """One step of a test and how it ended; ``failure`` is set exactly when it failed."""

    id: str
    title: str
    state: StepState
    milliseconds: float = 0.0
    detail: str = ""
    failure: Explanation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeReport:
    """How a test went.

    Attributes:
        passed: whether a scan could start; warnings do not count.
        product: ``None`` if it is not known.
        version: ``None`` if it is not known.
        steps: every step in order; those after a failed one are skipped.
        failure: what failed, to raise or to explain.
    """

    passed: bool
    product: str | None
    version: str | None
    steps: tuple[ProbeStep, ...]
    failure: SourceSenseError | None = field(default=None, repr=False)


async def probe(
    readers: Readers, connection: Connection, credential: Credential, limits: Limits
) -> ProbeReport:
    """Test the connection; a failure of the source is part of the report and never raised."""
    record = _Record(_NETWORK_STEPS if isinstance(connection, NetworkConnection) else _FILE_STEPS)
    address = None
    try:
        if isinstance(connection, NetworkConnection):
            address = await _reach(readers, connection, record)
        async with _signed_in(
            readers, connection, credential, limits, record=record, address=address
        ) as session:
            record.product, record.version = session.product, session.version
            record.passed("version", f"{session.product} {session.version}")
            await _rights(session, connection, record)
    except SourceSenseError as error:
        record.stopped_by(error)
    return record.report()


class _Record:
    """The steps so far."""

    def __init__(self, planned: tuple[str, ...]) -> None:
        self.product: str | None = None
        self.version: str | None = None
        self._planned = planned
        self._steps: dict[str, ProbeStep] = {}
        self._failure: SourceSenseError | None = None

    def passed(self, step: str, detail: str = "", milliseconds: float = 0.0) -> None:
        self._steps[step] = _step(step, "passed", detail, milliseconds)

    def warned(self, step: str, detail: str, milliseconds: float = 0.0) -> None:
        self._steps[step] = _step(step, "warning", detail, milliseconds)

    @contextlib.contextmanager
    def timed(self, step: str, detail: str = "") -> Generator[None]:
        """The step passes unless its block raises."""
        began = time.perf_counter()
        try:
            yield
        except SourceSenseError as error:
            self.failed(step, error, _milliseconds_since(began))
            raise
        self.passed(step, detail, _milliseconds_since(began))

    def failed(self, step: str, error: SourceSenseError, milliseconds: float) -> None:
        why = error.explain()
        self._failure = error
        self._steps[step] = ProbeStep(
            id=step,
            title=_TITLES[step],
            state="failed",
            milliseconds=milliseconds,
            detail=why.message,
            failure=why,
        )

    def stopped_by(self, error: SourceSenseError) -> None:
        """Blame the first step that has not ended, unless one was blamed already."""
        if self._failure is None:
            self.failed(next(step for step in self._planned if step not in self._steps), error, 0.0)

    def report(self) -> ProbeReport:
        steps = tuple(self._steps.get(step) or _step(step, "skipped") for step in self._planned)
        return ProbeReport(
            passed=self._failure is None,
            product=self.product,
            version=self.version,
            steps=steps,
            failure=self._failure,
        )


def _step(step: str, state: StepState, detail: str = "", milliseconds: float = 0.0) -> ProbeStep:
    return ProbeStep(id=step, title=_TITLES[step], state=state, detail=detail, milliseconds=milliseconds)


async def _reach(readers: Readers, connection: NetworkConnection, record: _Record) -> str:
    """Name, address and port, each with a short limit of its own; gives the address to stay with."""
    host, port = connection.host, connection.port
    with record.timed("name"):
        addresses = await resolve(host, port, timeout_seconds=_REACH_SECONDS, lookup=readers.lookup)
    with record.timed("address", addresses[0]):
        address = check(host, port, addresses, readers.policy)
    with record.timed("port", f"{address}, port {port}"):
        await _knock(host, address, port)
    return address


async def _knock(host: str, address: str, port: int) -> None:
    try:
        async with asyncio.timeout(_REACH_SECONDS):
            _, writer = await asyncio.open_connection(address, port)
    except ConnectionRefusedError:
        raise HostRefusedError(host=host, port=port) from None
    except (TimeoutError, OSError):
        raise HostSilentError(host=host, port=port, seconds=_REACH_SECONDS) from None
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()


@contextlib.asynccontextmanager
async def _signed_in(
    readers: Readers,
    connection: Connection,
    credential: Credential,
    limits: Limits,
    *,
    record: _Record,
    address: str | None,
) -> AsyncGenerator[ReaderSession]:
    """The one sign-in, to the address that was reached; tells TLS and the sign-in apart by what failed."""
    began = time.perf_counter()
    is_network = isinstance(connection, NetworkConnection)
    async with contextlib.AsyncExitStack() as stack:
        try:
            opening = readers.open(connection, credential, limits, address=address)
            async with doubted(connection, address):
                session = await stack.enter_async_context(opening)
        except SourceSenseError as error:
            blamed = _BLAMED.get(type(error), "sign_in") if is_network else "file"
            record.failed(blamed, error, _milliseconds_since(began))
            if blamed in _PASSED_BEFORE:
                for step in _PASSED_BEFORE[blamed]:
                    record.passed(step, _protection(connection) if step == "tls" else "")
            raise
        if is_network:
            record.passed("tls", _protection(connection))
        record.passed("sign_in" if is_network else "file", "", _milliseconds_since(began))
        yield session


def _protection(connection: Connection) -> str:
    return connection.tls.title if isinstance(connection, NetworkConnection) else TlsMode.OFF.title


async def _rights(session: ReaderSession, connection: Connection, record: _Record) -> None:
    """What the role may read and change, as far as the catalog says."""
    began = time.perf_counter()
    statement = get_dialect(connection.dialect).rights(connection)
    total, readable, writable = (await session.fetch(statement)).rows[0]
    milliseconds = _milliseconds_since(began)
    if not total:
        record.warned("privileges", "The database holds no tables that this user can see.", milliseconds)
    elif readable is None or readable == total:
        record.passed("privileges", f"{total} tables and views.", milliseconds)
    else:
        detail = f"{readable} of {total} tables and views can be read; the others end as “no access”."
        record.warned("privileges", detail, milliseconds)
    if writable:
        detail = (
            f"This user may change {writable} tables. SourceSense never writes; a role that cannot is safer."
        )
        record.warned("write_check", detail)
    else:
        record.passed("write_check", "This user may read only.")


def _milliseconds_since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)
