"""Servers that say they are old, as far as a client hears before it asks anything.

PostgreSQL: https://www.postgresql.org/docs/current/protocol-flow.html. MySQL:
https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html.
"""

import contextlib
import socket
import struct
from collections.abc import Callable, Generator
from threading import Thread


@contextlib.contextmanager
def old_server(dialect: str) -> Generator[int]:
    """PostgreSQL 9.6 or MySQL 5.5 on a port of this machine; everybody is let in."""
    talk = {"postgresql": _postgresql, "mysql": _mysql}[dialect]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=_serve, args=(listening, talk), daemon=True).start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)


def _serve(listening: socket.socket, talk: Callable[[socket.socket], None]) -> None:
    with contextlib.suppress(OSError):
        while True:
            channel, _ = listening.accept()
            with channel, contextlib.suppress(OSError, struct.error):
                talk(channel)


def _postgresql(channel: socket.socket) -> None:
    if not channel.recv(4096):
        return
    said = {
        "server_version": "9.6.24",
        "client_encoding": "UTF8",
        "DateStyle": "ISO, MDY",
        "standard_conforming_strings": "on",
    }
    status = (name.encode() + b"\0" + value.encode() + b"\0" for name, value in said.items())
    messages = [(b"R", struct.pack("!i", 0)), *((b"S", body) for body in status)]
    messages += [(b"K", struct.pack("!ii", 1, 1)), (b"Z", b"I")]
    channel.sendall(b"".join(kind + struct.pack("!i", len(body) + 4) + body for kind, body in messages))
    channel.recv(4096)


def _mysql(channel: socket.socket) -> None:
    greeting = (
        b"\x0a5.5.62\0" + struct.pack("<I", 7) + b"12345678\0" + struct.pack("<H", 0x8208)
        + b"\x21\x02\x00" + struct.pack("<H", 0x0008) + b"\x15" + b"\0" * 10 + b"123456789012\0"
        + b"mysql_native_password\0"
    )  # fmt: skip
    channel.sendall(struct.pack("<I", len(greeting)) + greeting)
    if channel.recv(4096):
        channel.sendall(struct.pack("<I", 7 | 2 << 24) + b"\0\0\0\x02\0\0\0")
        channel.recv(4096)
