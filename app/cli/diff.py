"""``sourcesense diff``: what changed between two schemas, of files or of stored runs."""

from typing import Annotated

import typer

from app.cli.answering import answer
from app.cli.client import Client
from app.cli.document import Document
from app.cli.options import AsJson, Server
from app.cli.snapshots import is_snapshot_file, snapshot_in


def diff(
    before: Annotated[str, typer.Argument(help="Id of a run, or a file that sourcesense schema wrote.")],
    after: Annotated[str, typer.Argument(help="The same kind of thing, later.")],
    *,
    json: AsJson = False,
    server: Server = None,
) -> None:
    """Print what was added, removed, renamed or changed, and what it means for readers of the database."""
    from app.cli.remarks import diff_text  # noqa: PLC0415 - of no use to other commands

    if is_snapshot_file(before) != is_snapshot_file(after):
        raise typer.BadParameter("Give two files or two runs.")
    answer(
        lambda: (
            _of_files(before, after)
            if is_snapshot_file(before)
            else Client.found(server).diff(after, against=before)
        ),
        diff_text,
        json=json,
    )


def _of_files(before: str, after: str) -> Document:
    import msgspec  # noqa: PLC0415 - of no use to other commands

    from app.results.diff_document import diff_document  # noqa: PLC0415 - as above
    from app.schema import diff as differences  # noqa: PLC0415 - as above

    changes = differences.diff(snapshot_in(before), snapshot_in(after))
    return msgspec.to_builtins(diff_document(changes))
