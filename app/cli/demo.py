"""``sourcesense demo``: scan the bundled demo source through the server."""

import os
from pathlib import Path
from typing import Annotated

import typer

from app.cli.client import Client, ProblemError
from app.cli.endings import end_with, fail, fail_with
from app.cli.following import follow
from app.cli.options import Server
from app.cli.rendering import as_table
from app.connection.credential import Credential
from app.errors import SourceSenseError


def demo(
    *,
    first_run: Annotated[bool, typer.Option("--first-run", help="Only where no run is stored.")] = False,
    server: Server = None,
) -> None:
    """Build the demo database where it is missing, scan it and print what was found."""
    from app.demo import build_demo  # noqa: PLC0415 - only this command needs it

    try:
        client = Client.found(server)
        if first_run and client.runs():
            return
        path = demo_path()
        if not path.exists():
            typer.echo(f"Building the demo database {path}.", err=True)
            build_demo(path)
        run = follow(client, client.start({"dialect": "sqlite", "path": str(path)}, Credential(), {}))
        as_table(run, client.results(run["id"]))
        typer.echo(f"\nResult: {client.address}/run.html?run={run['id']}")
    except SourceSenseError as error:
        fail(error)
    except ProblemError as error:
        fail_with(error.problem)
    end_with(run)


def demo_path() -> Path:
    """Where the demo database lies."""
    return Path(os.environ.get("SOURCESENSE_HOME", "local")).absolute() / "demo.sqlite"
