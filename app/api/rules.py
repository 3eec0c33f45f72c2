"""``/sources/{id}/rules`` keeps the rules of a source; ``/runs/{id}/rules`` says what a run found of them."""

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from pydantic import BaseModel, Field

from app.api.context import RunId, server
from app.api.problems import ProblemRoute
from app.errors import ResultNotReadyError
from app.model.schema import Table
from app.observability.logging import get_log
from app.pipeline.accepting import accept, suggest
from app.results.rule_book import StoredRules
from app.results.rules_document import RulesDocument, rules_document
from app.results.suggestions_document import SuggestionsDocument
from app.rules.file import RuleProblem
from app.rules.reading import read_rules
from app.rules.yaml_tree import MOST_BYTES

_log = get_log(__name__)
router = APIRouter(route_class=ProblemRoute, tags=["rules"])

SourceId = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]


class RulesText(BaseModel):
    """A file of rules, or a data contract, as YAML."""

    text: Annotated[str, Field(max_length=MOST_BYTES)]


class KeptRules(BaseModel):
    """The rules of a source as they stand; version 0 where nobody has kept any."""

    source_id: str
    version: int
    text: str
    saved_at: datetime | None
    rules: int
    problems: list[RuleProblem]


class RunRules(BaseModel):
    """What a run found of the rules of its source."""

    source_id: str
    document: RulesDocument


class AcceptedIds(BaseModel):
    """Ids of suggested rules that are meant."""

    ids: Annotated[list[Annotated[str, Field(max_length=1000)]], Field(min_length=1, max_length=1000)]


class AcceptedRules(BaseModel):
    """The rules of the source after that: their version and number, and the ids that are new among them."""

    source_id: str
    version: int
    rules: int
    added: tuple[str, ...]


@router.get("/sources/{source_id}/rules")
async def show_rules(source_id: SourceId, request: Request, response: Response) -> KeptRules:
    """The rules of a source; their version is the ETag."""
    return await _answer(source_id, await server(request).services.rules.read(source_id), response)


@router.put("/sources/{source_id}/rules")
async def keep_rules(
    source_id: SourceId,
    body: RulesText,
    request: Request,
    response: Response,
    if_match: Annotated[str | None, Header(pattern='^"[0-9]{1,9}"$')] = None,
) -> KeptRules:
    """Keep the rules of a source: runs that start their quality stage from now on check them.

    With ``If-Match`` only if the version is still that one. A file with an error is refused with its line.
    """
    (await asyncio.to_thread(read_rules, body.text)).usable()
    version = None if if_match is None else int(if_match.strip('"'))
    kept = await server(request).services.rules.keep(source_id, body.text, version=version)
    return await _answer(source_id, kept, response)


@router.get("/runs/{run_id}/rules")
async def show_results_of_rules(run_id: RunId, request: Request) -> RunRules:
    """Results of the rules so far, the worst first, each with the query that finds the rows."""
    runs = server(request).services.runs
    run = await runs.load(run_id)
    qualities = await runs.read_qualities(run_id)
    results = [result for batch in qualities for result in batch.rules]
    tables = {table.id: table for table in await _tables(request, run_id)}
    document = rules_document(results, tables, complete=run.state.is_final)
    return RunRules(source_id=run.source.source_id, document=document)


@router.get("/runs/{run_id}/rules/suggestions")
async def suggest_rules(
    run_id: RunId, request: Request, limit: Annotated[int, Query(ge=1, le=10_000)] = 500
) -> SuggestionsDocument:
    """Rules that the data of a run keeps, for a person to accept, and which of them the source's rules have."""
    services = server(request).services
    return await suggest(services.runs, services.rules, run_id, most=limit)


@router.post("/runs/{run_id}/rules/suggestions/accept")
async def accept_suggestions(
    run_id: RunId, body: AcceptedIds, request: Request, response: Response
) -> AcceptedRules:
    """Add suggestions of a run to the rules of its source, as its next version; what is there already is left as it is.

    Whoever else changes the rules meanwhile loses nothing: these are added to what stands there then.
    """
    services = server(request).services
    accepted = await accept(services.runs, services.rules, run_id, body.ids)
    _log.info("rules accepted", run_id=run_id, count=len(accepted.added))
    kept = await _answer(accepted.source_id, accepted.stored, response)
    return AcceptedRules(
        source_id=kept.source_id, version=kept.version, rules=kept.rules, added=accepted.added
    )


async def _answer(source_id: str, kept: StoredRules, response: Response) -> KeptRules:
    response.headers["ETag"] = f'"{kept.version}"'
    found = await asyncio.to_thread(read_rules, kept.text) if kept.text.strip() else None
    return KeptRules(
        source_id=source_id,
        version=kept.version,
        text=kept.text,
        saved_at=kept.saved_at,
        rules=len(found.rules) if found else 0,
        problems=list(found.problems) if found else [],
    )


async def _tables(request: Request, run_id: str) -> tuple[Table, ...]:
    try:
        return (await server(request).services.runs.read_snapshot(run_id)).tables
    except ResultNotReadyError:
        return ()
