"""SQLAlchemy URLs and libpq URIs: ``scheme[+driver]://…``.

https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls,
https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
"""

from collections.abc import Mapping

from app.connection.url.authority import fields_and_query, pairs
from app.connection.url.files import from_sqlalchemy
from app.connection.url.parts import Parts
from app.connection.url.text import refusal

SCHEMES: Mapping[str, str] = {
    "postgresql": "postgresql",
    "postgres": "postgresql",
    "mysql": "mysql",
    "mariadb": "mysql",
    "mssql": "mssql",
    "sqlite": "sqlite",
}
"""Vocabulary by scheme."""

DRIVERS: Mapping[str, tuple[str, ...]] = {
    "postgresql": ("asyncpg", "pg8000", "psycopg", "psycopg2", "psycopg2cffi", "psycopg_async"),
    "mysql": ("aiomysql", "asyncmy", "cymysql", "mariadbconnector", "mysqlconnector", "mysqldb", "pymysql"),
    "mssql": ("aioodbc", "mssqlpython", "pymssql", "pyodbc"),
    "sqlite": ("aiosqlite", "pysqlite"),
}
"""Driver suffixes of SQLAlchemy that are known; which one it is makes no difference here."""


def read(text: str) -> Parts:
    """A URL in pieces."""
    scheme, _, rest = text.partition("://")
    name, plus, driver = scheme.lower().partition("+")
    vocabulary = SCHEMES.get(name)
    if vocabulary is None:
        raise refusal(f"its scheme is none of {', '.join(SCHEMES)}")
    if plus and driver not in DRIVERS[vocabulary]:
        raise refusal(f"the driver after “+” is none of {', '.join(DRIVERS[vocabulary])}")
    if vocabulary == "sqlite":
        return from_sqlalchemy(rest)
    fields, query = fields_and_query(rest)
    # `postgresql://` may be read by libpq, so its “+” stays; with a driver it is SQLAlchemy's.
    spaces = bool(plus) or vocabulary != "postgresql"
    return Parts(vocabulary=vocabulary, fields=fields, parameters=pairs(query, plus_is_space=spaces))
