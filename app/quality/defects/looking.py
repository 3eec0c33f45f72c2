"""A table as the searches for defects read it: every column's cells counted, parsed and laid out once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import isnan

import numpy as np
from numpy.typing import NDArray

from app.detection.names.splitting import tokens
from app.model.findings import ColumnVerdict, Finding, FindingKind
from app.model.sample import Sample
from app.model.schema import Column, DataType, Table
from app.quality.defects.days import day_of, layout_of, read_layouts

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
RowMask = NDArray[np.bool_]

_NUMBERS = frozenset({DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT})
_MOMENTS = frozenset({DataType.DATE, DataType.TIMESTAMP})
_SERVERS_LAYOUTS = frozenset({"y-m-d", "y-m-dT"})
_PARSED_SHARE = 0.8
"""Of the filled cells that must be numbers (dates) for a text column to be read as one: up to a fifth may be wrong."""
_PROSE_WORDS = 5.0
_KEY_WORDS = frozenset(
    {"id", "ids", "uuid", "guid", "key", "pk", "no", "nr", "num", "number", "code", "ref", "sku", "rowid", "index", "token",
     "hash", "barcode", "ean", "isbn", "serial"}
)  # fmt: skip
_KEY_ENDINGS = ("nr", "nummer", "nummern")
"""Of words that German, Dutch and the Nordic languages write as one with what is numbered."""
_CATEGORY_SHARE, _CATEGORY_MOST = 0.25, 60
_LEADING_ZERO = re.compile(r"[+-]?0\d")
_SURE_FINDING = 0.6


@dataclass(frozen=True, eq=False)
class ColumnLook:
    """One column of a sample.

    Attributes:
        cells: in the order of the rows; ``None`` is NULL.
        verdict: what detection says of it, ``None`` where it was not asked.
        is_unique: declared so, by itself.
        refers: a foreign key is declared on it, by itself.
    """

    column: Column
    cells: Sequence[str | None]
    verdict: ColumnVerdict | None = None
    is_unique: bool = False
    refers: bool = False

    @property
    def name(self) -> str:
        """As in the table."""
        return self.column.name

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the name, lower case."""
        return tokens(self.column.name)

    def is_called(self, *words: str) -> bool:
        """Whether one of the words stands in the name."""
        return not frozenset(words).isdisjoint(self.words)

    @cached_property
    def _coded(self) -> tuple[Places, list[str]]:
        index: dict[str, int] = {}
        places = [-1 if cell is None else index.setdefault(cell, len(index)) for cell in self.cells]
        return np.array(places, np.intp), list(index)

    @property
    def codes(self) -> Places:
        """Per row the place of its value in ``values``; -1 for NULL."""
        return self._coded[0]

    @property
    def values(self) -> list[str]:
        """The different values in order of appearance, as they stand."""
        return self._coded[1]

    @cached_property
    def occurrences(self) -> Places:
        """How often each of ``values`` occurs."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.values)).astype(np.intp)

    @cached_property
    def texts(self) -> dict[str, int]:
        """The different values without spaces around them and how often each occurs; blank ones left out."""
        counts: dict[str, int] = {}
        for value, count in zip(self.values, self.occurrences.tolist(), strict=True):
            if text := value.strip():
                counts[text] = counts.get(text, 0) + count
        return counts

    @cached_property
    def filled(self) -> int:
        """Cells that are neither NULL nor blank."""
        return sum(self.texts.values())

    @cached_property
    def holes(self) -> frozenset[int]:
        """Rows whose cell is NULL or blank."""
        blank = [place for place, value in enumerate(self.values) if not value.strip()]
        return frozenset(np.flatnonzero(np.isin(self.codes, [-1, *blank])).tolist())

    def rows_of(self, values: Mapping[str, object] | frozenset[str] | set[str]) -> list[int]:
        """Rows whose cell, without spaces around it, is one of the values."""
        places = [place for place, value in enumerate(self.values) if value.strip() in values]
        return np.flatnonzero(np.isin(self.codes, places)).tolist() if places else []

    @property
    def finding(self) -> Finding | None:
        """What the column is, where that is fairly sure."""
        findings = self.verdict.findings if self.verdict else ()
        return next(
            (
                f
                for f in findings
                if f.kind is FindingKind.TYPE and f.path is None and f.confidence >= _SURE_FINDING
            ),
            None,
        )

    @property
    def family(self) -> str | None:
        """Family of what the column is."""
        return self.finding.family if self.finding else None

    @property
    def is_text(self) -> bool:
        """Declared as text."""
        return self.column.data_type is DataType.TEXT

    @cached_property
    def may_hold_text(self) -> bool:
        """Declared as text, or with cells that are not as a server writes the declared type: SQLite takes any value."""
        kind = self.column.data_type
        if kind in _NUMBERS:
            return any(isnan(_number(text)) for text in self.texts)
        if kind in _MOMENTS:
            layouts = {layout_of(text) for text in self.texts} - {""}
            return len(layouts) > 1 or not layouts <= _SERVERS_LAYOUTS
        return self.is_text

    @cached_property
    def is_prose(self) -> bool:
        """Sentences rather than names or codes: five words or more in the mean."""
        texts = list(self.texts)[:200]
        return bool(texts) and sum(text.count(" ") for text in texts) / len(texts) >= _PROSE_WORDS - 1

    @cached_property
    def is_category(self) -> bool:
        """Few values that come again and again."""
        several = sum(1 for count in self.texts.values() if count > 1)
        few = min(_CATEGORY_MOST, max(self.filled * _CATEGORY_SHARE, 6))
        repeated = sum(count for count in self.texts.values() if count > 1)
        return 1 <= several <= few and repeated >= self.filled * (1 - _CATEGORY_SHARE)

    @cached_property
    def is_key(self) -> bool:
        """Tells rows apart: declared so, or nearly all different and named or numbered as keys are."""
        if self.is_unique:
            return True
        if self.filled < 2 or len(self.texts) < self.filled * 0.9:
            return False
        return not _KEY_WORDS.isdisjoint(self.words[-1:]) or self.is_numbered

    @property
    def is_named_as_key(self) -> bool:
        """The name ends as those of identifiers and codes do."""
        return not _KEY_WORDS.isdisjoint(self.words[-1:]) or self.name.lower().endswith(_KEY_ENDINGS)

    @cached_property
    def is_numbered(self) -> bool:
        """Whole numbers one after the other, nearly without gaps or repetition."""
        numbers = self.numbers
        if numbers is None:
            return False
        known = numbers[np.isfinite(numbers)]
        if len(known) < 8 or np.any(known != np.round(known)):
            return False
        low, high = np.quantile(known, [0.05, 0.95])
        return len(np.unique(known)) >= 0.9 * len(known) and high - low <= 2 * len(known)

    @cached_property
    def numbers(self) -> Floats | None:
        """Per row its number, NaN for everything else; ``None`` where the column is not one of numbers."""
        if self.column.data_type not in _NUMBERS and not self.is_text:
            return None
        parsed = np.array([_number(value) for value in self.values], np.float64)
        if not self._is_mostly(parsed) or (self.is_text and any(map(_LEADING_ZERO.match, self.values))):
            return None
        return np.append(parsed, np.nan)[self.codes]

    @cached_property
    def days(self) -> Floats | None:
        """Per row its day with fractions, counted from year 1, NaN for everything else; ``None`` if it holds no dates."""
        if self.column.data_type not in _MOMENTS and not self.is_text:
            return None
        if self.is_text and not _may_be_dates(self.values):
            return None
        day_first = read_layouts(self.values).day_first if self.may_hold_text else True
        parsed = np.array([day_of(value, day_first=day_first) for value in self.values], np.float64)
        return np.append(parsed, np.nan)[self.codes] if self._is_mostly(parsed) else None

    def _is_mostly(self, parsed: Floats) -> bool:
        cells = int(self.occurrences[np.isfinite(parsed)].sum())
        return cells > 0 and cells >= _PARSED_SHARE * self.filled


@dataclass(frozen=True, eq=False)
class TableLook:
    """A table and its sample.

    Attributes:
        rows: rows in the sample.
        columns: those that were sampled, in the order of the table.
        parents: see ``sighting.Parents``.
        today: days since year 1, with which dates are compared.
    """

    table: Table
    rows: int
    columns: tuple[ColumnLook, ...]
    today: float
    parents: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    def __getitem__(self, name: str) -> ColumnLook:
        return self._by_name[name]

    def __iter__(self) -> Iterator[ColumnLook]:
        return iter(self.columns)

    def mask(self, rows: Iterable[int]) -> RowMask:
        """Per row whether it is one of these."""
        inside = np.zeros(self.rows, np.bool_)
        inside[list(rows)] = True
        return inside

    def first(self, rows: int) -> "TableLook":
        """The same table with at most so many rows of the sample, those that stand first."""
        if self.rows <= rows:
            return self
        columns = tuple(replace(column, cells=column.cells[:rows]) for column in self.columns)
        return replace(self, rows=rows, columns=columns)

    @cached_property
    def _by_name(self) -> dict[str, ColumnLook]:
        return {column.name: column for column in self.columns}


def look_at(
    table: Table,
    sample: Sample,
    verdicts: Sequence[ColumnVerdict],
    *,
    today: float,
    parents: Mapping[str, frozenset[str]] | None = None,
) -> TableLook:
    """The sampled columns of the table with what is declared of them."""
    by_column = {verdict.column: verdict for verdict in verdicts}
    unique = {key.columns for key in (table.primary_key, *table.unique_keys) if key}
    unique |= {index.columns for index in table.indexes if index.unique}
    referring = {key.columns for key in table.foreign_keys}
    columns = tuple(
        ColumnLook(
            column=column,
            cells=sample.values[column.name],
            verdict=by_column.get(column.name),
            is_unique=(column.name,) in unique,
            refers=(column.name,) in referring,
        )
        for column in table.columns
        if column.name in sample.values
    )
    return TableLook(table, sample.facts.rows, columns, today, parents or {})


def _number(text: str) -> float:
    if "_" in text:
        return np.nan
    try:
        number = float(text)
    except ValueError:
        return np.nan
    return number if abs(number) < 1e300 else np.nan


def _may_be_dates(values: Sequence[str]) -> bool:
    first = [value for value in values[:20] if len(value) >= 6]
    return sum(sum(map(str.isdigit, value)) >= 3 for value in first) * 2 > len(first) > 0
