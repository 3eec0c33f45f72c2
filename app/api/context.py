"""What a route finds behind its request."""

from typing import cast

from fastapi import Request

from app.api.workflows import Workflows
from app.wiring.server import ServerServices


def server(request: Request) -> ServerServices:
    """The collaborators that the router's lifespan opened."""
    return cast("ServerServices", request.state.server)


def workflows(request: Request) -> Workflows:
    """The scan workflows."""
    found = server(request)
    return Workflows(found.temporal, found.services.settings)
