"""The kinds of databases there are: built-in and installed ones alike are entry points ``sourcesense.dialects``."""

from collections.abc import Mapping
from functools import cache
from typing import cast

from app.connection.dialects.base import Dialect
from app.errors import UnsupportedDialectError
from app.plugins import load_plugins

GROUP = "sourcesense.dialects"


@cache
def _loaded() -> Mapping[str, Dialect]:
    return cast("dict[str, Dialect]", load_plugins(GROUP).loaded)


def available() -> tuple[Dialect, ...]:
    """Every dialect that could be loaded, by title."""
    return tuple(sorted(_loaded().values(), key=lambda dialect: dialect.title))


def get_dialect(name: str) -> Dialect:
    """The dialect of that name; ``UnsupportedDialectError`` if there is none."""
    try:
        return _loaded()[name]
    except KeyError:
        known = ", ".join(dialect.title for dialect in available())
        shown = name if name.isidentifier() else "?"
        raise UnsupportedDialectError(dialect=shown, available=known) from None
