"""The profile of one file: a sample for detection, and in every mode but fast one pass over all rows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from app.detection.cells.masking import mask
from app.detection.classifier import Classifier, classify_table
from app.errors import InputFileError
from app.files.described import as_table
from app.files.opening import Form, Reading, form_of, opened_file, table_in
from app.files.peeking import Peeked
from app.files.table import FileTable
from app.files.typing_texts import Writing, writing_of
from app.files.whole import opened_whole
from app.integrity.defects import defects_of
from app.model.run import TableState
from app.model.sample import Sample, SamplingMethod
from app.model.schema import Table
from app.model.ways import Choice, Mode, Way
from app.pipeline.file_pass import Counted, count_rows
from app.profiling.relation import TooMuchMemoryError
from app.quality.merging import merge_profile
from app.quality.profile import Measured
from app.quality.sampling.measuring import measure_sample
from app.results.report import TableView

_SEED: Final = 0
_TOO_MUCH: Final = "its columns need more memory than a profile takes; --mode fast looks at a sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfiledFile:
    """What the profile of a file came to; ``rows_read`` is the rows it holds."""

    view: TableView
    form: Form
    rows_read: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sampled:
    """A file after its first reading."""

    form: Form
    found: FileTable
    writings: tuple[Writing | None, ...]
    table: Table
    sample: Sample


def profile_file(path: Path, load: Callable[[], Classifier], *, mode: Mode, sample_rows: int) -> ProfiledFile:
    """Profile the rows of a CSV, JSON lines or Parquet file, in memory that does not grow with them.

    ``load`` gives the classifier, and is asked for it after the pass, so that the two are not in memory together.

    Raises:
        InputFileError: it cannot be read as a table, or holds none.
    """
    sampled = _sampled(path, sample_rows)
    choice = _choice(mode)
    counted = _passed(path, sampled) if choice.way is Way.PULL else _uncounted(sampled)
    return ProfiledFile(
        view=_view(sampled.sample, counted, load(), choice),
        form=sampled.form,
        rows_read=sampled.found.rows_read,
        notes=(*sampled.found.notes, *counted.notes),
    )


def _sampled(path: Path, rows: int) -> _Sampled:
    refused: list[int] = []
    with opened_file(path) as file:
        source = Peeked(file)
        form = form_of(str(path), source)
        if form is Form.COLUMNS:
            problem = "its lines are columns; sourcesense classify reads them"
            raise InputFileError(path=str(path), problem=problem)
        reading = Reading(sample=rows, seed=_SEED, refuse=lambda number, _: refused.append(number))
        found = table_in(form, str(path), source, reading)
    if not found.columns or not found.rows_read:
        raise InputFileError(path=str(path), problem="it holds no rows")
    if refused:
        left_out = f"{len(refused):,} lines hold no JSON object and were left out"
        found = replace(found, notes=(*found.notes, left_out))
    writings = tuple(None if column.dtype else writing_of(column.values) for column in found.columns)
    table, sample = as_table(found, writings, seed=_SEED)
    return _Sampled(form=form, found=found, writings=writings, table=table, sample=sample)


def _passed(path: Path, sampled: _Sampled) -> Counted:
    found = sampled.found
    names = tuple(column.name for column in found.columns)
    try:
        with opened_file(path) as file, opened_whole(file, str(path), sampled.form, names) as opened:
            return count_rows(opened, sampled.table, sampled.writings, rows=found.rows_read)
    except TooMuchMemoryError:
        raise InputFileError(path=str(path), problem=_TOO_MUCH) from None


def _uncounted(sampled: _Sampled) -> Counted:
    """The number of rows alone, which the first reading counts."""
    measured = Measured(rows=sampled.found.rows_read, columns=(), statements=0)
    return Counted(measured=measured, table=sampled.table, notes=())


def _view(sample: Sample, counted: Counted, classifier: Classifier, choice: Choice) -> TableView:
    now, table = datetime.now(UTC), counted.table
    verdicts = classify_table(classifier, table, sample)
    wrong = defects_of(table, sample, verdicts, today=now.date(), mask=mask)
    profile = merge_profile(
        table,
        counted.measured,
        measure_sample(table, sample, verdicts, mask=mask, now=now),
        verdicts,
        mask=mask,
        defects=wrong.defects,
        plan=choice,
    )
    is_whole = sample.facts.method is SamplingMethod.ALL or choice.way is Way.PULL
    return TableView(
        table=table,
        state=TableState.SCANNED if is_whole else TableState.SAMPLED,
        reason=None,
        rows=counted.measured.rows,
        sample=sample.facts,
        verdicts=verdicts,
        profile=replace(profile, statements=0),
        dependencies=wrong.dependencies,
        defects=profile.defects,
    )


def _choice(mode: Mode) -> Choice:
    if mode is Mode.FAST:
        reason = "fast mode looks at a sample drawn while the rows pass"
        return Choice(way=Way.SAMPLE, reason=reason, seconds=0.0, statements=0)
    return Choice(
        way=Way.PULL,
        reason="a file costs no server anything, so every row is counted",
        seconds=0.0,
        statements=0,
    )
