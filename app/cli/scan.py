"""``sourcesense scan``: one database, through the server or in this process."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.certificates import certificate_fields, read_credential
from app.cli.client import Client, Document, ProblemError
from app.cli.endings import end_with, fail, fail_with
from app.cli.following import follow
from app.cli.passwords import split_target
from app.cli.rendering import as_json, as_table
from app.connection.credential import Credential
from app.errors import SourceSenseError


def scan(
    target: Annotated[str, typer.Argument(help="URL without password, or path of a SQLite file.")],
    *,
    local: Annotated[bool, typer.Option("--local", help="In this process, without any server.")] = False,
    as_document: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    stats: Annotated[
        bool, typer.Option("--stats", help="End standard error with the cost, as JSON.")
    ] = False,
    sample: Annotated[int, typer.Option(min=1, max=100_000, help="Rows sampled per table.")] = 1000,
    quality: Annotated[bool, typer.Option(help="Analyse data quality too.")] = True,
    views: Annotated[bool, typer.Option(help="Read views too; that runs their queries.")] = False,
    include: Annotated[
        list[str] | None, typer.Option(help="Only these tables, as globs such as sales.*; repeatable.")
    ] = None,
    exclude: Annotated[list[str] | None, typer.Option(help="Without these tables; repeatable.")] = None,
    refresh_schema: Annotated[
        bool, typer.Option("--refresh-schema", help="Read the schema anew, however fresh the last one is.")
    ] = False,
    connections: Annotated[int, typer.Option(min=1, max=16, help="Connections to the source.")] = 2,
    tls: Annotated[str | None, typer.Option(help="off, encrypt, verify-ca or verify-host.")] = None,
    ca: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Authorities to trust, PEM.")
    ] = None,
    client_certificate: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Ours, for a server that asks, PEM.")
    ] = None,
    client_key: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Its private key, PEM.")
    ] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read it from standard input.")
    ] = False,
    password_file: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Read it from this file.")
    ] = None,
    server: Annotated[str | None, typer.Option(help="Address of the server.")] = None,
) -> None:
    """Scan a database: schema, sensitive data, quality."""
    options: Document = {
        "sample_rows": sample,
        "quality": quality,
        "views": views,
        "max_connections": connections,
        "include": include or [],
        "exclude": exclude or [],
        "refresh_schema": refresh_schema,
    }
    try:
        split = split_target(target)
        connection = {
            "dialect": split.dialect,
            **split.fields,
            **({"tls": tls} if tls else {}),
            **certificate_fields(ca=ca, client=client_certificate),
        }
        credential = read_credential(from_stdin=password_stdin, password_file=password_file, key=client_key)
        if local:
            run, results, cost = _here(connection, credential, options)
        else:
            run, results, cost = _on_server(Client.found(server), connection, credential, options)
    except SourceSenseError as error:
        fail(error)
    except ProblemError as error:
        fail_with(error.problem)
    if as_document:
        as_json({"run": run, **results})
    else:
        as_table(run, results)
    if stats:
        sys.stderr.write(json.dumps(cost) + "\n")
    end_with(run)


def _on_server(
    client: Client, connection: Document, credential: Credential, options: Document
) -> tuple[Document, Document, Document]:
    run = follow(client, client.start(connection, credential, options))
    totals = run["totals"]
    cost = {
        "connections": totals["connections_opened"],
        "statements": totals["statements"],
        "rows_read": totals["rows_read"],
    }
    return run, client.results(run["id"]), cost


def _here(
    connection: Document, credential: Credential, options: Document
) -> tuple[Document, Document, Document]:
    from app.wiring.cli import scan_here  # noqa: PLC0415 - loads the catalogue and the drivers' side

    return scan_here(connection, credential, options)
