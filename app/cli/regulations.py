"""``sourcesense regulations``: what a stored run found, by regulation."""

from typing import Annotated

import typer

from app.cli.client import Client, ProblemError
from app.cli.endings import fail, fail_with
from app.cli.options import AsJson
from app.cli.rendering import as_json
from app.errors import SourceSenseError


def regulations(
    run: Annotated[str, typer.Argument(help="Id of a run.")],
    *,
    regulation: Annotated[
        str | None, typer.Option(help="Only this one, with its columns: gdpr, hipaa, pci-dss …")
    ] = None,
    json: AsJson = False,
    server: Annotated[str | None, typer.Option(help="Address of the server.")] = None,
) -> None:
    """Print which columns of a run each regulation may concern; guidance, not legal advice."""
    from app.cli.regulations_text import regulation_text, regulations_text  # noqa: PLC0415 - of no use to others

    try:
        document = Client.found(server).regulations(run, only=regulation)
    except SourceSenseError as error:
        fail(error)
    except ProblemError as error:
        fail_with(error.problem)
    if json:
        as_json(document)
    else:
        typer.echo(regulation_text(document) if regulation else regulations_text(document))
