"""What a rogue says in MySQL's protocol.

https://dev.mysql.com/doc/dev/mysql-server/latest/PAGE_PROTOCOL.html
"""

import itertools
import struct
import time

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.support.rogue import Script, Talk

_SSL = 0x0800
_SSL_REQUEST_BYTES = 32
_CAPABILITIES = 0x0008_0000 | 0x8000 | 0x2000 | 0x0200 | 0x0008
_OK = b"\0\0\0\x02\0\0\0"


def packet(number: int, body: bytes) -> bytes:
    return struct.pack("<I", len(body) | number << 24) + body


def greeting(*, tls: bool, plugin: bytes = b"mysql_native_password") -> bytes:
    capabilities = _CAPABILITIES | (_SSL if tls else 0)
    body = (
        b"\x0a8.0.99\0" + struct.pack("<I", 7) + b"12345678\0" + struct.pack("<H", capabilities & 0xFFFF)
        + b"\x2d\x02\x00" + struct.pack("<H", capabilities >> 16) + b"\x15" + b"\0" * 10 + b"123456789012\0"
        + plugin + b"\0"
    )  # fmt: skip
    return packet(0, body)


def begin(talk: Talk, plugin: bytes = b"mysql_native_password") -> int:
    """Greeting, TLS if it is wanted, and the answer; gives the number of the next packet."""
    talk.say(greeting(tls=talk.pair is not None, plugin=plugin))
    number, size = hear(talk)
    if talk.pair is None or size > _SSL_REQUEST_BYTES:
        return number + 1
    talk.encrypt()
    return hear(talk)[0] + 1


def hear(talk: Talk) -> tuple[int, int]:
    """Number and size of the next packet."""
    (head,) = struct.unpack("<I", talk.exactly(4))
    return head >> 24, len(talk.exactly(head & 0xFFFFFF))


def switching(plugin: bytes, *then: bytes) -> Script:
    """It wants another way to sign in, and then whatever comes."""

    def script(talk: Talk) -> None:
        number = begin(talk)
        talk.say(packet(number, b"\xfe" + plugin + b"\0" + b"12345678901234567890\0"))
        for body in then:
            number += 2
            if not talk.read():
                return
            talk.say(packet(number, body))
        talk.wait()

    return script


def greeting_with(plugin: bytes, *then: bytes) -> Script:
    """It names the way in its greeting already."""

    def script(talk: Talk) -> None:
        number = begin(talk, plugin)
        for body in then:
            talk.say(packet(number, body))
            number += 2
            if not talk.read():
                return
        talk.wait()

    return script


def wanting_a_file(path: str) -> Script:
    """It lets everybody in and answers every statement with a request for a file of ours."""

    def script(talk: Talk) -> None:
        talk.say(packet(begin(talk), _OK))
        while talk.read():
            talk.say(packet(1, b"\xfb" + path.encode()))

    return script


def switching_for_ever(talk: Talk) -> None:
    """It changes its mind about the way to sign in again and again."""
    number = begin(talk)
    while True:
        talk.say(packet(number % 256, b"\xfemysql_native_password\0" + b"12345678901234567890\0"))
        if not talk.read():
            return
        number += 2


def without_tls(talk: Talk) -> None:
    """It has no TLS and hopes for a sign-in without."""
    talk.say(greeting(tls=False))
    talk.wait()


def babbling(talk: Talk) -> None:
    """It agrees to TLS and then speaks something else."""
    talk.say(greeting(tls=True))
    talk.read()
    talk.say(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 10)
    talk.wait()


def stripping(talk: Talk) -> None:
    """It ends TLS after the handshake and goes on in clear."""
    talk.say(greeting(tls=True))
    hear(talk)
    talk.encrypt()
    talk.beside_tls(packet(3, b"\xfemysql_clear_password\0"))
    talk.wait()


def greeting_twice(talk: Talk) -> None:
    """It puts an answer in clear behind its greeting, before TLS."""
    wanted = talk.pair is not None
    talk.say(greeting(tls=wanted), packet(2, b"\xfemysql_clear_password\0"))
    hear(talk)
    if wanted:
        talk.encrypt()
    talk.wait()


def flooding_with_rows(talk: Talk) -> None:
    """It lets everybody in and answers the first statement without an end."""
    talk.say(packet(begin(talk), _OK))
    talk.read()
    column = (
        b"\x03def" + b"\0" * 3 + b"\x01c\0" + b"\x0c" + struct.pack("<HIBHB", 45, 1000, 253, 0, 0) + b"\0\0"
    )
    talk.say(packet(1, b"\x01"), packet(2, column), packet(3, b"\xfe\0\0\x02\0"))
    for number in itertools.count(4):
        talk.say(packet(number % 256, b"\xfc" + struct.pack("<H", 1000) + b"x" * 1000))


def promising(talk: Talk) -> None:
    """It announces the largest packets there are and sends them."""
    talk.say(packet(begin(talk), _OK))
    talk.read()
    for number in itertools.count(1):
        talk.say(struct.pack("<I", 0xFFFFFF | (number % 256) << 24), b"\x01" * 0xFFFFFF)


def dripping(talk: Talk) -> None:
    talk.say(struct.pack("<I", 10_000))
    for _ in itertools.count():
        talk.say(b"\x0a")
        time.sleep(0.1)


def silent(talk: Talk) -> None:
    talk.wait()


def silent_afterwards(talk: Talk) -> None:
    """It greets, and never says whether we are in."""
    begin(talk)
    talk.wait()


_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
_RSA_KEY = b"\x01" + _RSA.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)
"""A key of the rogue's own: what is encrypted with it is as good as sent in clear."""

ATTACKS: dict[str, Script] = {
    "asks for clear text": switching(b"mysql_clear_password"),
    "asks for clear text in its greeting": greeting_with(b"mysql_clear_password"),
    "asks for the old hash": switching(b"mysql_old_password"),
    "asks in a dialog": switching(b"dialog", b"\x02Password: "),
    "asks for something unknown": switching(b"rogue_password"),
    "asks for what it says is a path": switching(b"../../mysql_clear_password"),
    "greets twice": greeting_twice,
    "switches for ever": switching_for_ever,
    "floods with rows": flooding_with_rows,
    "promises large packets": promising,
    "drips": dripping,
    "is silent": silent,
    "is silent afterwards": silent_afterwards,
}
"""Played in clear and in TLS."""
UNKNOWN_END: dict[str, Script] = {
    "asks for the whole of SHA-2": switching(b"caching_sha2_password", b"\x01\x04"),
    "gives a key of its own": switching(b"caching_sha2_password", b"\x01\x04", _RSA_KEY),
    "gives a key of its own at once": switching(b"caching_sha2_password", _RSA_KEY, _RSA_KEY),
    "asks for the whole in its greeting": greeting_with(b"caching_sha2_password", b"\x01\x04", _RSA_KEY),
    "asks for SHA-256": switching(b"sha256_password", _RSA_KEY),
    "asks for SHA-256 in its greeting": greeting_with(b"sha256_password", _RSA_KEY),
}
"""Ways that are fine where the other end is known, and give the password away where it is not."""
DOWNGRADES: dict[str, Script] = {
    "declines TLS": without_tls,
    "babbles": babbling,
    "strips TLS": stripping,
}
"""Played to clients that want TLS."""
