"""The connections of the built-in dialects, and how untrusted data becomes one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, ValidationError

from app.connection.credential import Credential, credential_for
from app.connection.dialects import get_dialect
from app.connection.fields import (
    CertifiedConnection,
    Connection,
    NetworkConnection,
    Port,
    TlsMode,
    check_text,
    is_loopback,
    real_path,
)
from app.errors import ConnectionFieldError

__all__ = [
    "Connection",
    "Credential",
    "MssqlConnection",
    "MysqlConnection",
    "NetworkConnection",
    "PostgresqlConnection",
    "SqliteConnection",
    "TlsMode",
    "credential_for",
    "parse_connection",
]


class PostgresqlConnection(CertifiedConnection, frozen=True):
    """A database on a PostgreSQL server."""

    product: ClassVar[str] = "PostgreSQL"
    dialect: Literal["postgresql"] = "postgresql"
    port: Port = Field(default=5432, title="Port")


class MysqlConnection(CertifiedConnection, frozen=True):
    """A database (schema) on a MySQL or MariaDB server."""

    product: ClassVar[str] = "MySQL or MariaDB"
    dialect: Literal["mysql"] = "mysql"
    port: Port = Field(default=3306, title="Port")


class MssqlConnection(NetworkConnection, frozen=True):
    """A database of a SQL Server, by TCP; instances have a port, names of theirs are not resolved."""

    product: ClassVar[str] = "SQL Server"
    dialect: Literal["mssql"] = "mssql"
    port: Port = Field(default=1433, title="Port")


class SqliteConnection(Connection, frozen=True):
    """A SQLite file on the machine the worker runs on."""

    product: ClassVar[str] = "SQLite"
    dialect: Literal["sqlite"] = "sqlite"
    path: Annotated[str, Field(min_length=1, max_length=4096), AfterValidator(check_text)] = Field(
        title="File", description="Path of the database file on the machine the worker runs on."
    )

    @property
    def title(self) -> str:
        """The file's name."""
        return Path(self.path).name

    @property
    def real_path(self) -> str:
        """The file's absolute path with symbolic links resolved; it need not exist."""
        return real_path(self.path)

    @property
    def place(self) -> tuple[str, ...]:
        """Dialect and real path."""
        return self.dialect, self.real_path

    @property
    def binding(self) -> tuple[str, ...]:
        """Dialect and real path; a file has no port and no user."""
        return self.dialect, self.real_path, "", ""


def parse_connection(data: Mapping[str, object]) -> Connection:
    """The connection that untrusted fields describe.

    Raises:
        UnsupportedDialectError: no such dialect.
        ConnectionFieldError: a field is missing, unknown or malformed; names the field, never its value.

    >>> parse_connection({"dialect": "sqlite", "path": "/data/shop.db"}).title
    'shop.db'
    """
    dialect = get_dialect(str(data.get("dialect", "")))
    try:
        connection = dialect.connection_type.model_validate(dict(data))
    except ValidationError as error:
        raise _field_error(error) from None
    if isinstance(connection, NetworkConnection):
        _check_tls(connection, dialect.tls_modes)
    return connection


def _check_tls(connection: NetworkConnection, offered: tuple[TlsMode, ...]) -> None:
    """A password must not cross a network in the open, so TLS is off on this machine only."""
    if connection.tls not in offered:
        modes = ", ".join(mode.value for mode in offered)
        raise ConnectionFieldError(field="tls", problem=f"is one of {modes} for {connection.product}")
    if connection.tls is TlsMode.OFF and not is_loopback(connection.host):
        raise ConnectionFieldError(field="tls", problem="can be off for a server on this machine only")


def _field_error(error: ValidationError) -> ConnectionFieldError:
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    field = str(first["loc"][0]) if first["loc"] else "connection"
    if first["type"] == "extra_forbidden":
        return ConnectionFieldError(
            field=_printable(field), problem="is not a field of this kind of database"
        )
    return ConnectionFieldError(field=field, problem=first["msg"].removeprefix("Value error, "))


def _printable(field: str) -> str:
    """An unknown field's name comes from outside: shown only if it looks like a name."""
    return field if field.isidentifier() and len(field) <= 40 else "an unknown field"  # noqa: PLR2004 - long enough for any real name
