"""A way to one server for a driver that would follow it to others.

Microsoft's driver connects to whatever address a server names in its answer to the sign-in, and signs in there with
the same password (seen with driver 18.6 whatever the application intent). So the driver only ever reaches a port of
its own process, what arrives there is passed on over one socket to the pinned address, and from then on the
kernel lets this process make no connection at all.
"""

import contextlib
import socket
import threading

from app.connection.confinement import forbid_connecting

_CHUNK_BYTES = 256 * 1024


def relayed(address: str, port: int, timeout_seconds: float) -> int:
    """Connect to the address; gives the loopback port that leads there, for the first connection alone.

    Raises:
        OSError: it refused, or did not answer within the limit.
    """
    server = socket.create_connection((address, port), timeout_seconds)
    server.settimeout(None)
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    door = socket.create_server(("127.0.0.1", 0), backlog=1)
    threading.Thread(target=_admit, args=(door, server), daemon=True).start()
    return int(door.getsockname()[1])


def _admit(door: socket.socket, server: socket.socket) -> None:
    """Let one client in, and pass nothing on before the process is confined."""
    with contextlib.suppress(OSError), server, door:
        driver, _ = door.accept()
        with driver:
            driver.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            forbid_connecting()
            threading.Thread(target=_pass_on, args=(driver, server), daemon=True).start()
            _pass_on(server, driver)


def _pass_on(origin: socket.socket, target: socket.socket) -> None:
    """Until either side closes; then both are closed."""
    with contextlib.suppress(OSError):
        while data := origin.recv(_CHUNK_BYTES):
            target.sendall(data)
    for end in (origin, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
