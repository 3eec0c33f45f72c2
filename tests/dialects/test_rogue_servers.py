"""Servers that want the password, or that never end: they get nothing, and they cannot hold us."""

import asyncio
import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from app.connection.config import Credential, parse_connection
from app.connection.egress import EgressPolicy
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.connection.session import Statement
from app.errors import HostSilentError, SignInUnsafeError, SourceSenseError, TlsNotOfferedError
from tests.support import rogue_mysql, rogue_postgresql
from tests.support.certificates import Pair
from tests.support.rogue import Rogue, Script, rogue

USER = "visiting_reader"
"""Longer than anything that stands in the random bytes of a handshake by chance."""
PASSWORD = "c4n4ry/p4ss word+é"  # noqa: S105 - what must not be sent
HOST = "db.rogue.example"
LIMITS = Limits(connect_timeout_seconds=1, statement_timeout_seconds=1, memory_bytes=768 << 20)
MODES = ("off", "encrypt", "verify-ca", "verify-host")
LONGEST_SECONDS = 12

ATTACKS = {"postgresql": rogue_postgresql.ATTACKS, "mysql": rogue_mysql.ATTACKS}
DOWNGRADES = {"postgresql": rogue_postgresql.DOWNGRADES, "mysql": rogue_mysql.DOWNGRADES}
EVERY_ATTACK = [(dialect, name) for dialect, scripts in ATTACKS.items() for name in scripts]
EVERY_DOWNGRADE = [(dialect, name) for dialect, scripts in DOWNGRADES.items() for name in scripts]


@dataclass(frozen=True)
class Anywhere(EgressPolicy):
    """Lets us reach this machine by an address that does not look like it, so that its other end is not known."""

    def objection(self, address: str, port: int) -> None:
        del address, port


async def lookup(host: str, port: int) -> Sequence[str]:
    del port
    return ["0.0.0.0" if host == HOST else host]  # noqa: S104 - to connect to, not to listen on


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with contextlib.closing(Readers(Anywhere(), None, lookup)) as made:
        yield made


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where a rogue plays: our readers, and an authority that they trust with a certificate of it."""

    readers: Readers
    authority: str
    certificate: Pair


@pytest.fixture(scope="module")
def stage(readers: Readers) -> Stage:
    """The certificate is a good one: a rogue that was let into a trusted place is a rogue still."""
    authority = trustme.CA()
    return Stage(
        readers=readers,
        authority=authority.cert_pem.bytes().decode(),
        certificate=_pair(authority),
    )


def _pair(authority: trustme.CA) -> Pair:
    issued = authority.issue_cert(HOST)
    return Pair(issued.cert_chain_pems[0].bytes().decode(), issued.private_key_pem.bytes().decode())


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a visit to a rogue ended."""

    error: SourceSenseError | None
    seconds: float
    heard: bytes
    told: bool


async def visit(stage: Stage, at: Rogue, dialect: str, tls: str) -> Outcome:
    """Sign in, ask one thing, and see what the rogue has of us."""
    fields: dict[str, object] = {
        "dialect": dialect, "host": "127.0.0.1" if tls == "off" else HOST, "port": at.port,
        "database": "d", "user": USER, "tls": tls,
    }  # fmt: skip
    if tls.startswith("verify"):
        fields["ca_certificates"] = stage.authority
    error: SourceSenseError | None = None
    began = time.monotonic()
    try:
        async with stage.readers.open(parse_connection(fields), Credential(PASSWORD), LIMITS) as session:
            await session.fetch(Statement(sql="SELECT 1"))
    except SourceSenseError as caught:
        error = caught
    seconds = time.monotonic() - began
    return Outcome(error=error, seconds=seconds, heard=bytes(at.heard.data), told=at.heard.has(PASSWORD))


async def visits(stage: Stage, script: Script, dialect: str, modes: Sequence[str]) -> dict[str, Outcome]:
    """A visit in each mode, all at the same time, each to a rogue of its own."""

    async def one(tls: str) -> Outcome:
        with rogue(script, None if tls == "off" else stage.certificate) as at:
            return await visit(stage, at, dialect, tls)

    return dict(zip(modes, await asyncio.gather(*map(one, modes)), strict=True))


@pytest.mark.parametrize(("dialect", "attack"), EVERY_ATTACK)
async def test_a_rogue_gets_no_secret_and_cannot_hold_us(stage: Stage, dialect: str, attack: str):
    outcomes = await visits(stage, ATTACKS[dialect][attack], dialect, MODES)
    assert [tls for tls, outcome in outcomes.items() if outcome.error is None] == []
    assert [tls for tls, outcome in outcomes.items() if outcome.told] == []
    assert [tls for tls, outcome in outcomes.items() if outcome.seconds > LONGEST_SECONDS] == []


@pytest.mark.parametrize(("dialect", "attack"), EVERY_DOWNGRADE)
async def test_a_downgrade_gets_not_even_the_user(stage: Stage, dialect: str, attack: str):
    outcomes = await visits(stage, DOWNGRADES[dialect][attack], dialect, MODES[1:])
    assert [tls for tls, outcome in outcomes.items() if outcome.error is None] == []
    assert [tls for tls, outcome in outcomes.items() if outcome.told] == []
    if attack != "strips TLS":  # there the user went through TLS, to an end that had shown a good certificate
        assert [tls for tls, outcome in outcomes.items() if USER.encode() in outcome.heard] == []
    assert [tls for tls, outcome in outcomes.items() if outcome.seconds > LONGEST_SECONDS] == []


@pytest.mark.parametrize("attack", rogue_mysql.UNKNOWN_END)
@pytest.mark.parametrize("with_tls", [True, False], ids=["encrypted", "in clear"])
async def test_an_end_that_is_not_known_gets_no_password_by_a_key_of_its_own(
    stage: Stage, attack: str, *, with_tls: bool
):
    with rogue(rogue_mysql.UNKNOWN_END[attack], stage.certificate if with_tls else None) as at:
        outcome = await visit(stage, at, "mysql", "encrypt")
    assert isinstance(
        outcome.error, SignInUnsafeError if with_tls else SignInUnsafeError | TlsNotOfferedError
    )
    assert not outcome.told
    assert len(outcome.heard) < 256, "nothing as long as an encrypted password was sent"


@pytest.mark.parametrize("dialect", ATTACKS)
@pytest.mark.parametrize("tls", ["verify-ca", "verify-host"])
async def test_a_stranger_is_left_in_the_handshake(stage: Stage, dialect: str, tls: str):
    with rogue(ATTACKS[dialect]["asks for clear text"], _pair(trustme.CA())) as at:
        outcome = await visit(stage, at, dialect, tls)
    assert outcome.error is not None
    assert outcome.error.code == "certificate_untrusted"
    assert USER.encode() not in outcome.heard


@pytest.mark.parametrize(
    ("dialect", "attack"),
    [
        ("postgresql", "asks for clear text"),
        ("mysql", "asks for clear text"),
        ("mysql", "asks in a dialog"),
    ],
)
async def test_a_server_that_wants_the_password_itself_is_told(stage: Stage, dialect: str, attack: str):
    with rogue(ATTACKS[dialect][attack]) as at:
        outcome = await visit(stage, at, dialect, "off")
    assert isinstance(outcome.error, SignInUnsafeError)


@pytest.mark.parametrize("tls", ["off", "verify-host"])
async def test_a_server_that_asks_for_a_file_does_not_get_it(stage: Stage, tmp_path: Path, tls: str):
    file = tmp_path / "secret"
    file.write_text("planted in a file")
    script = rogue_mysql.wanting_a_file(str(file))
    with rogue(script, None if tls == "off" else stage.certificate) as at:
        outcome = await visit(stage, at, "mysql", tls)
    assert outcome.error is not None
    assert b"planted" not in outcome.heard


async def test_silence_is_told_as_silence(stage: Stage):
    with rogue(rogue_mysql.silent) as at:
        outcome = await visit(stage, at, "mysql", "off")
    assert isinstance(outcome.error, HostSilentError)
