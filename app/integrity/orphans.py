"""What keys say of their table: to its score, rows whose key is found of rows that have one; to its defects, orphans."""

from collections.abc import Iterable
from typing import Final

from app.model.defects import Defect, DefectKind
from app.model.integrity import KeyCheck, KeyCounts
from app.model.measurements import Dimension
from app.quality.scoring.parts import Loss, ScorePart, part

SURE: Final = 0.75
"""Undeclared keys below this do not move the score: what may be no key at all cannot be broken."""


def key_parts(checks: Iterable[KeyCheck], rows: int | None) -> tuple[ScorePart, ...]:
    """One part per key that was looked into; some rows are scaled to ``rows``, those of the table.

    A key without any row says nothing.
    """
    return tuple(
        _part(check, check.found, rows)
        for check in checks
        if check.found is not None and check.found.rows and check.key.confidence >= SURE
    )


def orphan_defects(checks: Iterable[KeyCheck]) -> tuple[Defect, ...]:
    """One defect per key that has orphans; as sure as it is a key at all."""
    return tuple(
        _defect(check, check.found) for check in checks if check.found is not None and check.found.orphan_rows
    )


def _part(check: KeyCheck, found: KeyCounts, rows: int | None) -> ScorePart:
    scale = 1.0 if found.exact or not rows else max(rows / found.rows, 1.0)
    loss = Loss(source="orphan", count=found.orphan_rows * scale, exact=found.exact)
    return part(Dimension.INTEGRITY, check.key.columns, found.rows * scale, [loss], exact=found.exact)


def _defect(check: KeyCheck, found: KeyCounts) -> Defect:
    key, most = check.key, found.orphan_share_at_most
    whose = "declared" if key.declared else "supposed"
    target = f"{key.referred_table} ({', '.join(key.referred_columns)})"
    return Defect(
        kind=DefectKind.ORPHAN,
        columns=key.columns,
        count=found.orphan_rows,
        rows=found.rows,
        exact=found.exact,
        bound=None if most is None else most - found.orphan_rows / found.rows,
        confidence=key.confidence,
        reasons=(
            f"{whose} key to {target}, which lacks {found.orphan_values} of its values",
            *(("no server vouches for it",) if key.declared and key.enforced is False else ()),
        ),
    )
