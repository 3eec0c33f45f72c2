"""``/selections``: how many tables globs select, before a run is started."""

from uuid import uuid4

from fastapi import APIRouter, Request

from app.api.context import server
from app.api.problems import ProblemRoute
from app.api.schemas import SelectionAnswer, SelectionRequest
from app.connection.config import parse_connection
from app.pipeline.listing import Listing
from app.schema.counting import count_selected

router = APIRouter(route_class=ProblemRoute, tags=["connections"])


@router.post("/selections")
async def count_selection(body: SelectionRequest, request: Request) -> SelectionAnswer:
    """Count what globs select of a source whose schema is known, or with ``read`` is read now, over one sign-in.

    A schema is known when a run or this call has read it over the same connection in the last ten minutes.
    """
    found = server(request)
    connection = parse_connection(body.connection)
    listing = await found.listings.known(connection)
    if listing is None and body.read:
        services = found.services
        listing = await found.listings.read(
            services.readers,
            services.leases,
            connection,
            body.credential(connection),
            holder=f"selection.{uuid4().hex}",
        )
    return _answer(listing, body)


def _answer(listing: Listing | None, body: SelectionRequest) -> SelectionAnswer:
    if listing is None:
        return SelectionAnswer(known=False, read_at=None, run_id=None, count=None)
    count = count_selected(listing.tables, body.selection())
    return SelectionAnswer(known=True, read_at=listing.read_at, run_id=listing.run_id, count=count)
