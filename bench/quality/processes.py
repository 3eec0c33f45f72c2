"""What processes use, read from ``/proc``: processor seconds, and the memory of a whole tree of them."""

import os
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_EVERY_SECONDS: Final = 0.1


def processor_seconds(process: int, *, with_children: bool = False) -> float:
    """Of a process so far, with all its children's, dead ones too where it waited for them."""
    while True:
        try:
            return _used(process, with_children=with_children)
        except FileNotFoundError:
            if not Path(f"/proc/{process}").exists():
                raise
            # A child has gone meanwhile, and what it used is its parent's now.


def _used(process: int, *, with_children: bool) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    used = sum(int(field) for field in fields[11 : 15 if with_children else 13]) / _TICKS
    if not with_children:
        return used
    return used + sum(_used(child, with_children=False) for child in children(process))


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
        """Look ten times a second, less often where a look takes long, so that watching costs a tenth of a processor at most."""
        done = threading.Event()

        def watch() -> None:
            pause = _EVERY_SECONDS
            while not done.wait(pause):
                began = time.perf_counter()
                self.bytes = max(self.bytes, held(process), held_at_most(process))
                pause = max(_EVERY_SECONDS, 9 * (time.perf_counter() - began))

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def held(process: int) -> int:
    """Bytes in memory of the process and all below it, pages they share counted once (PSS); 0 if it is gone."""
    with suppress(OSError):
        own = _bytes(f"/proc/{process}/smaps_rollup", "Pss:")
        return own + sum(held(child) for child in [*children(process)])
    return 0


def held_at_most(process: int) -> int:
    """Bytes that this process alone had in memory at its peak, which may fall between two looks; 0 if it is gone."""
    with suppress(OSError):
        return _bytes(f"/proc/{process}/status", "VmHWM:")
    return 0


def _bytes(file: str, name: str) -> int:
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) * 2**10 for line in lines if line.startswith(name))
