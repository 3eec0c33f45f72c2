"""States and provinces by name.

Source: ISO 3166-2, names from ``gazetteers/states.txt``.
"""

from app.detection.folding import folded
from app.detection.gazetteers import phrases


def is_valid(value: str) -> bool:
    """Whether the value names a state or province.

    >>> is_valid("São Paulo"), is_valid("Baden-Württemberg"), is_valid("pending")
    (True, True, False)
    """
    return folded(value) in phrases("states")
