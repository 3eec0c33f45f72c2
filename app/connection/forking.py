"""Our end of the nursery: start it, ask it for readers, end it."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass

from app.errors import ReaderCrashedError

_FORK_SECONDS = 20  # the first fork waits for the nursery to load its drivers

_ENVIRONMENT = {
    "HOME": "/nonexistent",
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "PGPASSFILE": os.devnull,
    "PGSERVICEFILE": os.devnull,
    "PGSYSCONFDIR": "/nonexistent",
}
"""Nothing of ours, and no place for a driver to find settings or passwords in."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader process: the socket it answers on and a descriptor that can end it and nothing else."""

    channel: socket.socket
    pidfd: int


class Nursery:
    """The fork server, started when the first reader is asked for and again should it ever end."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._starting = threading.Lock()
        """Sessions are opened from several threads; of two nurseries the first would be lost, its readers with it."""

    @property
    def pid(self) -> int | None:
        """Its process number; ``None`` before the first reader and after the end."""
        return None if self._process is None else self._process.pid

    async def reader(self) -> Reader:
        """A new reader process; ``ReaderCrashedError`` if none could be started."""
        return await asyncio.to_thread(self._reader)

    def close(self) -> None:
        """End the nursery and with it every reader."""
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._control = None

    def _reader(self) -> Reader:
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._starting:
                socket.send_fds(self._running(), [b"f"], [theirs.fileno()])
            ours.settimeout(_FORK_SECONDS)
            _, descriptors, _, _ = socket.recv_fds(ours, 1, 1)
        except OSError:
            descriptors = []
        if not descriptors:
            ours.close()
            raise ReaderCrashedError(exit="it could not be started")
        ours.setblocking(False)
        os.set_inheritable(descriptors[0], False)
        return Reader(ours, descriptors[0])

    def _running(self) -> socket.socket:
        if self._control is None or self._process is None or self._process.poll() is not None:
            self.close()
            self._start()
        assert self._control is not None  # noqa: S101 - just started
        return self._control

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-m", "app.connection.nursery"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=_ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
