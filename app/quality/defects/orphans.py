"""References to rows that are not there, where the keys they are to be among are all known."""

from collections.abc import Iterator

from app.model.defects import DefectKind
from app.quality.defects.looking import TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of


def orphan(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Columns with values that are not among the keys given for them (``TableLook.parents``)."""
    for name, keys in look.parents.items():
        column = look[name]
        strangers = {text for text in column.texts if text not in keys}
        rows = known.unexplained(name, column.rows_of(strangers)) if strangers else []
        if rows:
            share = len(rows) / max(column.filled, 1)
            yield Sighting(
                kind=DefectKind.ORPHAN, columns=(name,), rows=frozenset(rows), confidence=0.95 if share <= 0.5 else 0.6,
                reasons=("values are not among the keys they refer to",), examples=examples_of(look, name, rows),
            )  # fmt: skip
