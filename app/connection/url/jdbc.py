"""JDBC URLs of PostgreSQL, MySQL, MariaDB, SQL Server and SQLite.

https://jdbc.postgresql.org/documentation/use/, https://dev.mysql.com/doc/connector-j/en/connector-j-reference-jdbc-url-format.html,
https://mariadb.com/docs/connectors/mariadb-connector-j, https://learn.microsoft.com/en-us/sql/connect/jdbc/building-the-connection-url
"""

import re
from collections.abc import Callable, Mapping

from app.connection.url import odbc
from app.connection.url.authority import fields_and_query, pairs
from app.connection.url.files import from_jdbc
from app.connection.url.parts import Parts, given
from app.connection.url.text import refusal

_SQLSERVER = re.compile(
    r"//(?P<host>\[[^\[\]]*\]|[^:;\\\[\]]*)(?P<instance>\\[^:;]*)?(:(?P<port>[^:;]*))?(;(?P<rest>.*))?"
)


def read(text: str) -> Parts:
    """A URL that starts with ``jdbc:``, in pieces."""
    product, _, rest = text.partition(":")[2].partition(":")
    try:
        reader = _READERS[product.lower()]
    except KeyError:
        raise refusal(f"after “jdbc:” comes none of {', '.join(_READERS)}") from None
    return reader(rest)


def _shared(vocabulary: str) -> Callable[[str], Parts]:
    """The reader of a product whose URLs have the shape of all others."""

    def read_it(rest: str) -> Parts:
        if not rest.startswith("//"):
            raise refusal(
                "after the product comes //host:port/database; lists and balancing are not followed"
            )
        fields, query = fields_and_query(rest[2:])
        return Parts(vocabulary=vocabulary, fields=fields, parameters=pairs(query, plus_is_space=True))

    return read_it


def _sqlserver(rest: str) -> Parts:
    match = _SQLSERVER.fullmatch(rest)
    if match is None:
        raise refusal("its host is malformed; the form is jdbc:sqlserver://host:port;databaseName=…")
    if match["instance"]:
        raise refusal("it names an instance of SQL Server; give the port of that instance instead")
    fields = given(host=match["host"].strip("[]"), port=match["port"])
    return Parts(vocabulary="jdbc-mssql", fields=fields, parameters=tuple(odbc.pairs(match["rest"] or "")))


_READERS: Mapping[str, Callable[[str], Parts]] = {
    "postgresql": _shared("jdbc-postgresql"),
    "mysql": _shared("jdbc-mysql"),
    "mariadb": _shared("jdbc-mariadb"),
    "sqlserver": _sqlserver,
    "sqlite": from_jdbc,
}
