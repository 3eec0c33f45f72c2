"""Splitting a pasted connection text into the fields of a connection. No such text is ever handed to a driver.

Each form has a file that takes it apart (``uris``, ``keywords``, ``jdbc``, ``odbc``, ``files``); what a parameter
means stands in ``parameters/*.toml``, from which docs/connecting.md is made too. Whatever is not in there is refused.
"""

import re

from app.connection.url import files, jdbc, keywords, odbc, uris
from app.connection.url.meaning import understood
from app.connection.url.parts import Parts
from app.connection.url.split import Note, SplitUrl
from app.connection.url.text import checked, refusal

__all__ = ["Note", "SplitUrl", "is_connection_text", "split_url"]

_SCHEME = re.compile(r"[a-z][a-z0-9+._-]*://", re.IGNORECASE)
_FIRST_KEYWORD = re.compile(r"[a-z_]+\s*=", re.IGNORECASE)


def split_url(text: str) -> SplitUrl:
    """The fields a pasted text describes; the fields themselves are checked by ``parse_connection``.

    Raises:
        ConnectionUrlError: it has none of the known forms, or holds a parameter that is not known or not allowed.

    >>> split_url("postgresql://ana:s3cret@db.internal/shop?sslmode=verify-full").fields
    {'dialect': 'postgresql', 'host': 'db.internal', 'user': 'ana', 'database': 'shop', 'tls': 'verify-host'}
    >>> split_url("host=db.internal dbname=shop connect_timeout=5").notes
    (Note(parameter='connect_timeout', text='ignored: SourceSense has time limits of its own'),)
    >>> split_url("sqlite:///data/shop.db").fields
    {'dialect': 'sqlite', 'path': 'data/shop.db'}
    """
    return understood(_parts(checked(text)))


def is_connection_text(text: str) -> bool:
    """Whether it looks like a connection text rather than the path of a file.

    >>> is_connection_text("host=db dbname=shop"), is_connection_text("data/shop.db")
    (True, False)
    """
    text = text.strip()
    patterns = (_SCHEME, _FIRST_KEYWORD)
    return (
        text.lower().startswith(("jdbc:", "sqlite:", "file:"))
        or odbc.is_odbc(text)
        or any(pattern.match(text) for pattern in patterns)
    )


def _parts(text: str) -> Parts:
    if text.lower().startswith("jdbc:"):
        return jdbc.read(text)
    if _SCHEME.match(text):
        return uris.read(text)
    if odbc.is_odbc(text):
        return odbc.read(text)
    if _FIRST_KEYWORD.match(text):
        return keywords.read(text)
    if files.is_path(text):
        return files.from_path(text)
    raise refusal(
        "it starts with neither postgresql://, mysql://, mariadb://, mssql://, sqlite:/// nor jdbc:, and holds no "
        "name=value pairs"
    )
