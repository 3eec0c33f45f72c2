"""``sourcesense regulations``: what a stored run found, by regulation."""

from typing import Annotated

import typer

from app.cli.answering import answer
from app.cli.client import Client
from app.cli.options import AsJson, RunId, Server


def regulations(
    run: RunId,
    *,
    regulation: Annotated[
        str | None, typer.Option(help="Only this one, with its columns: gdpr, hipaa, pci-dss …")
    ] = None,
    json: AsJson = False,
    server: Server = None,
) -> None:
    """Print which columns of a run each regulation may concern; guidance, not legal advice."""
    from app.cli.regulations_text import regulation_text, regulations_text  # noqa: PLC0415 - of no use to others

    text = regulation_text if regulation else regulations_text
    answer(lambda: Client.found(server).regulations(run, only=regulation), text, json=json)
