"""``sourcesense classify``: what the columns of a file hold, in this process and without a server."""

import gc
import json
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from app.cli.cost import cost_of
from app.cli.endings import fail
from app.cli.evidence import evidence_file
from app.cli.exits import Exit
from app.cli.options import AsJson, DetectorFiles, EvidenceOut, Stats
from app.errors import InputFileError, SourceSenseError
from app.files.column_lines import MOST_VALUES
from app.files.line_groups import numbered_lines
from app.files.opening import Form, Reading, form_of, table_in
from app.files.peeking import Peeked
from app.files.table import FileTable, column_lines, count
from app.model.sample import SamplingMethod
from app.results.evidence_file import head_line
from app.wiring.classify import Crew
from app.wiring.classify_outcome import Outcome
from app.wiring.classifying import Asked
from app.wiring.detectors import load_classifier

_MOST_REFUSALS = 1_000


class _Refusals:
    """Tells of refused lines as they come, of further ones at the end how many they were."""

    def __init__(self) -> None:
        self.count = 0

    def tell(self, number: int, reason: str) -> None:
        self.count += 1
        if self.count <= _MOST_REFUSALS:
            _say([f"Line {number} is refused: {reason}"])


def classify(
    file: Annotated[str, typer.Argument(help="CSV, JSON lines or Parquet; - is standard input.")],
    *,
    form: Annotated[
        Form | None, typer.Option("--format", help="columns (one per JSON line), records, csv or parquet.")
    ] = None,
    sample: Annotated[
        int, typer.Option(min=1, max=MOST_VALUES, help="Rows drawn from a file of rows.")
    ] = 1000,
    seed: Annotated[int, typer.Option(help="Of that draw.")] = 0,
    header: Annotated[
        bool | None, typer.Option(help="Whether the first row of a CSV file names the columns.")
    ] = None,
    detectors: DetectorFiles = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add evidence, masked examples and intervals.")
    ] = False,
    evidence: EvidenceOut = None,
    processes: Annotated[int, typer.Option(min=1, max=16, help="Processes that may work on it.")] = 2,
    json_lines: AsJson = False,  # noqa: ARG001 - they are written anyway
    stats: Stats = False,
) -> None:
    """Say what each column of a file holds: one JSON object per line and column, in their order."""
    try:
        files = tuple(detectors or ())
        refusals = _Refusals()
        crew = Crew(load_classifier(files), helpers=processes - 1, detectors=files, refuse=refusals.tell)
        gc.freeze()  # the rules live until the end: looking for garbage in them only takes time
        with _opened(file) as opened, evidence_file(evidence) as crew.evidence:
            if crew.evidence is not None:
                crew.evidence.write(head_line(crew.classifier.marks))
            source = Peeked(opened)
            known = form or form_of(file, source)
            crew.asked = Asked(explain=explain, evidence=evidence is not None)
            if known is Form.COLUMNS:
                outcome = crew.answer(numbered_lines(source), sys.stdout.buffer)
            else:
                reading = Reading(sample=sample, seed=seed, header=header, refuse=refusals.tell)
                outcome = _of_table(crew, table_in(known, file, source, reading), explain=explain)
    except SourceSenseError as error:
        fail(error)
    _tell(outcome, refusals.count)
    if stats:
        rows = crew.asked.facts.get("rows_read", 0)
        cost = cost_of(0, rows_read=rows, reader_peak_bytes=outcome.helper_peak_bytes)
        typer.echo(json.dumps(cost), err=True)
    sys.exit(Exit.PARTIAL if refusals.count else Exit.OK)


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


def _of_table(crew: Crew, table: FileTable, *, explain: bool) -> Outcome:
    drawn = table.rows_sampled < table.rows_read
    crew.asked = Asked(
        explain=explain,
        evidence=crew.evidence is not None,
        method=SamplingMethod.BERNOULLI if drawn else SamplingMethod.ALL,
        facts={"rows_read": table.rows_read, "rows_sampled": table.rows_sampled},
    )
    read = f"Read {count(table.rows_read, 'row')} of {count(len(table.columns), 'column')}"
    _say([read + (f", drew {table.rows_sampled:,} of them" if drawn else ""), *table.notes])
    return crew.answer(column_lines(table), sys.stdout.buffer)


def _tell(outcome: Outcome, refused: int) -> None:
    """What a person should know at the end: what was refused and what was not read in full."""
    if refused > _MOST_REFUSALS:
        _say([f"{count(refused, 'line')} are refused in all"])
    if outcome.thinned:
        _say([f"Of {count(outcome.thinned, 'column')} a sample of {MOST_VALUES:,} values was taken"])
    if not outcome.columns and not refused:
        _say(["There is no column to classify"])


def _say(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        typer.echo(f"{sentence}.", err=True)
