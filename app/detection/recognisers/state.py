"""States, provinces and regions by name, from ``gazetteers/*subdivisions.txt`` and ``states.txt``.

Source: ISO 3166-2.
"""

from app.detection.gazetteers.terms import lists_of


def is_valid(value: str) -> bool:
    """Whether the value names a state or province.

    >>> is_valid("São Paulo"), is_valid("Baden-Württemberg"), is_valid("神奈川県"), is_valid("pending")
    (True, True, True, False)
    """
    return "subdivisions" in lists_of(value)
