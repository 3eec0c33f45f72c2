"""The platform's three questions are answered by the same code as our own routes, and no answer holds a password."""

import pytest
from application_sdk.handler.contracts import (
    AuthInput,
    AuthStatus,
    HandlerCredential,
    MetadataInput,
    PreflightInput,
    PreflightStatus,
)

from app.api.handler import SourceSenseHandler
from app.connection.config import SqliteConnection
from app.errors import ConnectionFieldError, SourceFileDeniedError, WrongPasswordError
from app.pipeline.listing import Listings
from app.wiring.server import ServerServices
from app.wiring.services import Services
from tests.support.fake_source import FakeReaders
from tests.support.fake_workflows import FakeTemporal

PASSWORD = "planted 4929-1234"  # noqa: S105 - planted on purpose


@pytest.fixture
def handler(
    services: Services, temporal: FakeTemporal, monkeypatch: pytest.MonkeyPatch
) -> SourceSenseHandler:
    """A handler whose lifespan has begun."""
    made = SourceSenseHandler()
    server = ServerServices(
        services=services,
        temporal=temporal.client,
        listings=Listings(services.catalogs, services.runs),
    )
    monkeypatch.setattr(made, "_server", server, raising=False)
    return made


def credentials(**fields: str) -> list[HandlerCredential]:
    """The SDK's flat pairs."""
    return [HandlerCredential(key=key, value=value) for key, value in fields.items()]


def of_file(shop: SqliteConnection) -> list[HandlerCredential]:
    """The pairs of a SQLite file."""
    return credentials(dialect="sqlite", path=shop.path, password=PASSWORD)


async def test_a_source_that_lets_us_in_is_authenticated(
    handler: SourceSenseHandler, readers: FakeReaders, shop: SqliteConnection
) -> None:
    answer = await handler.test_auth(AuthInput(credentials=of_file(shop)))

    assert answer.status is AuthStatus.SUCCESS
    assert readers.passwords == [PASSWORD]


async def test_a_source_that_refuses_is_asked_once_and_explained(
    handler: SourceSenseHandler, readers: FakeReaders, shop: SqliteConnection
) -> None:
    readers.refuse(WrongPasswordError(product="PostgreSQL", user="reader", sqlstate="28P01"))

    answer = await handler.test_auth(AuthInput(credentials=of_file(shop)))

    assert answer.status is AuthStatus.FAILED
    assert "reader" in answer.message
    assert PASSWORD not in answer.model_dump_json()
    assert len(readers.passwords) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"dialect": "planted"},
        {"dialect": "postgresql", "host": "db", "port": "planted"},
        {"dialect": "postgresql", "host": "db", "port": "70000", "database": "shop", "user": "u"},
        {"path": "shop.db"},
        {},
    ],
)
async def test_credentials_that_make_no_connection_fail_with_the_reason(
    handler: SourceSenseHandler, fields: dict[str, str]
) -> None:
    answer = await handler.test_auth(AuthInput(credentials=credentials(**fields, password=PASSWORD)))

    assert answer.status is AuthStatus.FAILED
    assert answer.message
    assert PASSWORD not in answer.model_dump_json()


async def test_a_port_arrives_as_text_and_is_a_number(handler: SourceSenseHandler) -> None:
    fields = credentials(dialect="postgresql", host="db", port="planted", database="shop", user="u")

    with pytest.raises(ConnectionFieldError) as raised:
        await handler.fetch_metadata(MetadataInput(credentials=fields))
    assert raised.value.evidence["field"] == "port"


async def test_every_step_of_the_connection_test_is_a_check(
    handler: SourceSenseHandler, shop: SqliteConnection
) -> None:
    answer = await handler.preflight_check(PreflightInput(credentials=of_file(shop)))

    assert answer.status is PreflightStatus.READY
    assert [check.name for check in answer.checks] == ["file", "version", "privileges", "write_check"]
    assert all(check.passed for check in answer.checks)


async def test_a_failed_step_makes_the_source_not_ready(
    handler: SourceSenseHandler, readers: FakeReaders, shop: SqliteConnection
) -> None:
    readers.refuse(SourceFileDeniedError(path="shop.db", reason="it lies outside"))

    answer = await handler.preflight_check(PreflightInput(credentials=of_file(shop)))

    assert answer.status is PreflightStatus.NOT_READY
    assert [check.name for check in answer.checks if not check.passed] == ["file"]
    assert "it lies outside" in answer.checks[0].message


async def test_the_metadata_are_the_schemas_of_the_source(
    handler: SourceSenseHandler, readers: FakeReaders, shop: SqliteConnection
) -> None:
    answer = await handler.fetch_metadata(MetadataInput(credentials=of_file(shop)))

    assert [each.TABLE_SCHEMA for each in answer.objects] == ["main"]
    assert readers.now_open == 0
