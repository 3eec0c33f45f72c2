"""``sourcesense identifiability``: which columns of a stored run together tell persons apart."""

from typing import Annotated

import typer

from app.cli.client import Client, ProblemError
from app.cli.endings import fail, fail_with
from app.cli.options import AsJson
from app.cli.rendering import as_json
from app.errors import SourceSenseError


def identifiability(
    run: Annotated[str, typer.Argument(help="Id of a run.")],
    *,
    json: AsJson = False,
    server: Annotated[str | None, typer.Option(help="Address of the server.")] = None,
) -> None:
    """Print how many rows sets of columns tell apart, per table of persons; guidance, not legal advice."""
    from app.cli.identifiability_text import identifiability_text  # noqa: PLC0415 - of no use to others

    try:
        document = Client.found(server).identifiability(run)
    except SourceSenseError as error:
        fail(error)
    except ProblemError as error:
        fail_with(error.problem)
    if json:
        as_json(document)
    else:
        typer.echo(identifiability_text(document))
