"""``/dialects``, ``/connections/parse-url`` and ``/connection-tests``."""

from uuid import uuid4

from fastapi import APIRouter, Request

from app.api.context import server
from app.api.problems import ProblemRoute
from app.api.schemas import (
    ConnectionRequest,
    DialectAnswer,
    DialectList,
    OptionsRequest,
    TestAnswer,
    TlsModeAnswer,
    UrlAnswer,
    UrlNote,
    UrlRequest,
)
from app.connection.config import parse_connection
from app.connection.dialects import available
from app.connection.url import split_url
from app.pipeline.probing import try_source

router = APIRouter(route_class=ProblemRoute, tags=["connections"])


@router.get("/dialects")
async def list_dialects() -> DialectList:
    """The kinds of databases, with the JSON Schema of their fields, from which forms are made."""
    offered = [
        DialectAnswer(
            id=dialect.name,
            title=dialect.title,
            subtitle=dialect.subtitle,
            default_port=dialect.default_port,
            fields=dialect.connection_type.model_json_schema(),
            tls_modes=[TlsModeAnswer(id=mode.value, title=mode.title) for mode in dialect.tls_modes],
            grant_script=dialect.grant_script(None),
        )
        for dialect in available()
    ]
    return DialectList(items=offered, options=OptionsRequest.model_json_schema())


@router.post("/connections/parse-url")
async def parse_url(body: UrlRequest) -> UrlAnswer:
    """Split a pasted text into fields (URL, libpq, JDBC, ODBC); a password in it is dropped."""
    split = split_url(body.url)
    return UrlAnswer(
        dialect=split.dialect,
        fields=dict(split.fields),
        password_removed=split.password is not None,
        notes=[UrlNote(parameter=note.parameter, text=note.text) for note in split.notes],
    )


@router.post("/connection-tests")
async def run_connection_test(body: ConnectionRequest, request: Request) -> TestAnswer:
    """Test a connection that is not saved, stage by stage; signs in once."""
    services = server(request).services
    connection = parse_connection(body.connection)
    report = await try_source(
        services.readers,
        services.leases,
        connection,
        body.credential(connection),
        holder=f"test.{uuid4().hex}",
    )
    return TestAnswer(
        passed=report.passed, product=report.product, version=report.version, steps=list(report.steps)
    )
