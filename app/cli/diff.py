"""``sourcesense diff``: what changed between two schemas, of files or of stored runs."""

from typing import Annotated

import typer

from app.cli.client import Client, ProblemError
from app.cli.document import Document
from app.cli.endings import fail, fail_with
from app.cli.options import AsJson
from app.cli.rendering import as_json
from app.cli.snapshots import is_snapshot_file, snapshot_in
from app.errors import SourceSenseError


def diff(
    before: Annotated[str, typer.Argument(help="Id of a run, or a file that sourcesense schema wrote.")],
    after: Annotated[str, typer.Argument(help="The same kind of thing, later.")],
    *,
    json: AsJson = False,
    server: Annotated[str | None, typer.Option(help="Address of the server.")] = None,
) -> None:
    """Print what was added, removed, renamed or changed, and what it means for readers of the database."""
    from app.cli.remarks import diff_text  # noqa: PLC0415 - of no use to other commands

    if is_snapshot_file(before) != is_snapshot_file(after):
        raise typer.BadParameter("Give two files or two runs.")
    try:
        document = (
            _of_files(before, after)
            if is_snapshot_file(before)
            else Client.found(server).diff(after, against=before)
        )
    except SourceSenseError as error:
        fail(error)
    except ProblemError as error:
        fail_with(error.problem)
    if json:
        as_json(document)
    else:
        typer.echo(diff_text(document))


def _of_files(before: str, after: str) -> Document:
    import msgspec  # noqa: PLC0415 - of no use to other commands

    from app.results.diff_document import diff_document  # noqa: PLC0415 - as above
    from app.schema import diff as differences  # noqa: PLC0415 - as above

    changes = differences.diff(snapshot_in(before), snapshot_in(after))
    return msgspec.to_builtins(diff_document(changes))
