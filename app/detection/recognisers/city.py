"""Cities by name, from ``gazetteers/cities.txt``: a small share of all, so a miss says little."""

from app.detection.folding import folded
from app.detection.gazetteers import phrases


def is_valid(value: str) -> bool:
    """Whether the value names a well-known city.

    >>> is_valid("München"), is_valid("New York"), is_valid("Blue")
    (True, True, False)
    """
    name = folded(value)
    return name in phrases("cities") or name.split(",")[0] in phrases("cities")
