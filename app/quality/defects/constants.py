"""One and the same value everywhere. A fact more than an error: kept, and not shown unless asked for."""

from collections.abc import Iterator

from app.model.defects import DefectKind
from app.quality.defects.looking import TableLook
from app.quality.defects.sighting import Known, Sighting

_FEWEST_ROWS = 20


def constant(look: TableLook, _: Known) -> Iterator[Sighting]:
    """Columns with one value, or none, in twenty rows or more."""
    for column in look:
        if look.rows >= _FEWEST_ROWS and len(column.values) <= 1:
            yield Sighting(
                kind=DefectKind.CONSTANT, columns=(column.name,), rows=frozenset(range(look.rows)), confidence=0.3,
                reasons=("every row has the same value" if column.values else "no row has a value",),
            )  # fmt: skip
