"""Whether rows that break a dependency are slips, or exceptions that are meant; thresholds are our own."""

from typing import Final

from app.model.integrity import GroupCounts
from app.model.schema import DataType

_CHANGES: Final = frozenset({DataType.DECIMAL, DataType.FLOAT, DataType.TIMESTAMP})
"""Prices and moments change with time: exceptions to what settles them are hardly ever errors."""


def slip_confidence(counts: GroupCounts, *, determinants: int, dependent: DataType) -> float:
    """0 to 1; ``counts`` has at least one violation.

    Errors are few, spread, and outnumbered in their group; exceptions that are meant come in groups of their own.
    """
    share = counts.violations / (counts.rows - counts.groups)
    clear = 1 - counts.split
    spread = counts.broken / counts.violations
    base = 0.9 if determinants == 1 else 0.75
    doubt = 0.4 if dependent in _CHANGES else 1.0
    return round(base * doubt * clear * (0.5 + 0.5 * spread) * (1 - 5 * share), 3)
