"""``sourcesense history``: what is out of the ordinary in a run, by earlier runs of its source."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from app.cli.answering import answer
from app.cli.client import Client
from app.cli.document import Document
from app.cli.options import AsJson, Server


def history(
    runs: Annotated[
        list[str],
        typer.Argument(help="Id of a run, or files that sourcesense profile --json wrote, oldest first."),
    ],
    *,
    against: Annotated[
        str | None, typer.Option(help="The run whose score is compared; by default the previous one.")
    ] = None,
    json: AsJson = False,
    server: Server = None,
) -> None:
    """Print what is out of the ordinary, and what moved the score since the run before."""
    from app.cli.history_text import history_text  # noqa: PLC0415 - of no use to other commands

    files = [run for run in runs if run.lower().endswith(".json")]
    if len(runs) > 1 and len(files) < len(runs):
        raise typer.BadParameter("Give the id of one run, or files.")
    if files and against:
        raise typer.BadParameter("--against goes with a run; of files the last two are compared.")
    answer(
        lambda: _of_files(files) if files else _of_run(Client.found(server), runs[0], against),
        history_text,
        json=json,
    )


def _of_run(client: Client, run: str, against: str | None) -> Document:
    return {"history": client.history(run), "score_change": client.score_change(run, against=against)}


def _of_files(files: Sequence[str]) -> Document:
    import msgspec  # noqa: PLC0415 - of no use to other commands

    from app.errors import ProfileFileError  # noqa: PLC0415 - as above
    from app.history.anomalies import judge  # noqa: PLC0415 - as above
    from app.history.score_change import score_change  # noqa: PLC0415 - as above
    from app.results.history_document import history_document  # noqa: PLC0415 - as above
    from app.results.profile_points import profile_points  # noqa: PLC0415 - as above
    from app.results.score_change_document import score_change_document  # noqa: PLC0415 - as above

    try:
        points = profile_points([(file, Path(file).read_bytes()) for file in files])
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise ProfileFileError(path=str(error.filename), problem=problem) from None
    *earlier, last = points
    before = earlier[-1] if earlier else None
    found = history_document(last.run_id, tuple(judge(points)), runs=len(earlier), complete=True)
    moved = score_change_document(
        last.run_id,
        (before.run_id, before.at) if before else None,
        score_change(before, last) if before else None,
        complete=True,
    )
    return msgspec.to_builtins({"history": found, "score_change": moved})
