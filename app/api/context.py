"""What a route finds behind its request."""

from typing import Annotated, cast

from fastapi import Path, Query, Request

from app.api.workflows import Workflows
from app.wiring.server import ServerServices

RunId = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{1,48}$")]
"""Wide enough that an id nobody ever had is not found, narrow enough to be a key of the store."""


Against = Annotated[
    str | None,
    Query(pattern="^[A-Za-z0-9_-]{1,48}$", description="By default the previous run of the same source."),
]
"""The other run of a comparison."""


def server(request: Request) -> ServerServices:
    """The collaborators that the router's lifespan opened."""
    return cast("ServerServices", request.state.server)


def workflows(request: Request) -> Workflows:
    """The scan workflows."""
    found = server(request)
    return Workflows(found.temporal, found.services.settings, found.latest_progress)
