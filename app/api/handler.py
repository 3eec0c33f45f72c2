"""The SDK's handler: what the Atlan platform asks of an app, and the door our own routers come in by."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import TypedDict
from uuid import uuid4

from application_sdk.handler.base import Handler
from application_sdk.handler.contracts import (
    AuthInput,
    AuthOutput,
    AuthStatus,
    HandlerCredential,
    MetadataInput,
    PreflightCheck,
    PreflightInput,
    PreflightOutput,
    PreflightStatus,
    SqlMetadataObject,
    SqlMetadataOutput,
)
from fastapi import APIRouter, FastAPI

from app.api.guard import Guard
from app.api.reconcile import sweep_for_ever
from app.api.routes import api_router
from app.api.workflows import Workflows
from app.connection.config import Connection, Credential, credential_for, parse_connection
from app.connection.probe import ProbeReport
from app.connection.reader import Limits
from app.errors import ConnectionFieldError, SourceSenseError
from app.pipeline.probing import try_source
from app.pipeline.schema import read_schema
from app.pipeline.source import DirectSource, LeasedSource
from app.wiring.egress import read_settings
from app.wiring.server import ServerServices, open_server

_LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


class State(TypedDict):
    """What the lifespan puts beside every request."""

    server: ServerServices


class SourceSenseHandler(Handler):
    """Serves ``/api/v1`` and answers the SDK's ``auth``, ``check`` and ``metadata``."""

    _server: ServerServices

    def routers(self) -> Sequence[APIRouter]:
        """Our routes; their lifespan opens the collaborators and puts the guard in front of everything."""
        return [api_router(self._lifespan)]

    @asynccontextmanager
    async def _lifespan(self, application: FastAPI) -> AsyncGenerator[State]:
        settings = read_settings()
        # The SDK builds the application and has no door for middleware; this attribute is Starlette's public one.
        application.middleware_stack = Guard(
            application.middleware_stack or application.build_middleware_stack(),
            hosts=_LOCAL_HOSTS if settings.local else (),
        )
        async with open_server(settings) as self._server:
            sweeping = asyncio.create_task(
                sweep_for_ever(self._server.services, Workflows(self._server.temporal, settings))
            )
            try:
                yield {"server": self._server}
            finally:
                sweeping.cancel()

    async def test_auth(self, input: AuthInput) -> AuthOutput:
        """Reach the source and sign in, once."""
        try:
            report = await self._tested(input.credentials)
        except SourceSenseError as error:
            return AuthOutput(status=AuthStatus.FAILED, message=error.explain().message)
        if report.failure is None:
            return AuthOutput(status=AuthStatus.SUCCESS, message="The source lets us in.")
        return AuthOutput(status=AuthStatus.FAILED, message=report.failure.explain().message)

    async def preflight_check(self, input: PreflightInput) -> PreflightOutput:
        """Every step of the connection test as a check."""
        report = await self._tested(input.credentials)
        checks = [
            PreflightCheck(
                name=step.id,
                passed=step.state != "failed",
                message=step.failure.message if step.failure else step.detail,
                duration_ms=step.milliseconds,
            )
            for step in report.steps
        ]
        ready = PreflightStatus.READY if report.passed else PreflightStatus.NOT_READY
        return PreflightOutput(status=ready, checks=checks)

    async def fetch_metadata(self, input: MetadataInput) -> SqlMetadataOutput:
        """The schemas of the source."""
        connection, credential = _connection_in(input.credentials)
        services = self._server.services
        source = DirectSource(services.readers, connection, credential, Limits())
        slots = LeasedSource(source, services.leases, holder=f"metadata.{uuid4().hex}", capacity=2)
        snapshot = await read_schema(slots)
        schemas = sorted({table.schema for table in snapshot.tables})
        return SqlMetadataOutput(
            objects=[
                SqlMetadataObject(TABLE_CATALOG=snapshot.database, TABLE_SCHEMA=name) for name in schemas
            ]
        )

    async def _tested(self, credentials: Iterable[HandlerCredential]) -> ProbeReport:
        connection, credential = _connection_in(credentials)
        services = self._server.services
        return await try_source(
            services.readers, services.leases, connection, credential, holder=f"check.{uuid4().hex}"
        )


def _connection_in(credentials: Iterable[HandlerCredential]) -> tuple[Connection, Credential]:
    """The connection among the SDK's flat credential pairs; ``dialect`` names its kind, ``port`` is a number."""
    fields: dict[str, object] = {pair.key: pair.value for pair in credentials}
    password, client_key = fields.pop("password", None), fields.pop("client_key", None)
    if "port" in fields:
        try:
            fields["port"] = int(str(fields["port"]))
        except ValueError:
            raise ConnectionFieldError(field="port", problem="must be a number from 1 to 65535") from None
    connection = parse_connection(fields)
    return connection, credential_for(
        connection,
        None if password is None else str(password),
        None if client_key is None else str(client_key),
    )
