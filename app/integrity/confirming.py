"""What every row of a table says of a dependency that was found in its sample."""

from dataclasses import replace

from app.integrity.dependencies import LEAST_CONFIDENCE, MOST_VIOLATIONS
from app.integrity.slips import slip_confidence
from app.model.integrity import Dependency, GroupCounts
from app.model.schema import Table


def confirmed(table: Table, dependency: Dependency, counts: GroupCounts) -> Dependency | None:
    """The dependency with the counts of every row; ``None`` where they refute it.

    Refuted is what more rows break than a dependency may have exceptions, and what is broken as if it were meant. Its
    strength stays that of the sample.
    """
    if counts.violations > MOST_VIOLATIONS * (counts.rows - counts.groups):
        return None
    confidence = _confidence(table, dependency, counts) if counts.violations else None
    if confidence is not None and confidence < LEAST_CONFIDENCE:
        return None
    return replace(
        dependency,
        rows=counts.rows,
        groups=counts.groups,
        violations=counts.violations,
        # Policies may have hidden rows from us, which no count tells.
        exact=not table.row_security,
        confidence=confidence,
    )


def _confidence(table: Table, dependency: Dependency, counts: GroupCounts) -> float:
    types = {column.name: column.data_type for column in table.columns}
    return slip_confidence(
        counts, determinants=len(dependency.determinant), dependent=types[dependency.dependent]
    )
