"""What the routes of the server share."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from temporalio.client import Client

from app.contracts import Progress
from app.pipeline.listing import Listings
from app.settings import Settings
from app.wiring.services import Services, observe


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerServices:
    """The collaborators of the server process, opened on the loop that serves.

    The SDK opens its own under another loop, where the first state call fails (docs: SDK trap F6), so they are
    not used.
    """

    services: Services
    temporal: Client
    listings: Listings
    latest_progress: dict[str, Progress] = field(default_factory=dict[str, Progress])
    """What each run answered last, for the time in which none of its workers can answer."""


@asynccontextmanager
async def open_server(settings: Settings) -> AsyncGenerator[ServerServices]:
    """Open everything; Temporal lazily, so that the page answers before it does."""
    from application_sdk.execution import create_data_converter  # noqa: PLC0415 - heavy

    observe(settings, "server")
    services = await Services.open(settings)
    temporal = await Client.connect(
        settings.temporal_host,
        namespace=settings.temporal_namespace,
        lazy=True,
        data_converter=create_data_converter(),
    )
    try:
        yield ServerServices(
            services=services,
            temporal=temporal,
            listings=Listings(services.catalogs, services.runs),
        )
    finally:
        await services.close()
