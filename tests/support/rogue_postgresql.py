"""What a rogue says in PostgreSQL's protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html."""

import itertools
import struct
import time

from tests.support.rogue import Script, Talk

_SSL_REQUEST = struct.pack("!ii", 8, 80877103)


def message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


READY = message(b"Z", b"I")
WELCOME = (
    message(b"R", struct.pack("!i", 0)),
    *(message(b"S", name + b"\0" + value + b"\0") for name, value in (
        (b"server_version", b"15.1"), (b"client_encoding", b"UTF8"),
        (b"DateStyle", b"ISO, MDY"), (b"standard_conforming_strings", b"on"),
    )),
    message(b"K", struct.pack("!ii", 1, 1)), READY,
)  # fmt: skip


def begin(talk: Talk) -> bytes:
    """TLS if it is asked for and there is a certificate; then the start-up message."""
    first = start(talk)
    if first != _SSL_REQUEST:
        return first
    talk.say(b"S")
    talk.encrypt()
    return start(talk)


def start(talk: Talk) -> bytes:
    """A message without a kind: the start-up message, or the question for TLS."""
    head = talk.exactly(4)
    return head + talk.exactly(struct.unpack("!i", head)[0] - 4)


def asking(code: int, body: bytes = b"") -> Script:
    """It asks for the password in a way of its own."""

    def script(talk: Talk) -> None:
        begin(talk)
        talk.say(message(b"R", struct.pack("!i", code) + body))
        talk.wait()

    return script


def welcoming(*after: bytes) -> Script:
    """It lets everybody in, and answers the first statement with this."""

    def script(talk: Talk) -> None:
        begin(talk)
        talk.say(*WELCOME)
        talk.read()
        talk.say(*after)
        talk.wait()

    return script


def declining(talk: Talk) -> None:
    """It has no TLS and hopes for a sign-in without."""
    talk.read()
    talk.say(b"N")
    talk.wait()


def erring(talk: Talk) -> None:
    """It answers the question for TLS with an error, as very old servers do."""
    talk.read()
    talk.say(message(b"E", b"SFATAL\0C0A000\0Munsupported frontend protocol\0\0"))
    talk.wait()


def stuffing(talk: Talk) -> None:
    """It puts an answer in clear behind its agreement to TLS (CVE-2021-23222)."""
    talk.read()
    talk.say(b"S", *WELCOME)
    talk.wait()


def babbling(talk: Talk) -> None:
    """It agrees to TLS and then speaks something else."""
    talk.read()
    talk.say(b"S")
    talk.say(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 10)
    talk.wait()


def stripping(talk: Talk) -> None:
    """It ends TLS after the handshake and goes on in clear."""
    start(talk)
    talk.say(b"S")
    talk.encrypt()
    talk.beside_tls(message(b"R", struct.pack("!i", 3)))
    talk.wait()


def flooding(unit: bytes) -> Script:
    """It says the same for ever, before anybody is let in."""

    def script(talk: Talk) -> None:
        begin(talk)
        while True:
            talk.say(unit * 100)

    return script


def dripping(talk: Talk) -> None:
    """A notice that never ends, one letter after the other."""
    begin(talk)
    talk.say(b"N", struct.pack("!i", 10_000))
    for _ in itertools.count():
        talk.say(b"x")
        time.sleep(0.1)


def silent(talk: Talk) -> None:
    talk.wait()


NOTICE = message(b"N", b"SNOTICE\0C00000\0M" + b"x" * 1000 + b"\0\0")
ROWS = message(b"T", struct.pack("!h", 1) + b"c\0" + struct.pack("!ihihih", 0, 0, 25, -1, -1, 0))
ROW = message(b"D", struct.pack("!hi", 1, 1000) + b"x" * 1000)


def endless_rows(talk: Talk) -> None:
    """It lets everybody in and answers the first statement without an end."""
    begin(talk)
    talk.say(*WELCOME)
    talk.read()
    talk.say(ROWS)
    while True:
        talk.say(ROW * 100)


SASL_PLAIN = b"PLAIN\0\0"
SASL_SCRAM = b"SCRAM-SHA-256\0\0"


def scram_without_proof(talk: Talk) -> None:
    """It begins SCRAM and lets us in without showing that it knows the password too."""
    begin(talk)
    talk.say(message(b"R", struct.pack("!i", 10) + SASL_SCRAM))
    first = talk.read()
    nonce = first.rpartition(b"r=")[2]
    challenge = b"r=" + nonce + b"rogue,s=cm9ndWVyb2d1ZXJvZ3U=,i=4096"
    talk.say(message(b"R", struct.pack("!i", 11) + challenge))
    talk.read()
    talk.say(*WELCOME)
    talk.wait()


ATTACKS: dict[str, Script] = {
    "asks for clear text": asking(3),
    "asks for Kerberos": asking(2),
    "asks for GSSAPI": asking(7),
    "asks for SSPI": asking(9),
    "asks for SASL PLAIN": asking(10, SASL_PLAIN),
    "asks for something unknown": asking(99),
    "skips its own proof": scram_without_proof,
    "asks for data": welcoming(message(b"G", b"\0\0\0")),
    "asks for both ways": welcoming(message(b"W", b"\0\0\0")),
    "promises two gigabytes": welcoming(b"D" + struct.pack("!i", 2**31 - 1)),
    "floods with rows": endless_rows,
    "floods with notices": flooding(NOTICE),
    "floods with settings": flooding(message(b"S", b"a\0b\0")),
    "floods with errors": welcoming(message(b"E", b"SERROR\0CXX000\0M" + b"x" * 1000 + b"\0\0") * 2000),
    "drips": dripping,
    "is silent": silent,
}
"""Played in clear and in TLS."""
DOWNGRADES: dict[str, Script] = {
    "declines TLS": declining,
    "answers with an error": erring,
    "stuffs an answer": stuffing,
    "babbles": babbling,
    "strips TLS": stripping,
}
"""Played to clients that want TLS."""
