"""However a forbidden place is written, no socket is opened to it."""

import asyncio
import contextlib
import socket
import sys
from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from app.connection.config import Credential, parse_connection
from app.connection.egress import EgressPolicy
from app.connection.probe import probe
from app.connection.reader import Limits, Readers
from app.connection.url import split_url
from app.errors import ConnectionFieldError, ConnectionUrlError, SourceSenseError
from app.networks import parse_rules
from tests.support.spellings import DENIED_TARGETS, NAMES, PLAIN_IPV6, TEXTS, spellings

GOOD = "good.example"
LIMITS = Limits(connect_timeout_seconds=2)

HOSTS: Mapping[str, str] = {
    **{f"{target}, {name}": text for target in DENIED_TARGETS for name, text in spellings(target)},
    **{f"IPv6 {text}": text for text in PLAIN_IPV6},
    **{f"the name {text}": text for text in NAMES},
}


@dataclass
class Connects:
    """Addresses that sockets of this process were connected to; a hook of the interpreter sees every one."""

    seen: list[object] = field(default_factory=list[object])
    watching: bool = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if (
            self.watching
            and event == "socket.connect"
            and getattr(arguments[0], "family", 0) != socket.AF_UNIX
        ):
            self.seen.append(arguments[1])


CONNECTS = Connects()
sys.addaudithook(CONNECTS)  # it cannot be taken away again, only be told to look elsewhere


@pytest.fixture
def connects() -> Iterator[Connects]:
    CONNECTS.seen.clear()
    CONNECTS.watching = True
    yield CONNECTS
    CONNECTS.watching = False


async def hostile_lookup(host: str, port: int) -> Sequence[str]:
    """Numbers as this machine reads them, names as the corpus says; nothing leaves this machine."""
    if host in NAMES:
        return NAMES[host]
    if host == GOOD:
        return ["192.0.2.1"]
    loop = asyncio.get_running_loop()
    answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(answer[4][0]) for answer in answers]


async def failed_step(fields: Mapping[str, object]) -> str:
    """Which step of the connection test ended it, ``fields`` if it did not come so far."""
    try:
        connection = parse_connection({"database": "d", "user": "u", **fields})
    except ConnectionFieldError:
        return "fields"
    with contextlib.closing(Readers(EgressPolicy(), (), hostile_lookup)) as readers:
        report = await probe(readers, connection, Credential("secret"), LIMITS)
    return next(step.id for step in report.steps if step.state == "failed")


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS.keys())
async def test_no_spelling_of_a_forbidden_host_opens_a_socket(connects: Connects, host: str):
    step = await failed_step({"dialect": "postgresql", "host": host})
    assert step in {"fields", "name", "address"}
    assert connects.seen == []


@pytest.mark.parametrize("text", TEXTS)
async def test_no_trick_of_a_pasted_text_opens_a_socket_to_a_forbidden_place(connects: Connects, text: str):
    try:
        fields = split_url(text).fields
    except ConnectionUrlError:
        return
    if fields.get("host") == GOOD:  # the trick did not work: it goes where it seems to go
        assert "127.0.0.1" not in {str(value) for name, value in fields.items() if name == "host"}
        return
    assert await failed_step(fields) in {"fields", "name", "address"}
    assert connects.seen == []


def test_the_corpus_holds_more_than_two_hundred_different_spellings():
    different = {*HOSTS.values(), *TEXTS}
    assert len(different) == 337


@asynccontextmanager
async def counting_server(host: str, port: int = 0) -> AsyncGenerator[tuple[int, list[int]]]:
    """Port and list of connections of a server that hangs up."""
    accepted: list[int] = []

    def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        accepted.append(1)
        writer.close()

    server = await asyncio.start_server(hang_up, host, port)
    async with server:
        yield server.sockets[0].getsockname()[1], accepted


@pytest.mark.parametrize("name", [name for name, _ in spellings("127.0.0.1")])
async def test_a_server_on_this_machine_is_not_even_knocked_at(name: str):
    spelling = dict(spellings("127.0.0.1"))[name]
    async with counting_server("127.0.0.1") as (port, accepted):
        step = await failed_step({"dialect": "postgresql", "host": spelling, "port": port})
        await asyncio.sleep(0)
        assert (step in {"fields", "name", "address"}, accepted) == (True, [])


async def test_a_name_that_changes_its_mind_is_asked_once_and_held_to_its_first_answer():
    answers = iter([["127.0.0.2"], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    async def rebinding(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    policy = EgressPolicy(allow_loopback=True, deny=parse_rules("127.0.0.1"))
    async with (
        counting_server("127.0.0.2") as (port, harmless),
        counting_server("127.0.0.1", port) as (_, harmful),
    ):
        connection = parse_connection(
            {"dialect": "postgresql", "host": "rebind.example", "port": port, "database": "d", "user": "u"}
        )
        with contextlib.closing(Readers(policy, (), rebinding)) as readers:
            await probe(readers, connection, Credential("secret"), LIMITS)
        assert (asked, harmful) == (["rebind.example"], [])
        assert len(harmless) >= 1


async def test_a_name_that_turned_bad_after_the_test_is_refused_at_the_next_session():
    async def turned(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    async with counting_server("127.0.0.1") as (port, accepted):
        fields = {"dialect": "mysql", "host": "rebind.example", "port": port, "database": "d", "user": "u"}
        with (
            contextlib.closing(Readers(EgressPolicy(), (), turned)) as readers,
            pytest.raises(SourceSenseError),
        ):
            async with readers.open(parse_connection(fields), Credential("secret"), LIMITS):
                pass
        assert accepted == []
