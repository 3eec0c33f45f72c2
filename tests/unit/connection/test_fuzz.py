"""Twenty thousand hostile forms and texts: only allow-listed arguments reach a driver, and no value an error."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from app.connection.config import NetworkConnection, SqliteConnection, credential_for, parse_connection
from app.connection.dialects import get_dialect
from app.connection.egress import EgressPolicy
from app.connection.fields import Connection
from app.connection.reader import Limits, Readers
from app.connection.url import split_url
from app.connection.wire import LENGTH, Order, frame, read_order
from app.errors import SourceSenseError
from tests.support.fuzzing import CANARY, CLOSED_LISTS, forms, texts
from tests.support.intercepted import PIN, Intercepted, intercept

COUNT = 10_000
SEED = 4


async def always_pin(_host: str, _port: int) -> Sequence[str]:
    return [PIN]


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Readers]:
    """They resolve nothing, and files may lie in a folder with one database."""
    (tmp_path / "shop.db").write_bytes(b"SQLite format 3\0" + bytes(84))
    monkeypatch.chdir(tmp_path)
    with contextlib.closing(Readers(EgressPolicy(), (tmp_path,), always_pin)) as made:
        yield made


async def order_of(readers: Readers, connection: Connection, password: str | None) -> Order:
    """What would travel to the reader process, there and back."""
    credential = credential_for(connection, password, None)
    order = await readers._order(  # pyright: ignore[reportPrivateUsage] - what it makes is what travels
        connection, credential, Limits(), None
    )
    received = read_order(frame(order)[LENGTH.size :])
    assert isinstance(received, Order)
    return received


def check_told(told: Intercepted, connection: Connection, password: str | None) -> None:
    """The driver got what the fields say, the pinned address, and nothing beyond the closed list."""
    match connection:
        case NetworkConnection():
            assert set(told.arguments) <= CLOSED_LISTS[connection.dialect]
            assert told.destination == (PIN, connection.port)
            assert _values(told.arguments) == {
                "user": connection.user,
                "database": connection.database,
                "host": connection.host,
                "password": password or "",
            }
            if connection.dialect == "postgresql" and connection.ca_certificates and connection.tls.verifies:
                assert Path(str(told.arguments["sslrootcert"])).read_text() == connection.ca_certificates
        case SqliteConnection():
            assert set(told.arguments) - {"path"} == CLOSED_LISTS["sqlite"]
            assert (told.arguments["path"], told.arguments["mode"]) == (connection.real_path, "ro")
        case _:
            raise AssertionError(connection)


def files_of(connection: Connection) -> set[str]:
    """The only files that may be opened for a connection."""
    return {connection.real_path} if isinstance(connection, SqliteConnection) else set()


def _values(arguments: Mapping[str, object]) -> dict[str, str]:
    """The values that came from the form, under the names of the form."""
    names = {
        "user": ("user", "UID"),
        "database": ("dbname", "database", "Database"),
        "host": ("HostNameInCertificate", "host"),
        "password": ("password", "PWD"),
    }
    found = {
        ours: next(arguments[name] for name in theirs if name in arguments) for ours, theirs in names.items()
    }
    return {name: value.decode() if isinstance(value, bytes) else str(value) for name, value in found.items()}


def check_error(error: SourceSenseError) -> None:
    explained = error.explain()
    for text in (explained.message, explained.next_step, str(error), str(error.evidence)):
        assert CANARY not in text


async def fate(
    told: Intercepted, readers: Readers, fields: Mapping[str, object], password: str | None
) -> str:
    """What became of a form: who refused it, or which driver was reached."""
    try:
        connection = parse_connection(fields)
        order = await order_of(readers, connection, password)
    except SourceSenseError as error:
        check_error(error)
        return error.code
    failure = told.ask(order)
    assert {name for _, name in told.opened if not isinstance(name, int)} <= files_of(connection)
    if failure is not None:
        assert failure not in {"crash", "it connected"}
        return f"{connection.dialect} {failure}"
    check_told(told, connection, password)
    return connection.dialect


async def test_ten_thousand_forms_reach_drivers_with_allow_listed_arguments_only(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
):
    told = intercept(monkeypatch)
    fates = Counter[str]()
    for fields, password in forms(SEED, COUNT):
        fates[await fate(told, readers, fields, password)] += 1
    assert fates.total() == COUNT
    assert min(fates[name] for name in ("postgresql", "mysql", "mssql")) > 500, fates
    assert fates["connection_field"] > 2000, fates
    assert fates["sqlite"] > 100, fates


async def test_ten_thousand_texts_reach_drivers_with_allow_listed_arguments_only(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
):
    told = intercept(monkeypatch)
    fates = Counter[str]()
    for text in texts(SEED, COUNT):
        try:
            split = split_url(text)
        except SourceSenseError as error:
            check_error(error)
            fates[error.code] += 1
            continue
        assert split.fields.keys() <= get_dialect(split.dialect).connection_type.model_fields.keys()
        assert CANARY not in str(split.notes)
        fates[await fate(told, readers, split.fields, split.password)] += 1
    assert fates.total() == COUNT
    assert min(fates[name] for name in ("postgresql", "mysql", "mssql")) > 300, fates
    assert fates["connection_url"] > 3000, fates
