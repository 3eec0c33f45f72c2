"""``sourcesense proposals``: what keys and views say of the columns of a stored run."""

from typing import Annotated

import typer

from app.cli.client import Client, ProblemError
from app.cli.endings import fail, fail_with
from app.cli.options import AsJson
from app.cli.rendering import as_json
from app.errors import SourceSenseError


def proposals(
    run: Annotated[str, typer.Argument(help="Id of a run.")],
    *,
    json: AsJson = False,
    server: Annotated[str | None, typer.Option(help="Address of the server.")] = None,
) -> None:
    """Print what columns may hold because of columns they are linked to, each with its path; no findings."""
    from app.cli.proposals_text import proposals_text  # noqa: PLC0415 - of no use to others

    try:
        document = Client.found(server).proposals(run)
    except SourceSenseError as error:
        fail(error)
    except ProblemError as error:
        fail_with(error.problem)
    if json:
        as_json(document)
    else:
        typer.echo(proposals_text(document))
