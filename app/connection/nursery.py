"""The fork server: a small process with the drivers loaded, which forks one reader per session.

It never imports the SDK and never holds a password. Its standard input is a socket: each byte that arrives on
it brings one end of a socket pair, and a new reader serves that. When the other side of the socket is
gone, because our process ended however it ended, the nursery ends; its readers are killed with it.
"""

import contextlib
import ctypes
import os
import signal
import socket
from importlib import import_module
from typing import NoReturn

from app.connection.dialects import available
from app.connection.reading import serve

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4


def main() -> NoReturn:
    """Serve until the other side of standard input is gone."""
    control = socket.socket(fileno=0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the readers
    _load_drivers()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            os._exit(0)  # at once, because the readers die with this process
        for descriptor in descriptors:
            _start_reader(control, descriptor)


def _load_drivers() -> None:
    """Import every driver once, so that a reader starts in milliseconds; a broken one fails its own readers."""
    for dialect in available():
        with contextlib.suppress(Exception):
            import_module(dialect.driver_module)


def _start_reader(control: socket.socket, descriptor: int) -> None:
    nursery = os.getpid()
    if os.fork() == 0:
        status = 1
        try:
            _become_reader(control, nursery)
            serve(socket.socket(fileno=descriptor))
            status = 0
        finally:
            os._exit(status)
    os.close(descriptor)


def _become_reader(control: socket.socket, nursery: int) -> None:
    """Die with the nursery, be unreadable for others, and leave no text of a driver anywhere."""
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    libc.prctl(_PR_SET_DUMPABLE, 0)
    if os.getppid() != nursery:
        os._exit(1)
    control.close()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)


if __name__ == "__main__":
    main()
