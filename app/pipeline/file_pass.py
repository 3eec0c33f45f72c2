"""Every row of a file counted, columns that come as texts as what their sampled values are written like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from app.files.typing_texts import WRITINGS, Writing
from app.files.whole import Whole
from app.model.measurements import ColumnProfile, Measurement
from app.model.schema import Column, DataType, Table
from app.profiling.one_pass import profile_relation
from app.profiling.relation import Relation, RelationColumn, share_to_probe
from app.quality.profile import Measured

_SEED: Final = 0
_FEW_WRONG: Final = 0.05
"""Up to this share of other writings a column is still of the type that all sampled values have."""
_RAW: Final = "raw "
_WRITTEN: Final = frozenset({each.data_type.value for each in WRITINGS})
_NESTED: Final = frozenset({DataType.JSON, DataType.ARRAY, DataType.OTHER})
_BLANK: Final = ("blank_count", "blank_share")
"""Of a column whose every value is written as a number or moment: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What every row said.

    Attributes:
        table: as it was asked about, but that a column many of whose values are written otherwise is one of texts.
        notes: how many values are, per column by its position; no value of them.
    """

    measured: Measured
    table: Table
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A column, the SQL that gives its values, and how they are written if the file says no type."""

    column: Column
    sql: str
    writing: Writing | None

    @property
    def typed(self) -> RelationColumn:
        if self.writing is None:
            return self.as_it_comes
        return RelationColumn(
            name=self.column.name, data_type=self.writing.data_type, sql=self.writing.cast(self.sql)
        )

    @property
    def as_it_comes(self) -> RelationColumn:
        is_text = self.column.native_type in _WRITTEN
        is_nested = self.column.data_type in _NESTED
        return RelationColumn(
            name=self.column.name,
            data_type=DataType.TEXT if is_text else self.column.data_type,
            sql=f"CAST({self.sql} AS VARCHAR)" if is_nested else self.sql,
        )

    @property
    def raw(self) -> RelationColumn:
        """What a typed column was made of, as something that is only counted."""
        return RelationColumn(
            name=_RAW + self.column.name, data_type=DataType.OTHER, sql=f"encode({self.sql})"
        )


def count_rows(opened: Whole, table: Table, writings: Sequence[Writing | None], *, rows: int) -> Counted:
    """One pass over all rows, and a second over the columns of which some are written otherwise than their sample.

    Raises:
        TooMuchMemoryError: its columns need more than DuckDB may take.
        InputFileError: the file breaks off or changes while it is read.
    """
    asked = [_Asked(*each) for each in zip(table.columns, opened.names, writings, strict=True)]
    raw = [each.raw for each in asked if each.writing is not None]
    measured = _measured(opened, rows, [*(each.typed for each in asked), *raw])
    profiles = {profile.column: profile for profile in measured.columns}
    wrong = _wrongly_written(asked, profiles, measured.rows)
    again = [each.as_it_comes for each in asked if each.column.name in wrong]
    texts = {each.column: each for each in _measured(opened, rows, again).columns} if again else {}
    told = [_told(each, profiles, texts, wrong, measured.rows) for each in asked]
    return Counted(
        measured=Measured(rows=measured.rows, columns=tuple(profile for _, profile in told), statements=0),
        table=replace(table, columns=tuple(column for column, _ in told)),
        notes=tuple(
            f"{wrong[column.name]:,} values of column {column.position} are not written as {column.data_type.value}"
            for column in table.columns
            if column.name in wrong
        ),
    )


def _measured(opened: Whole, rows: int, columns: Sequence[RelationColumn]) -> Measured:
    share = share_to_probe(rows)
    probe = opened.source
    if share < 1:
        probe = f"(SELECT * FROM {opened.source} USING SAMPLE {100 * share!r} PERCENT (bernoulli, {_SEED}))"  # noqa: S608 - numbers of ours
    now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
    relation = Relation(source=opened.source, probe=probe, probe_share=share, columns=tuple(columns))
    return profile_relation(opened.ask, relation, now=now)


def _wrongly_written(
    asked: Sequence[_Asked], profiles: Mapping[str, ColumnProfile], rows: int
) -> dict[str, int]:
    """Values that are there and of no use as the type of their column, where there are any."""
    wrong = {
        name: _filled(profiles[_RAW + name], rows) - _filled(profiles[name], rows)
        for name in (each.column.name for each in asked if each.writing is not None)
    }
    return {name: count for name, count in wrong.items() if count}


def _told(
    asked: _Asked,
    profiles: Mapping[str, ColumnProfile],
    texts: Mapping[str, ColumnProfile],
    wrong: Mapping[str, int],
    rows: int,
) -> tuple[Column, ColumnProfile]:
    """The column with its profile: of its type where few values are written otherwise, else of its texts."""
    column = asked.column
    typed, text = profiles[column.name], texts.get(column.name)
    if asked.writing is None:
        return column, typed
    if text is None:
        none = tuple(
            Measurement(metric=metric, value=0.0, exact=True)
            for metric in _BLANK
            if typed.value(metric) is None
        )
        return column, replace(typed, measurements=(*typed.measurements, *none))
    count, filled = wrong[column.name], _filled(text, rows)
    if count > _FEW_WRONG * filled:
        return replace(column, native_type="text", data_type=DataType.TEXT), text
    return column, _joined(typed, text, count, filled)


def _joined(typed: ColumnProfile, text: ColumnProfile, wrong: int, filled: int) -> ColumnProfile:
    """The profile of the type, with all that only texts have or count otherwise, and how many are wrong."""
    of_text = {each.metric for each in text.measurements if each.metric not in {"min", "max"}}
    measurements = (
        *(each for each in text.measurements if each.metric in of_text),
        *(each for each in typed.measurements if each.metric not in of_text),
        Measurement(metric="wrong_type_count", value=wrong, exact=True),
        Measurement(metric="wrong_type_share", value=wrong / filled, exact=True),
    )
    return replace(typed, measurements=measurements)


def _filled(profile: ColumnProfile, rows: int) -> int:
    nulls = profile.value("null_count")
    return rows - int(nulls) if isinstance(nulls, int | float) else rows
