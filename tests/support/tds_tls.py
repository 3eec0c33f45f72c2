"""TLS as SQL Server has it: the handshake travels inside PRELOGIN packets, what follows travels in TLS alone.

Source: MS-TDS 3.2.5.1, https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-tds/
"""

import socket
import ssl

from tests.support.tds_wire import PRELOGIN, Channel, packets, read_message

_CHUNK_BYTES = 65_536


class Plain:
    """The socket itself; ``heard`` keeps everything that came."""

    def __init__(self, connection: socket.socket, heard: bytearray) -> None:
        self._connection = connection
        self._heard = heard

    def receive(self, size: int) -> bytes:
        data = self._connection.recv(size)
        self._heard += data
        return data

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)


class Encrypted:
    """TLS over a plain channel, once the handshake is done."""

    def __init__(self, plain: Channel, context: ssl.SSLContext) -> None:
        self._plain = plain
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_side=True)
        self._handshake()

    def receive(self, size: int) -> bytes:
        while True:
            try:
                return self._tls.read(size)
            except ssl.SSLWantReadError:
                if not (chunk := self._plain.receive(_CHUNK_BYTES)):
                    return b""
                self._incoming.write(chunk)

    def send(self, data: bytes) -> None:
        self._tls.write(data)
        self._plain.send(self._outgoing.read())

    def _handshake(self) -> None:
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                self._flush()
                self._incoming.write(read_message(self._plain)[1])
            else:
                self._flush()
                return

    def _flush(self) -> None:
        if data := self._outgoing.read():
            self._plain.send(packets(PRELOGIN, data))
