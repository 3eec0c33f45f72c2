r"""libpq's key/value form: ``host=db.internal dbname=shop password='it\'s'``.

https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE. Spaces around ``=`` are
optional; a value with spaces, or an empty one, stands in single quotes; a backslash takes the next character as
it is, in quotes and outside.
"""

import re

from app.connection.url.parts import Parts
from app.connection.url.text import refusal

_NAME = re.compile(r"\s*(?P<name>[^\s=]+)\s*=\s*")
_QUOTED = re.compile(r"'(?P<value>(?:[^'\\]|\\.)*)'(?=\s|\Z)", re.DOTALL)
_BARE = re.compile(r"(?P<value>(?:[^\s'\\]|\\.)(?:[^\s\\]|\\.)*|)(?=\s|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def read(text: str) -> Parts:
    """The pairs of the text."""
    return Parts(vocabulary="postgresql", parameters=tuple(pairs(text)))


def pairs(text: str) -> list[tuple[str, str]]:
    r"""Names and values in order.

    >>> pairs(r"host=db password='it\'s me' dbname = a\ b")
    [('host', 'db'), ('password', "it's me"), ('dbname', 'a b')]
    """
    found: list[tuple[str, str]] = []
    at = 0
    while text[at:].strip():
        name = _NAME.match(text, at)
        if name is None:
            raise refusal(
                "after a value comes something that is no name=value; a value with spaces stands in '…'"
            )
        value = (_QUOTED if text.startswith("'", name.end()) else _BARE).match(text, name.end())
        if value is None:
            raise refusal("a quoted value is not closed, or something follows its closing quote")
        found.append((name["name"], _ESCAPE.sub(r"\1", value["value"])))
        at = value.end()
    return found
