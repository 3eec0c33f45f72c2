"""Which runs there are: one empty object per run, named so that names in ascending order are runs newest first.

Objects never change, so no two writers collide however many runs start at once.
"""

import base64
import re
from collections.abc import AsyncIterator
from datetime import datetime

from app.results.store import ObjectStore

FOLDER = "index/"
LATEST_MICROSECONDS = 10**17 - 1
"""Counted down from; the year 5138."""

_NAME = re.compile(r"\d{17}-[A-Za-z0-9_.:-]+")


def entry_name(created_at: datetime, run_id: str) -> str:
    """The name of a run's entry: time left until the end of time, then the id.

    >>> from datetime import UTC
    >>> entry_name(datetime(2026, 1, 2, tzinfo=UTC), "r") < entry_name(datetime(2026, 1, 1, tzinfo=UTC), "r")
    True
    """
    microseconds = int(created_at.timestamp() * 1_000_000)
    return f"{LATEST_MICROSECONDS - microseconds:017d}-{run_id}"


def run_id_of(name: str) -> str:
    """The id in an entry's name.

    >>> run_id_of("98232896000000000-4f1c-2")
    '4f1c-2'
    """
    return name.split("-", 1)[1]


def cursor_after(name: str) -> str:
    """The opaque cursor of a list that goes on after this entry."""
    return base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")


def name_in(cursor: str) -> str:
    """The entry a cursor stands after; ``ValueError`` for a text that is no cursor.

    >>> name_in(cursor_after("98232896000000000-4f1c"))
    '98232896000000000-4f1c'
    """
    try:
        name = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except ValueError:
        name = ""
    if not _NAME.fullmatch(name):
        raise ValueError("not a cursor of this list")
    return name


class RunIndex:
    """The entries of all runs."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    async def add(self, created_at: datetime, run_id: str) -> None:
        """Enter a run; entering it again changes nothing."""
        await self._objects.put(FOLDER + entry_name(created_at, run_id), b"")

    async def newest(self, *, after: str | None = None) -> AsyncIterator[str]:
        """Names of the entries, newest first, from the one behind ``after``."""
        async for path in self._objects.list(FOLDER):
            name = path.removeprefix(FOLDER)
            if after is None or name > after:
                yield name

    async def remove(self, run_id: str) -> None:
        """Take a run out, whenever it was made; no error if it is not there."""
        async for path in self._objects.list(FOLDER):
            if run_id_of(path.removeprefix(FOLDER)) == run_id:
                await self._objects.delete(path)
