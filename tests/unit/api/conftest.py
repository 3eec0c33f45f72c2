"""The routes of the server over services in memory, asked as any client does."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.guard import Guard
from app.api.routes import api_router
from app.connection.config import SqliteConnection
from app.pipeline.listing import Listings
from app.wiring.server import ServerServices
from app.wiring.services import Services
from tests.support.fake_source import FakeReaders, a_database, tables_of
from tests.support.fake_workflows import FakeTemporal
from tests.support.services import services_over


@dataclass(frozen=True, slots=True)
class WithServer:
    """What the handler's lifespan does: the collaborators stand beside every request."""

    app: ASGIApp
    server: ServerServices

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["server"] = self.server
        await self.app(scope, receive, send)


@pytest.fixture
def readers() -> FakeReaders:
    return FakeReaders()


@pytest.fixture
def services(readers: FakeReaders) -> Services:
    return services_over(readers)


@pytest.fixture
def temporal() -> FakeTemporal:
    return FakeTemporal.idle()


@pytest.fixture
async def client(services: Services, temporal: FakeTemporal) -> AsyncGenerator[httpx.AsyncClient]:
    application = FastAPI()
    application.include_router(api_router())
    server = ServerServices(
        services=services,
        temporal=temporal.client,
        listings=Listings(services.catalogs, services.runs),
    )
    transport = httpx.ASGITransport(Guard(WithServer(application, server)))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1/api/v1") as made:
        yield made


@pytest.fixture
def shop(tmp_path: Path) -> SqliteConnection:
    return a_database(tmp_path / "shop.db", tables_of(["customer"]))
