"""``sourcesense classify``: what the columns of a file hold, in this process and without a server."""

import gc
import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from app.cli.cost import cost_of
from app.cli.endings import fail
from app.cli.exits import Exit
from app.cli.options import AsJson, Stats
from app.errors import InputFileError, SourceSenseError
from app.files.column_lines import MOST_VALUES
from app.wiring.classify_outcome import Outcome

_MOST_REFUSALS = 20


def classify(
    file: Annotated[str, typer.Argument(help="CSV, JSON lines or Parquet; - is standard input.")],
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add evidence, masked examples and intervals.")
    ] = False,
    processes: Annotated[int, typer.Option(min=1, max=16, help="Processes that may work on it.")] = 2,
    json_lines: AsJson = False,  # noqa: ARG001 - they are written anyway
    stats: Stats = False,
) -> None:
    """Say what each column of a file holds: one JSON object per line and column, in their order."""
    from app.files.line_groups import numbered_lines  # noqa: PLC0415 - what follows is of no use to other commands
    from app.wiring.classify import Crew  # noqa: PLC0415 - as above
    from app.wiring.detectors import load_classifier  # noqa: PLC0415 - as above

    try:
        crew = Crew(load_classifier(), helpers=processes - 1, explain=explain)
        gc.freeze()  # the rules live until the end: looking for garbage in them only takes time
        with _opened(file) as source:
            outcome = crew.answer(numbered_lines(source), sys.stdout.buffer)
    except SourceSenseError as error:
        fail(error)
    _tell(outcome)
    if stats:
        cost = cost_of(0, rows_read=0, reader_peak_bytes=outcome.helper_peak_bytes)
        typer.echo(json.dumps(cost), err=True)
    sys.exit(Exit.PARTIAL if outcome.refused else Exit.OK)


@contextmanager
def _opened(file: str) -> Generator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        source = Path(file).open("rb")  # noqa: SIM115 - closed below; only opening it may fail like this
    except OSError as error:
        raise InputFileError(path=file, problem=error.strerror or type(error).__name__) from None
    with source:
        yield source


def _tell(outcome: Outcome) -> None:
    """What a person should know: what was refused and what was not read in full."""
    for number, reason in outcome.refused[:_MOST_REFUSALS]:
        typer.echo(f"Line {number} is refused: {reason}.", err=True)
    if len(outcome.refused) > _MOST_REFUSALS:
        typer.echo(f"and {len(outcome.refused) - _MOST_REFUSALS:,} lines more.", err=True)
    if outcome.thinned:
        typer.echo(f"Of {outcome.thinned:,} columns a sample of {MOST_VALUES:,} values was taken.", err=True)
    if not outcome.columns and not outcome.refused:
        typer.echo("There is no column to classify.", err=True)
