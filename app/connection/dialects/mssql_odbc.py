"""Microsoft's ODBC driver 18: where it is, and the arguments it gets.

Source: https://learn.microsoft.com/en-us/sql/connect/odbc/dsn-connection-string-attribute
"""

import importlib.util
import os
import platform
from importlib import import_module
from pathlib import Path
from typing import Any

from app.connection.fields import TlsMode
from app.connection.wire import Order

INSTALLED_DRIVER = "ODBC Driver 18 for SQL Server"
"""The name it is installed by where it is not part of the environment."""

_MODES = {TlsMode.OFF: ("no", "no"), TlsMode.ENCRYPT: ("yes", "yes"), TlsMode.VERIFY_HOST: ("yes", "no")}
"""Encrypt and TrustServerCertificate; the driver cannot check an authority without the host name."""
_FAMILIES = {"rhel": "rhel", "fedora": "rhel", "suse": "suse"}


class OdbcError(Exception):
    """The driver manager or the driver is not there."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def connection_string(order: Order, port: int, driver_name: str) -> str:
    """The driver's arguments: a closed list, every value in braces."""
    encrypt, trust = _MODES[TlsMode(str(order.fields["tls"]))]
    arguments = {
        "DRIVER": driver_name,
        "Server": f"tcp:127.0.0.1,{port}",
        "HostNameInCertificate": str(order.fields["host"]),
        "Encrypt": encrypt,
        "TrustServerCertificate": trust,
        "Database": str(order.fields["database"]),
        "UID": str(order.fields["user"]),
        "APP": order.application_name,
        "ConnectRetryCount": "0",
        "PWD": order.password or "",  # last, because a driver may end at a NUL in it
    }
    return ";".join(f"{name}={braced(value)}" for name, value in arguments.items())


def braced(value: str) -> str:
    """A value of a connection string that is taken as it is.

    >>> braced("a;UID=sa"), braced("}{")
    ('{a;UID=sa}', '{}}{}')
    """
    return "{" + value.replace("}", "}}") + "}"


def driver() -> str:
    """Microsoft's driver: the file of the package if it is installed, else the name it is installed by."""
    odbc = pyodbc()
    package = importlib.util.find_spec("mssql_python_odbc")
    for folder in (package and package.submodule_search_locations) or ():
        libraries = Path(folder, "libs", "linux", _family(), os.uname().machine, "lib")
        for path in sorted(libraries.glob("libmsodbcsql-18*")):
            return str(path)
    if INSTALLED_DRIVER in odbc.drivers():
        return INSTALLED_DRIVER
    raise OdbcError("ODBC_DRIVER_MISSING")


def pyodbc() -> Any:
    """pyodbc, without its pool; it cannot be imported where the system has no driver manager."""
    try:
        odbc: Any = import_module("pyodbc")
    except ImportError:
        raise OdbcError("ODBC_MANAGER_MISSING") from None
    odbc.pooling = False
    return odbc


def _family() -> str:
    """Which of the package's builds fits this system, by https://www.freedesktop.org/software/systemd/man/os-release.html."""
    try:
        about = platform.freedesktop_os_release()
    except OSError:
        about = {}
    like = f"{about.get('ID', '')} {about.get('ID_LIKE', '')}"
    return next((family for word, family in _FAMILIES.items() if word in like), "debian_ubuntu")
