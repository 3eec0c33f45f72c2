"""``sourcesense proposals``: what keys and views say of the columns of a stored run."""

from app.cli.answering import answer
from app.cli.client import Client
from app.cli.options import AsJson, RunId, Server


def proposals(
    run: RunId,
    *,
    json: AsJson = False,
    server: Server = None,
) -> None:
    """Print what columns may hold because of columns they are linked to, each with its path; no findings."""
    from app.cli.proposals_text import proposals_text  # noqa: PLC0415 - of no use to others

    answer(lambda: Client.found(server).proposals(run), proposals_text, json=json)
