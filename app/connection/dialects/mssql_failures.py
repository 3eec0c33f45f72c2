"""What Microsoft's driver and the server report, as data: their text is read here and goes no further.

pyodbc gives ``(SQLSTATE, text)``, the text being ``[state] [Microsoft][driver][SQL Server]message (number) (call); …``
with one part for each record. https://github.com/mkleehammer/pyodbc/wiki/Exceptions
"""

import re

from app.connection.dialects.base import Failure

_SAYS_SERVER = re.compile(r"\[\w{5}\] \[Microsoft\]\[[^\]]*\]\[SQL Server\]")
_NUMBER = re.compile(r"\((-?\d+)\)(?: \(SQL\w+\))?(?:; \[|\Z)")
_SIGN_IN_REFUSED = 18456
_TIMEOUTS = frozenset({"HYT00", "HYT01"})
_WORDS = {
    "[unixODBC]": Failure("server", "ODBC_DRIVER_MISSING"),
    "subject name does not match host name": Failure("tls", "TLS_WRONG_HOST"),
    "certificate has expired": Failure("tls", "TLS_EXPIRED"),
    "certificate is not yet valid": Failure("tls", "TLS_EXPIRED"),
    "self-signed certificate": Failure("tls", "TLS_SELF_SIGNED"),
    "self signed certificate": Failure("tls", "TLS_SELF_SIGNED"),
    "certificate verify failed": Failure("tls", "TLS_UNTRUSTED"),
    "SSL Provider": Failure("tls", "TLS_HANDSHAKE"),
    "Encryption not supported on SQL Server": Failure("tls", "TLS_NOT_OFFERED"),
    "Protocol error in TDS stream": Failure("other", "PROTOCOL"),
}
"""What the driver and OpenSSL write before anybody is signed in; the first that fits decides."""


def failure_of(error: BaseException, *, signed_in: bool) -> Failure:
    """The server's error number in five digits, else what the driver met; ``crash`` if pyodbc did not raise it."""
    match error.args:
        case (str() as state, str() as text) if type(error).__module__ == "pyodbc":
            if _SAYS_SERVER.match(text):
                return Failure("server", _number(text))
            return _of_session(state) if signed_in else _of_sign_in(state, text)
        case _:
            return Failure("crash", type(error).__name__)


def _of_session(state: str) -> Failure:
    return Failure("server", "HYT00") if state in _TIMEOUTS else Failure("lost", state)


def _of_sign_in(state: str, text: str) -> Failure:
    found = (failure for words, failure in _WORDS.items() if words in text)
    return next(found, Failure("silent") if state in _TIMEOUTS else Failure("lost", state))


def _number(text: str) -> str:
    """The most telling of the server's numbers: a refused sign-in comes with its reason, in either order."""
    numbers = [int(found) for found in _NUMBER.findall(text)]
    telling = [number for number in numbers if number != _SIGN_IN_REFUSED] or [_SIGN_IN_REFUSED]
    return f"{telling[0]:05}"
