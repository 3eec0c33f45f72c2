"""What is counted in rows: uniqueness. Integrity and timeliness come from keys, rules and history."""

from collections.abc import Iterator

from app.model.defects import Defect, DefectKind
from app.model.measurements import Dimension, Measurement
from app.model.schema import Table
from app.quality.scoring.cells import filled_cells
from app.quality.scoring.parts import Grounds, Loss, ScorePart, part

_DUPLICATES = frozenset({DefectKind.DUPLICATE_ROWS, DefectKind.DUPLICATE_ENTITIES})


def row_parts(grounds: Grounds) -> Iterator[ScorePart]:
    """What speaks about uniqueness: declared keys, and duplicates found; none for a table without rows.

    A key of one column is counted where its distinct values were. One of several columns is taken at the server's
    word, which refuses a second row. Duplicates are rows that another row repeats though no key forbids it.
    """
    if not grounds.rows:
        return
    for columns in sorted(unique_columns(grounds.table)):
        yield from _key(grounds, columns)
    duplicates = [defect for defect in grounds.defects if defect.kind in _DUPLICATES]
    if duplicates:
        yield _repeated(duplicates, float(grounds.rows))


def unique_columns(table: Table) -> set[tuple[str, ...]]:
    """The columns of every key and every whole unique index; expressions and partial indexes promise less."""
    declared = {key.columns for key in (table.primary_key, *table.unique_keys) if key is not None}
    whole = {
        index.columns
        for index in table.indexes
        if index.unique and not index.expressions and index.predicate is None and index.valid is not False
    }
    return declared | whole


def _key(grounds: Grounds, columns: tuple[str, ...]) -> Iterator[ScorePart]:
    rows = float(grounds.rows or 0)
    if len(columns) > 1:
        yield part(Dimension.UNIQUENESS, columns, rows, (), exact=True)
        return
    profile = next((each for each in grounds.columns if (each.column,) == columns), None)
    share = _measured(profile.measurements, "distinct_share") if profile else None
    if profile is None or share is None or not isinstance(share.value, float):
        return
    filled = filled_cells(profile, rows)
    if filled:
        repeated = Loss(source="distinct_share", count=(1 - share.value) * filled, exact=share.exact)
        yield part(Dimension.UNIQUENESS, columns, filled, [repeated], exact=share.exact)


def _repeated(duplicates: list[Defect], rows: float) -> ScorePart:
    """Rows repeated exactly are likely the same entity too, so only the greater number counts."""
    worst = max(duplicates, key=lambda defect: defect.share)
    loss = Loss(source=worst.kind.value, count=worst.share * rows, exact=worst.exact)
    return part(Dimension.UNIQUENESS, (), rows, [loss], exact=worst.exact)


def _measured(measurements: tuple[Measurement, ...], metric: str) -> Measurement | None:
    return next((each for each in measurements if each.metric == metric), None)
