"""From a failure as the reader process tells it to one of our errors, with evidence for the person who reads it."""

from collections.abc import Callable

from app.connection.dialects.base import Dialect, Failure
from app.connection.fields import Connection, NetworkConnection
from app.errors import (
    HostRefusedError,
    HostSilentError,
    ReaderCrashedError,
    SourceLostError,
    SourceSenseError,
    StatementRefusedError,
    TlsFailedError,
    UnexpectedError,
)

Evidence = dict[str, str | int | float | None]

REASONS = {
    "FILE_OUTSIDE": "it lies outside the allowed folders",
    "FILE_UNREADABLE": "this user has no permission",
    "FILE_NOT_REGULAR": "it is not a regular file",
    "SQLITE_CANTOPEN": "SQLite cannot open it",
    "ODBC_MANAGER_MISSING": "the driver manager (libodbc) is not installed",
    "ODBC_DRIVER_MISSING": "Microsoft's ODBC driver 18 is not installed, or a library it needs is not",
    "TLS_NOT_OFFERED": "the server does not offer TLS",
    "TLS_NOT_ACCEPTED": "the server accepts encrypted connections only",
    "TLS_UNTRUSTED": "its certificate is not signed by a trusted authority",
    "TLS_WRONG_HOST": "its certificate is for another host name",
    "TLS_EXPIRED": "its certificate has expired or is not valid yet",
    "TLS_HANDSHAKE": "the handshake failed",
    "TLS_UNSAFE_SIGN_IN": "the server asked for the password in a way that would give it away; it was not sent",
}

_BY_KIND: dict[str, Callable[[Evidence], SourceSenseError]] = {
    "refused": lambda known: HostRefusedError(**known),
    "silent": lambda known: HostSilentError(**known),
    "tls": lambda known: TlsFailedError(**known),
    "lost": lambda known: SourceLostError(**known),
    "memory": lambda _: ReaderCrashedError(exit="it ran out of its memory limit"),
    "crash": lambda known: UnexpectedError(kind=known["sqlstate"]),
}


def error_of(
    failure: Failure, dialect: Dialect, connection: Connection, *, reads: str, seconds: float
) -> SourceSenseError:
    """The error for a failure.

    Args:
        failure: what the reader told.
        dialect: knows what the server's codes mean.
        connection: whom it was about.
        reads: the object the statement was about.
        seconds: the time limit that was in force.
    """
    known = _evidence(failure, connection, reads, seconds)
    if (build := _BY_KIND.get(failure.kind)) is not None:
        return build(known)
    return meaning(dialect, failure.code)(**known)


def meaning(dialect: Dialect, code: str) -> type[SourceSenseError]:
    """The error class of a server's code: that of its longest prefix in the dialect's table."""
    prefixes = (code[:length] for length in range(len(code), -1, -1))
    return next((dialect.failures[p] for p in prefixes if p in dialect.failures), StatementRefusedError)


def _evidence(failure: Failure, connection: Connection, reads: str, seconds: float) -> Evidence:
    known: Evidence = {
        "object": reads,
        "seconds": round(seconds, 1),
        "sqlstate": failure.code,
        "product": connection.product,
        "reason": REASONS.get(failure.code, "the reason is not known"),
    }
    if isinstance(connection, NetworkConnection):
        return known | {
            "host": connection.host,
            "port": connection.port,
            "user": connection.user,
            "database": connection.database,
            "grant": f"GRANT SELECT ON {reads} TO {connection.user};",
        }
    return known | {"path": connection.title}
