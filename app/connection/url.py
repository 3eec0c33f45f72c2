"""Splitting a pasted connection URL into the fields of a connection. No URL is ever handed to a driver.

Known are the forms of SQLAlchemy and libpq: ``postgresql://``, ``postgres://``, ``mysql://``, ``mariadb://``,
each with an optional ``+driver``, and ``sqlite:///``. Unknown parameters are refused by name, never by value.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from app.connection.fields import TlsMode
from app.errors import ConnectionUrlError

_MOST_CHARACTERS = 4096
_DIALECTS = {
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "mysql": "mysql",
    "mariadb": "mysql",
    "sqlite": "sqlite",
}
_LIBPQ_MODES = {
    "disable": TlsMode.OFF,
    "allow": TlsMode.ENCRYPT,
    "prefer": TlsMode.ENCRYPT,
    "require": TlsMode.ENCRYPT,
    "verify-ca": TlsMode.VERIFY_CA,
    "verify-full": TlsMode.VERIFY_HOST,
}
_MYSQL_MODES = {
    "disabled": TlsMode.OFF,
    "preferred": TlsMode.ENCRYPT,
    "required": TlsMode.ENCRYPT,
    "verify_ca": TlsMode.VERIFY_CA,
    "verify_identity": TlsMode.VERIFY_HOST,
}
_TLS_PARAMETERS = {
    "postgresql": ("sslmode", _LIBPQ_MODES),
    "mysql": ("ssl-mode", _MYSQL_MODES),
}


@dataclass(frozen=True, slots=True, repr=False)
class SplitUrl:
    """A URL in its parts.

    Attributes:
        fields: what ``parse_connection`` takes, as far as the URL says it.
        password: kept apart, so that it can be dropped.
    """

    dialect: str
    fields: dict[str, str | int]
    password: str | None

    def __repr__(self) -> str:
        return f"SplitUrl({self.dialect!r}, …)"


def split_url(text: str) -> SplitUrl:
    """The fields a URL describes; the fields themselves are checked by ``parse_connection``.

    Raises:
        ConnectionUrlError: it is no URL of a known kind, or holds a parameter that is not known.

    >>> split_url("postgresql://ana:s3cret@db.internal/shop?sslmode=verify-full").fields
    {'dialect': 'postgresql', 'host': 'db.internal', 'user': 'ana', 'database': 'shop', 'tls': 'verify-host'}
    >>> split_url("sqlite:///data/shop.db").fields
    {'dialect': 'sqlite', 'path': 'data/shop.db'}
    """
    text = text.strip()
    if len(text) > _MOST_CHARACTERS:
        raise ConnectionUrlError(problem=f"it is longer than {_MOST_CHARACTERS} characters")
    scheme, separator, _ = text.partition("://")
    dialect = _DIALECTS.get(scheme.partition("+")[0].lower())
    if not separator or dialect is None:
        raise ConnectionUrlError(
            problem="it does not start with postgresql://, mysql://, mariadb:// or sqlite:///"
        )
    return _file(text) if dialect == "sqlite" else _server(dialect, text)


def _file(text: str) -> SplitUrl:
    """SQLAlchemy's form: three slashes before a relative path, four before an absolute one."""
    rest = text.partition("://")[2]
    path, _, query = rest.partition("?")
    if not path.startswith("/") or path == "/":
        raise ConnectionUrlError(
            problem="a SQLite URL is sqlite:///relative/path or sqlite:////absolute/path"
        )
    if query:
        raise ConnectionUrlError(problem=f"the parameter {_shown(query.partition('=')[0])} is not known")
    return SplitUrl("sqlite", {"dialect": "sqlite", "path": unquote(path[1:])}, None)


def _server(dialect: str, text: str) -> SplitUrl:
    parts = _split(text)
    fields: dict[str, str | int | None] = {
        "dialect": dialect,
        "host": _unquoted(parts.hostname),
        "port": _port(parts),
        "user": _unquoted(parts.username),
        "database": _unquoted(parts.path.removeprefix("/")),
        "tls": _tls(dialect, parts.query),
    }
    given = {name: value for name, value in fields.items() if value not in {None, ""}}
    return SplitUrl(
        dialect,
        {name: value for name, value in given.items() if value is not None},
        _unquoted(parts.password),
    )


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
    except ValueError:
        raise ConnectionUrlError(problem="its host is malformed") from None
    if parts.fragment or "#" in text:
        raise ConnectionUrlError(problem="it holds a “#”; write it as %23 inside a password")
    if "," in parts.netloc.rpartition("@")[2]:
        raise ConnectionUrlError(problem="it names several hosts; choose one")
    return parts


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise ConnectionUrlError(problem="its port is not a number from 1 to 65535") from None


def _tls(dialect: str, query: str) -> str | None:
    parameter, modes = _TLS_PARAMETERS[dialect]
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name != parameter:
            raise ConnectionUrlError(problem=f"the parameter {_shown(name)} is not known")
        if value.lower() not in modes:
            raise ConnectionUrlError(problem=f"{parameter} is one of {', '.join(modes)}")
    return _last(query, modes)


def _last(query: str, modes: Mapping[str, TlsMode]) -> str | None:
    chosen = [modes[value.lower()] for _, value in parse_qsl(query)]
    return chosen[-1].value if chosen else None


def _unquoted(text: str | None) -> str | None:
    decode: Callable[[str], str] = unquote
    return None if text is None else decode(text)


def _shown(name: str) -> str:
    """A parameter's name comes from outside: shown only if it looks like one."""
    plain = name.replace("-", "_").replace(".", "_")
    return f"“{name}”" if plain.isidentifier() and len(name) <= 40 else "with a malformed name"  # noqa: PLR2004 - long enough for any real name
