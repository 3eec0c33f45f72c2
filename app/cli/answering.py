"""The answer of a command that asks for one document: as JSON or as text, or how it failed."""

from collections.abc import Callable

import typer

from app.cli.client import ProblemError
from app.cli.document import Document
from app.cli.endings import fail, fail_with
from app.cli.rendering import as_json
from app.errors import SourceSenseError


def answer(ask: Callable[[], Document], text: Callable[[Document], str], *, json: bool) -> None:
    """Print what is asked for; if that fails, say why and end with the exit code of the failure."""
    try:
        document = ask()
    except SourceSenseError as error:
        fail(error)
    except ProblemError as error:
        fail_with(error.problem)
    if json:
        as_json(document)
    else:
        typer.echo(text(document))
