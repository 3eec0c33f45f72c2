"""A server that plays a part: it says what a script says, in TLS or without, and remembers every byte it hears."""

import contextlib
import os
import socket
import ssl
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock, Thread

from app.security.redaction import forms_of
from tests.support.certificates import Pair

_PATIENCE_SECONDS = 20


@dataclass
class Heard:
    """All bytes of all connections, as they came and as TLS had them inside."""

    data: bytearray = field(default_factory=bytearray)
    lock: Lock = field(default_factory=Lock)

    def add(self, data: bytes) -> bytes:
        with self.lock:
            self.data += data
        return data

    def has(self, secret: str) -> bool:
        """Whether the secret is among the bytes, in any form that somebody could write it in."""
        wide = (secret.encode("utf-16-le"), secret.encode("utf-16-be"), secret[::-1].encode())
        forms = (*(form.encode() for form in forms_of(secret)), *wide)
        return any(form in self.data for form in forms)


@dataclass
class Talk:
    """One connection to the rogue."""

    channel: socket.socket
    heard: Heard
    pair: Pair | None

    def read(self) -> bytes:
        """What comes next; empty when the other side is gone."""
        return self.heard.add(self.channel.recv(65_536))

    def exactly(self, size: int) -> bytes:
        """So many bytes and none of what follows; ``OSError`` if the other side is gone before."""
        got = bytearray()
        while len(got) < size:
            if not (part := self.channel.recv(size - len(got))):
                raise ConnectionResetError
            got += part
        return self.heard.add(bytes(got))

    def say(self, *parts: bytes) -> None:
        self.channel.sendall(b"".join(parts))

    def wait(self) -> None:
        """Listen until the other side is gone."""
        while self.read():
            pass

    def beside_tls(self, *parts: bytes) -> None:
        """Say something in clear where TLS goes on already."""
        with socket.socket(fileno=os.dup(self.channel.fileno())) as bare:
            bare.sendall(b"".join(parts))

    def encrypt(self) -> None:
        """The server's side of a TLS handshake."""
        assert self.pair is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with NamedTemporaryFile("w", suffix=".pem") as file:
            file.write(self.pair.key + self.pair.certificate)
            file.flush()
            context.load_cert_chain(Path(file.name))
        self.channel = context.wrap_socket(self.channel, server_side=True)  # takes the socket over


Script = Callable[[Talk], None]


@dataclass(frozen=True)
class Rogue:
    """Where it listens and what it heard."""

    port: int
    heard: Heard


@contextlib.contextmanager
def rogue(script: Script, pair: Pair | None = None) -> Generator[Rogue]:
    """A server on this machine that plays the script with everybody who comes."""
    heard, players = Heard(), list[Thread]()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = Thread(target=_serve, args=(listening, script, Talk(listening, heard, pair), players))
        serving.start()
        yield Rogue(listening.getsockname()[1], heard)
        listening.shutdown(socket.SHUT_RDWR)
        serving.join()
    for player in players:
        player.join()


def _serve(listening: socket.socket, script: Script, at: Talk, players: list[Thread]) -> None:
    with contextlib.suppress(OSError):
        while True:
            channel, _ = listening.accept()
            channel.settimeout(_PATIENCE_SECONDS)
            players.append(Thread(target=_play, args=(Talk(channel, at.heard, at.pair), script)))
            players[-1].start()


def _play(talk: Talk, script: Script) -> None:
    with contextlib.suppress(OSError, IndexError):  # the other side is gone
        script(talk)
    talk.channel.close()
