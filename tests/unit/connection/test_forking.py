"""One nursery, however many ask for their first reader at once."""

import asyncio
import contextlib
import os
from pathlib import Path

from app.connection.forking import Nursery
from tests.support.sweep import children_of


def nurseries() -> set[int]:
    """The fork servers that this process has started and that still run."""
    found: set[int] = set()
    for child in children_of(os.getpid()):
        with contextlib.suppress(OSError):  # it may have ended
            if b"app.connection.nursery" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.add(child)
    return found


async def test_many_first_readers_at_once_come_from_one_nursery():
    before = nurseries()
    with contextlib.closing(Nursery()) as nursery:
        readers = await asyncio.gather(*(nursery.reader() for _ in range(8)))
        assert nurseries() - before == {nursery.pid}
        for reader in readers:
            reader.channel.close()
            os.close(reader.pidfd)
    assert nurseries() == before
