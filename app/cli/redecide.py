"""``sourcesense redecide``: what the rules of today say of values that were looked at before; no source is asked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from app.cli.answering import answer
from app.cli.client import Client
from app.cli.document import Document
from app.cli.options import AsJson, DetectorFiles, Server


def redecide(
    run: Annotated[str | None, typer.Argument(help="Id of a run.")] = None,
    *,
    evidence: Annotated[
        Path | None, typer.Option(help="A file that classify or scan --local wrote, instead of a run.")
    ] = None,
    detectors: DetectorFiles = None,
    json: AsJson = False,
    server: Server = None,
) -> None:
    """Decide again what columns hold, by the rules of today and without the source; nothing is stored."""
    from app.cli.redecide_text import redecision_text  # noqa: PLC0415 - of no use to others

    if (run is None) == (evidence is None):
        raise typer.BadParameter("Give the id of a run, or --evidence FILE.")
    answer(
        lambda: (
            _of_file(evidence, detectors or ())
            if evidence is not None
            else Client.found(server).redecide(run or "", _texts(detectors or ()))
        ),
        redecision_text,
        json=json,
    )


def _of_file(file: Path, detectors: Sequence[Path]) -> Document:
    import msgspec  # noqa: PLC0415 - of no use to other commands

    from app.results.redecision_document import redecision_document  # noqa: PLC0415 - as above
    from app.wiring.redeciding import redecide_file  # noqa: PLC0415 - as above

    redecision, places = redecide_file(file, detectors)
    return msgspec.to_builtins(redecision_document(None, redecision, places, with_findings=True))


def _texts(files: Sequence[Path]) -> list[str]:
    from app.wiring.detectors import text_in  # noqa: PLC0415 - most calls have none

    return [text_in(file) for file in files]
