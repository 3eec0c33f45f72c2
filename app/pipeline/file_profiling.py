"""The profile of one file: a sample for detection, and in every mode but fast one pass over all rows."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from app.detection.cells.masking import mask
from app.detection.classifier import Classifier, classify_table
from app.errors import InputFileError
from app.files.dtypes import data_type_of
from app.files.opening import Form, Reading, form_of, table_in
from app.files.peeking import Peeked
from app.files.table import FileTable
from app.files.typing_texts import WRITINGS, Writing, writing_of
from app.files.whole import Whole, opened_whole
from app.integrity.defects import defects_of
from app.model.measurements import ColumnProfile, Measurement
from app.model.run import TableState
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind
from app.model.ways import Choice, Mode, Way
from app.profiling.one_pass import profile_relation
from app.profiling.relation import Relation, RelationColumn, TooMuchMemoryError, share_to_probe
from app.quality.merging import merge_profile
from app.quality.profile import Measured
from app.quality.sampling.measuring import measure_sample
from app.results.report import TableView

_SEED: Final = 0
_FEW_WRONG: Final = 0.05
"""Up to this share of other writings a column is still of the type that all sampled values have."""
_TOO_MUCH: Final = "its columns need more memory than a profile takes; --mode fast looks at a sample"
_RAW: Final = "raw "
_WRITTEN: Final = frozenset({each.data_type.value for each in WRITINGS})
_BLANK: Final = ("blank_count", "blank_share")
"""Of a column whose every value is written as a number or moment: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfiledFile:
    """What the profile of a file came to; ``rows_read`` is the rows it holds."""

    view: TableView
    form: Form
    rows_read: int
    notes: tuple[str, ...]


def profile_file(path: Path, load: Callable[[], Classifier], *, mode: Mode, sample_rows: int) -> ProfiledFile:
    """Profile the rows of a CSV, JSON lines or Parquet file, in memory that does not grow with them.

    ``load`` gives the classifier, and is asked for it after the pass, so that the two are not in memory together.

    Raises:
        InputFileError: it cannot be read as a table, or holds none.
    """
    refused: list[int] = []
    with _opened(path) as file:
        source = Peeked(file)
        form = form_of(str(path), source)
        if form is Form.COLUMNS:
            raise InputFileError(
                path=str(path), problem="its lines are columns; sourcesense classify reads them"
            )
        reading = Reading(sample=sample_rows, seed=_SEED, refuse=lambda number, _: refused.append(number))
        found = table_in(form, str(path), source, reading)
    if not found.columns or not found.rows_read:
        raise InputFileError(path=str(path), problem="it holds no rows")
    writings = [None if column.dtype else writing_of(column.values) for column in found.columns]
    table, sample = _as_table(found, writings)
    whole = sample.facts.method is SamplingMethod.ALL
    choice = _choice(mode)
    measured = Measured(rows=found.rows_read, columns=(), statements=0)
    notes = list(found.notes)
    if choice.way is Way.PULL:
        try:
            with _opened(path) as file, opened_whole(file, str(path), form, _given(found)) as opened:
                measured, table, more = _passed(opened, table, writings, found.rows_read)
        except TooMuchMemoryError:
            raise InputFileError(path=str(path), problem=_TOO_MUCH) from None
        notes += more
    if refused:
        notes.append(f"{len(refused):,} lines hold no JSON object and were left out")
    verdicts = classify_table(load(), table, sample)
    now = datetime.now(UTC)
    sampled = measure_sample(table, sample, verdicts, mask=mask, now=now)
    wrong = defects_of(table, sample, verdicts, today=now.date(), mask=mask)
    profile = merge_profile(
        table,
        measured,
        sampled,
        verdicts,
        mask=mask,
        sample_statements=0,
        defects=wrong.defects,
        plan=choice,
    )
    view = TableView(
        table=table,
        state=TableState.SCANNED if whole or choice.way is Way.PULL else TableState.SAMPLED,
        reason=None,
        rows=measured.rows,
        sample=sample.facts,
        verdicts=verdicts,
        profile=replace(profile, statements=0),
        dependencies=wrong.dependencies,
        defects=profile.defects,
    )
    return ProfiledFile(view=view, form=form, rows_read=found.rows_read, notes=tuple(notes))


def _opened(path: Path) -> BinaryIO:
    """The file, if it is one and holds anything."""
    try:
        if path.is_dir():
            raise InputFileError(path=str(path), problem="it is a folder")
        file = path.open("rb")
    except OSError as error:
        raise InputFileError(path=str(path), problem=error.strerror or type(error).__name__) from None
    if not file.seekable():
        file.close()
        raise InputFileError(path=str(path), problem="it is no regular file, and a profile reads it twice")
    if not file.seek(0, 2):
        file.close()
        raise InputFileError(path=str(path), problem="it is empty")
    file.seek(0)
    return file


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


def _given(found: FileTable) -> tuple[str, ...]:
    return tuple(column.name for column in found.columns)


def _as_table(found: FileTable, writings: Sequence[Writing | None]) -> tuple[Table, Sample]:
    names = distinct_names(_given(found))
    columns = tuple(
        Column(
            name=name,
            position=place,
            native_type=column.dtype or (writing.data_type.value if writing else "text"),
            data_type=data_type_of(column.dtype)
            if column.dtype
            else (writing.data_type if writing else DataType.TEXT),
        )
        for place, (name, column, writing) in enumerate(
            zip(names, found.columns, writings, strict=True), start=1
        )
    )
    drawn = found.rows_sampled < found.rows_read
    facts = SampleFacts(
        method=SamplingMethod.BERNOULLI if drawn else SamplingMethod.ALL,
        rows=found.rows_sampled,
        seed=_SEED,
        table_rows=found.rows_read,
    )
    values = {name: column.values for name, column in zip(names, found.columns, strict=True)}
    table = Table(
        schema="", name=found.name, kind=TableKind.TABLE, columns=columns, row_estimate=found.rows_read
    )
    return table, Sample(facts=facts, values=values)


def distinct_names(given: Sequence[str]) -> tuple[str, ...]:
    """A name for every column: its own, with a number where it repeats, its place where it has none.

    >>> distinct_names(["a", "", "a"])
    ('a', 'column 2', 'a (2)')
    """
    seen: Counter[str] = Counter()
    names: list[str] = []
    taken = set(given)
    for place, name in enumerate(given, start=1):
        seen[name] += 1
        made = name or f"column {place}"
        while made in names or (made != name and made in taken):
            seen[name] += not name
            made = f"{name or 'column'} ({max(seen[name], 2)})"
            seen[name] += 1
        names.append(made)
    return tuple(names)


def _passed(
    opened: Whole, table: Table, writings: Sequence[Writing | None], rows: int
) -> tuple[Measured, Table, list[str]]:
    """Every row counted; columns of which some rows are written otherwise than their sample are read once more as texts."""
    asked = list(zip(table.columns, opened.names, writings, strict=True))
    # As something that is only counted, what a typed column was made of.
    counted = [_counted(column, sql) for column, sql, writing in asked if writing is not None]
    measured = _measured(opened, rows, [*(_asked(*each) for each in asked), *counted])
    by_name = {profile.column: profile for profile in measured.columns}
    wrong = {
        column.name: count
        for column, _, writing in asked
        if writing is not None
        and (
            count := _filled(by_name[_RAW + column.name], measured.rows)
            - _filled(by_name[column.name], measured.rows)
        )
    }
    if wrong:
        again = [_asked(column, sql, None) for column, sql, _ in asked if column.name in wrong]
        texts = {each.column: each for each in _measured(opened, rows, again).columns}
    else:
        texts = dict[str, ColumnProfile]()
    joined = [
        _joined(
            column, by_name[column.name], texts.get(column.name), wrong.get(column.name, 0), measured.rows
        )
        if writing is not None
        else (column, by_name[column.name])
        for column, _, writing in asked
    ]
    notes = [
        f"{wrong[column.name]:,} values of column {column.position} are not written as {column.data_type.value}"
        for column in table.columns
        if column.name in wrong
    ]
    found = Measured(rows=measured.rows, columns=tuple(profile for _, profile in joined), statements=0)
    return found, replace(table, columns=tuple(column for column, _ in joined)), notes


def _measured(opened: Whole, rows: int, columns: Sequence[RelationColumn]) -> Measured:
    share = share_to_probe(rows)
    probe = opened.source
    if share < 1:
        probe = f"(SELECT * FROM {opened.source} USING SAMPLE {100 * share!r} PERCENT (bernoulli, {_SEED}))"  # noqa: S608 - numbers of ours
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    relation = Relation(source=opened.source, probe=probe, probe_share=share, columns=tuple(columns))
    return profile_relation(opened.ask, relation, now=now)


def _asked(column: Column, sql: str, writing: Writing | None) -> RelationColumn:
    if writing is not None:
        return RelationColumn(name=column.name, data_type=writing.data_type, sql=writing.cast(sql))
    nested = column.data_type in {DataType.JSON, DataType.ARRAY, DataType.OTHER}
    is_text = column.native_type in _WRITTEN
    return RelationColumn(
        name=column.name,
        data_type=DataType.TEXT if is_text else column.data_type,
        sql=f"CAST({sql} AS VARCHAR)" if nested else sql,
    )


def _counted(column: Column, sql: str) -> RelationColumn:
    return RelationColumn(name=_RAW + column.name, data_type=DataType.OTHER, sql=f"encode({sql})")


def _joined(
    column: Column, typed: ColumnProfile, text: ColumnProfile | None, wrong: int, rows: int
) -> tuple[Column, ColumnProfile]:
    """The column with its profile: of its type where few values are written otherwise, else of its texts."""
    if text is None:
        none = tuple(Measurement(metric=metric, value=0.0, exact=True) for metric in _BLANK)
        return column, replace(typed, measurements=(*typed.measurements, *none))
    if wrong > _FEW_WRONG * _filled(text, rows):
        return replace(column, native_type="text", data_type=DataType.TEXT), text
    own = {each.metric for each in text.measurements if each.metric not in {"min", "max"}}
    measurements = (
        *(each for each in text.measurements if each.metric in own),
        *(each for each in typed.measurements if each.metric not in own),
        Measurement(metric="wrong_type_count", value=wrong, exact=True),
        Measurement(metric="wrong_type_share", value=wrong / _filled(text, rows), exact=True),
    )
    return column, replace(typed, measurements=measurements)


def _filled(profile: ColumnProfile, rows: int) -> int:
    nulls = profile.value("null_count")
    return rows - int(nulls) if isinstance(nulls, int | float) else rows
