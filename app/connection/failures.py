"""From a failure as the reader process tells it to one of our errors, with evidence for the person who reads it."""

from collections.abc import Callable

from app.connection.dialects.base import Dialect, Failure
from app.connection.fields import Connection, NetworkConnection
from app.errors import (
    AddressDeniedError,
    CertificateExpiredError,
    CertificateUntrustedError,
    CertificateWrongHostError,
    ClientCertificateError,
    HostRefusedError,
    HostSilentError,
    NotThisServerError,
    ReaderCrashedError,
    ServerTooOldError,
    SignInUnsafeError,
    SourceLostError,
    SourceSenseError,
    StatementRefusedError,
    TlsFailedError,
    TlsNotOfferedError,
    TlsRequiredError,
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
    "TLS_UNTRUSTED": "no authority that is trusted here signed it",
    "TLS_SELF_SIGNED": "it signed itself",
    "TLS_CLIENT_MISSING": "it asks for a client certificate",
    "TLS_CLIENT_REFUSED": "it does not accept this client certificate",
    "TLS_CLIENT_KEY": "the client certificate and its private key do not belong together or cannot be read",
    "ROUTED_ELSEWHERE": "the server sends its clients to another address, which is not followed",
    "PROTOCOL": "its answer is not in the protocol of this kind of database",
}

_TLS: dict[str, type[SourceSenseError]] = {
    "TLS_NOT_OFFERED": TlsNotOfferedError,
    "TLS_NOT_ACCEPTED": TlsRequiredError,
    "TLS_UNTRUSTED": CertificateUntrustedError,
    "TLS_SELF_SIGNED": CertificateUntrustedError,
    "TLS_WRONG_HOST": CertificateWrongHostError,
    "TLS_EXPIRED": CertificateExpiredError,
    "TLS_CLIENT_MISSING": ClientCertificateError,
    "TLS_CLIENT_REFUSED": ClientCertificateError,
    "TLS_CLIENT_KEY": ClientCertificateError,
    "TLS_UNSAFE_SIGN_IN": SignInUnsafeError,
}

_BY_KIND: dict[str, Callable[[Evidence], SourceSenseError]] = {
    "refused": lambda known: HostRefusedError(**known),
    "silent": lambda known: HostSilentError(**known),
    "tls": lambda known: _TLS.get(str(known["sqlstate"]), TlsFailedError)(**known),
    "other": lambda known: NotThisServerError(**known),
    "old": lambda known: ServerTooOldError(**known | {"version": known["sqlstate"]}),
    "denied": lambda known: AddressDeniedError(**known),
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
    known = _evidence(failure, dialect, connection, reads, seconds)
    if (build := _BY_KIND.get(failure.kind)) is not None:
        return build(known)
    return meaning(dialect, failure.code)(**known)


def meaning(dialect: Dialect, code: str) -> type[SourceSenseError]:
    """The error class of a server's code: that of its longest prefix in the dialect's table."""
    prefixes = (code[:length] for length in range(len(code), -1, -1))
    return next((dialect.failures[p] for p in prefixes if p in dialect.failures), StatementRefusedError)


def _evidence(
    failure: Failure, dialect: Dialect, connection: Connection, reads: str, seconds: float
) -> Evidence:
    known: Evidence = {
        "object": reads,
        "seconds": round(seconds, 1),
        "sqlstate": failure.code,
        "product": connection.product,
        "supported": dialect.subtitle,
        "reason": REASONS.get(failure.code, "the reason is not known"),
    }
    if isinstance(connection, NetworkConnection):
        return known | {
            "host": connection.host,
            "port": connection.port,
            "user": connection.user,
            "database": connection.database,
            "grant": f"GRANT SELECT ON {reads} TO {connection.user};",
            "connect_grant": _first_grant(dialect, connection),
        }
    return known | {"path": connection.title}


def _first_grant(dialect: Dialect, connection: Connection) -> str:
    """The line of the dialect's script that lets the role into the database."""
    lines = dialect.grant_script(connection).splitlines()
    return next((line for line in lines if line.startswith("GRANT")), "a GRANT for this database")
