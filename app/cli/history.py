"""``sourcesense history``: what is out of the ordinary in a stored run, by earlier runs of its source."""

from typing import Annotated

import typer

from app.cli.answering import answer
from app.cli.client import Client
from app.cli.document import Document
from app.cli.options import AsJson, RunId, Server


def history(
    run: RunId,
    *,
    against: Annotated[
        str | None, typer.Option(help="The run whose score is compared; by default the previous one.")
    ] = None,
    json: AsJson = False,
    server: Server = None,
) -> None:
    """Print what is out of the ordinary, and what moved the score since the run before."""
    from app.cli.history_text import history_text  # noqa: PLC0415 - of no use to other commands

    def ask() -> Document:
        client = Client.found(server)
        return {"history": client.history(run), "score_change": client.score_change(run, against=against)}

    answer(ask, history_text, json=json)
