"""``sourcesense identifiability``: which columns of a stored run together tell persons apart."""

from app.cli.answering import answer
from app.cli.client import Client
from app.cli.options import AsJson, RunId, Server


def identifiability(
    run: RunId,
    *,
    json: AsJson = False,
    server: Server = None,
) -> None:
    """Print how many rows sets of columns tell apart, per table of persons; guidance, not legal advice."""
    from app.cli.identifiability_text import identifiability_text  # noqa: PLC0415 - of no use to others

    answer(lambda: Client.found(server).identifiability(run), identifiability_text, json=json)
