"""SQLite: SQLAlchemy's URL, JDBC's, and a plain path.

https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#connect-strings, https://github.com/xerial/sqlite-jdbc
"""

from app.connection.url.authority import pairs
from app.connection.url.parts import Parts
from app.connection.url.text import decoded, refusal

SUFFIXES = (".db", ".db3", ".s3db", ".sl3", ".sqlite", ".sqlite3", ".gpkg")
"""Endings by which a text that is nothing else is taken for a path. Others could be a password in a wrong place."""

_USAGE = "a SQLite URL is sqlite:///relative/path or sqlite:////absolute/path"


def is_path(text: str) -> bool:
    """Whether the text is taken for the path of a SQLite file."""
    return text.lower().endswith(SUFFIXES) and "://" not in text


def from_path(text: str) -> Parts:
    """A plain path, exactly as it stands."""
    return _file(text, "")


def from_sqlalchemy(rest: str) -> Parts:
    """What follows ``sqlite://``: three slashes before a relative path, four before an absolute one."""
    place, _, query = rest.partition("?")
    if not place.startswith("/"):
        raise refusal(_USAGE)
    return _file(decoded(place[1:], "its path"), query)


def from_jdbc(rest: str) -> Parts:
    """What follows ``jdbc:sqlite:``: a path without escapes."""
    place, _, query = rest.partition("?")
    return _file(place, query)


def _file(path: str, query: str) -> Parts:
    if path.lower().startswith((":memory:", ":resource:", "file:", "sqlite:")):
        raise refusal("it names no file; give the path of one")
    if not path.strip("/"):
        raise refusal(_USAGE)
    return Parts(vocabulary="sqlite", fields={"path": path}, parameters=pairs(query, plus_is_space=False))
