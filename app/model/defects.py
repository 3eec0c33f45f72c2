"""What seems wrong with the values of a table: which columns, which kind of error, how much of it, and why we think so."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SHOWN_FROM: Final = 0.5
"""Confidence from which a defect is shown and counted in the score; below it, it is kept for who asks."""


class DefectKind(StrEnum):
    """Kinds of errors, after Kim et al., "A taxonomy of dirty data" (DMKD 7, 2003)."""

    MISSING = "missing"
    DISGUISED_MISSING = "disguised_missing"
    TYPO = "typo"
    SPELLING_VARIANT = "spelling_variant"
    STRAY_SPACE = "stray_space"
    ENCODING = "encoding"
    FORMAT_MIX = "format_mix"
    UNIT_MIX = "unit_mix"
    STORED_AS_TEXT = "stored_as_text"
    SWAPPED_COLUMNS = "swapped_columns"
    OUTLIER = "outlier"
    SHIFTED_DATES = "shifted_dates"
    FUTURE_DATES = "future_dates"
    INVALID = "invalid"
    DUPLICATE_ROWS = "duplicate_rows"
    DUPLICATE_ENTITIES = "duplicate_entities"
    ORPHAN = "orphan"
    DEPENDENCY_VIOLATION = "dependency_violation"
    CONTRADICTION = "contradiction"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One kind of error in one column, or between several.

    Attributes:
        columns: in the order of the table; several where the error lies between them.
        count: rows looked at that have it; of duplicates an estimate for the table where the sample allows one.
        rows: rows looked at; those of the table where ``count`` is about it.
        exact: whether those were all rows of the table.
        bound: half width of the 95 % interval of ``share``; ``None`` where it is exact or none may be given.
        confidence: 0 to 1, that this is an error and not how the data is meant.
        reasons: what speaks for it, in words without values.
        examples: masked where the column is sensitive, else a few of the values.
    """

    kind: DefectKind
    columns: tuple[str, ...]
    count: int
    rows: int
    exact: bool
    confidence: float
    bound: float | None = None
    reasons: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Of the rows looked at, 0 to 1; 0 where there were none."""
        return self.count / self.rows if self.rows else 0.0
