"""``[user[:password]@]host[:port][/database][?name=value&…]``, as URLs of SQLAlchemy, libpq and JDBC share it.

Not ``urllib.parse.urlsplit``: it drops tabs and line breaks, and takes what RFC 3986 forbids.
"""

import re

from app.connection.url.parts import given
from app.connection.url.text import decoded, refusal

_HOST_AND_PORT = re.compile(r"(?P<host>\[[^\[\]]*\]|[^:\[\]]*)(?::(?P<port>[^:\[\]]*))?")


def fields_and_query(text: str) -> tuple[dict[str, str], str]:
    """The fields of what follows ``scheme://``, and the query as it stands.

    >>> fields_and_query("ana:p%40ss@[::1]:5432/shop?sslmode=require")[1]
    'sslmode=require'
    """
    if "#" in text:
        raise refusal("it holds a “#”; write it as %23 inside a password")
    place, _, query = text.partition("?")
    authority, _, database = place.partition("/")
    if "@" in query or "@" in database or "/" in database:
        raise refusal(
            "it holds “@” or “/” after the host; write them as %40 and %2F inside a password or a name"
        )
    user, password, host = _userinfo(authority)
    secret = {} if password is None else {"password": password}  # an empty one is one
    return {**_host_and_port(host), **secret, **given(user=user, database=_name(database))}, query


def _name(database: str) -> str:
    return decoded(database, "its database")


def _userinfo(authority: str) -> tuple[str, str | None, str]:
    userinfo, _, host = authority.rpartition("@")
    if "@" in userinfo:
        raise refusal("it holds several “@”; write one inside a user or password as %40")
    user, colon, password = userinfo.partition(":")
    return decoded(user, "its user"), decoded(password, "its password") if colon else None, host


def _host_and_port(text: str) -> dict[str, str]:
    if "," in text:
        raise refusal("it names several hosts; choose one")
    match = _HOST_AND_PORT.fullmatch(text)
    if match is None:
        raise refusal("its host is malformed; an IPv6 address stands in [brackets]")
    host = match["host"]
    bare = host[1:-1] if host.startswith("[") else host
    if host.startswith("[") and ":" not in bare:
        raise refusal("its host is malformed; only an IPv6 address stands in [brackets]")
    return given(host=decoded(bare, "its host"), port=match["port"])


def pairs(query: str, *, plus_is_space: bool) -> tuple[tuple[str, str], ...]:
    """Names and values of a query, escapes undone.

    Args:
        query: what follows the question mark.
        plus_is_space: whether ``+`` stands for a space, as SQLAlchemy and JDBC read it and libpq does not.
    """
    return tuple(_pair(item, plus_is_space=plus_is_space) for item in query.split("&") if item)


def _pair(item: str, *, plus_is_space: bool) -> tuple[str, str]:
    name, sign, value = (item.replace("+", " ") if plus_is_space else item).partition("=")
    if not sign:
        raise refusal("it holds a parameter without “=”")
    return decoded(name, "the name of a parameter"), decoded(value, "a parameter")
