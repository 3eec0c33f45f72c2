"""Numbers and dates in a column of text, in a table that has types."""

from collections.abc import Iterator

import numpy as np

from app.model.defects import DefectKind
from app.model.schema import DataType
from app.quality.defects.looking import ColumnLook, TableLook
from app.quality.defects.sighting import Known, Sighting

_SHARE = 0.95
_FEWEST = 20
_CODES = frozenset(
    {
        "zip",
        "postal",
        "postcode",
        "plz",
        "phone",
        "fax",
        "mobile",
        "code",
        "id",
        "number",
        "no",
        "nr",
        "version",
        "year",
        "account",
        "card",
        "ssn",
        "tax",
        "vat",
        "sku",
        "ean",
        "isbn",
        "ref",
        "reference",
        "value",
        "setting",
        "tel",
        "house",
        "room",
        "extension",
    }
)


def stored_as_text(look: TableLook, _: Known) -> Iterator[Sighting]:
    """Columns of text that hold measures or dates; codes made of digits are text rightly."""
    if all(column.column.data_type is DataType.TEXT for column in look):
        return  # nothing in this table has a type: what it came from had none
    for column in look:
        if column.is_text and column.filled >= _FEWEST and (why := _held(column, look)):
            what, confidence = why
            rows = frozenset(range(look.rows)) - column.holes
            yield Sighting(
                kind=DefectKind.STORED_AS_TEXT,
                columns=(column.name,),
                rows=rows,
                confidence=confidence,
                reasons=(f"{what} stand in a column of text",),
            )


def _held(column: ColumnLook, look: TableLook) -> tuple[str, float] | None:
    if column.days is not None and np.isfinite(column.days).sum() >= _SHARE * column.filled:
        has_dates = any(c.column.data_type in {DataType.DATE, DataType.TIMESTAMP} for c in look)
        return ("dates", 0.65 if has_dates else 0.4)
    numbers = column.numbers
    if numbers is None or not _CODES.isdisjoint(column.words) or column.is_key or column.finding is not None:
        return None
    known = numbers[np.isfinite(numbers)]
    has_fractions = bool(np.any(known != np.round(known)))
    if len(known) < _SHARE * column.filled or len(np.unique(known)) < 10:
        return None
    return ("numbers", 0.65 if has_fractions else 0.45)
