"""``/runs/{id}/schema`` and ``/runs/{id}/lineage``: what was read of the catalog, as a file or as edges."""

import asyncio
from collections.abc import Iterable, Iterator
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.model.schema import Snapshot
from app.results.exports import Lineage, get_export
from app.results.lineage_document import LineageDocument, lineage_document

router = APIRouter(route_class=ProblemRoute, prefix="/runs/{run_id}", tags=["schema"])

CHUNK_CHARACTERS: Final = 64 * 1024
MOST_SECONDS: Final = 20.0
"""Of reading views for one answer; those that were not reached have that as their problem."""

Format = Annotated[
    str, Query(alias="format", description="json, jsonl, markdown, mermaid, dbml, sql, or a plugin's.")
]
WithLineage = Annotated[bool, Query(alias="lineage", description="Adds where columns of views come from.")]
Traced = Annotated[bool, Query(alias="traced", description="Follows views of views down to the tables.")]


@router.get("/schema")
async def export_schema(
    run_id: RunId, request: Request, form: Format = "json", lineage: WithLineage = False
) -> StreamingResponse:
    """The schema the run has read, in one of many formats, piece by piece."""
    export = get_export(form)
    snapshot = await server(request).services.runs.read_snapshot(run_id)
    pieces = export.write(snapshot, await _lineage(snapshot) if lineage else None)
    return StreamingResponse(
        _chunks(pieces),
        media_type=export.media_type,
        headers={"content-disposition": f'attachment; filename="schema-{run_id}{export.suffix}"'},
    )


@router.get("/lineage")
async def show_lineage(run_id: RunId, request: Request, traced: Traced = False) -> LineageDocument:
    """Where the columns of views come from, and the declared foreign keys as relations between tables."""
    snapshot = await server(request).services.runs.read_snapshot(run_id)
    return await asyncio.to_thread(
        lineage_document, run_id, snapshot, await _lineage(snapshot), traced=traced
    )


async def _lineage(snapshot: Snapshot) -> Lineage:
    from app.schema.lineage import lineage_of  # noqa: PLC0415 - loads sqlglot, which few requests need

    return await asyncio.to_thread(lineage_of, snapshot, most_seconds=MOST_SECONDS)


def _chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    """The pieces put together to chunks that are worth a trip to the network."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= CHUNK_CHARACTERS:
            yield "".join(waiting).encode("utf-8", "replace")
            waiting, size = [], 0
    yield "".join(waiting).encode("utf-8", "replace")
