"""Spaces where none belong: before or after a value, or doubled between words where the single one occurs too."""

from collections.abc import Iterator

from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of

_PADDED_SHARE = 0.6
"""Where more cells end in a space the type pads them (``char(n)``) or an export did, to all alike."""


def stray_space(look: TableLook, _: Known) -> Iterator[Sighting]:
    """Columns of text with cells that have stray spaces."""
    for column in look:
        if not column.is_text:
            continue
        stray = _untrimmed(column) | _doubled(column)
        places = [place for place, value in enumerate(column.values) if value in stray]
        rows = (
            frozenset(row for row, code in enumerate(column.codes.tolist()) if code in set(places))
            if places
            else frozenset[int]()
        )
        if rows and len(rows) <= _PADDED_SHARE * column.filled:
            same = any(value.strip() in column.texts and value.strip() in column.values for value in stray)
            yield Sighting(
                kind=DefectKind.STRAY_SPACE, columns=(column.name,), rows=rows, confidence=0.9 if same or not column.is_prose else 0.6,
                reasons=("spaces stand before or after a value, or doubled inside",) + (("the same value occurs without them",) if same else ()),
                examples=examples_of(look, column.name, sorted(rows)),
            )  # fmt: skip


def _untrimmed(column: ColumnLook) -> set[str]:
    return {value for value in column.values if value != (stripped := value.strip()) and stripped}


def _doubled(column: ColumnLook) -> set[str]:
    """Prose puts two spaces behind a full stop; elsewhere few cells with two are a slip."""
    if column.is_prose:
        return set()
    doubled = {value for value in column.values if "  " in value.strip()}
    return doubled if len(doubled) <= 0.2 * len(column.values) else set()
