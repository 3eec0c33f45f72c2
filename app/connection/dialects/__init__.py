"""The kinds of databases there are: built-in and installed ones alike are entry points ``sourcesense.dialects``."""

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from app.connection.dialects.base import Dialect
from app.errors import UnsupportedDialectError
from app.plugins import load_plugins

_NAME = re.compile(r"[A-Za-z_]{1,20}")
"""What an unknown name is shown by; others may be a password that was pasted into the wrong place."""

GROUP = "sourcesense.dialects"


@cache
def _loaded() -> Mapping[str, Dialect]:
    return cast("dict[str, Dialect]", load_plugins(GROUP).loaded)


def forget_loaded() -> None:
    """Look for dialects again; for who installs one while the process runs."""
    _loaded.cache_clear()


def available() -> tuple[Dialect, ...]:
    """Every dialect that could be loaded, by title."""
    return tuple(sorted(_loaded().values(), key=lambda dialect: dialect.title))


def get_dialect(name: str) -> Dialect:
    """The dialect of that name; ``UnsupportedDialectError`` if there is none."""
    try:
        return _loaded()[name]
    except KeyError:
        known = ", ".join(dialect.title for dialect in available())
        shown = name if _NAME.fullmatch(name) else "?"
        raise UnsupportedDialectError(dialect=shown, available=known) from None
