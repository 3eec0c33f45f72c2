"""What processes use, read from ``/proc``: processor seconds, and the memory of a whole tree of them."""

import os
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_EVERY_SECONDS: Final = 0.02


def processor_seconds(process: int, *, with_children: bool = False) -> float:
    """Of a process so far, with all its children's, dead ones too where it waited for them."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    used = sum(int(field) for field in fields[11 : 15 if with_children else 13]) / _TICKS
    if not with_children:
        return used
    return used + sum(processor_seconds(child, with_children=False) for child in children(process))


def children(process: int) -> Iterator[int]:
    """Those alive, of all its threads."""
    for thread in Path(f"/proc/{process}/task").iterdir():
        yield from map(int, (thread / "children").read_text(encoding="utf-8").split())


class PeakMemory:
    """The most that a process and all below it held at once."""

    def __init__(self) -> None:
        self.bytes = 0

    @contextmanager
    def watching(self, process: int) -> Generator[None]:
        """Look every 20 ms; pages that processes share count once for each."""
        done = threading.Event()

        def watch() -> None:
            while not done.wait(_EVERY_SECONDS):
                self.bytes = max(self.bytes, resident(process))

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def resident(process: int) -> int:
    """Bytes in memory of the process and all below it; 0 if it is gone."""
    with suppress(OSError):
        own = int(Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1]) * _PAGE
        return own + sum(resident(child) for child in [*children(process)])
    return 0
