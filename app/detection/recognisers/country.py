"""Countries by name or ISO code.

Source: ISO 3166-1 (alpha-2, alpha-3), names in several languages from ``gazetteers/countries.txt``.
"""

from app.detection.folding import folded
from app.detection.gazetteers import phrases, words


def is_code(letters: str) -> bool:
    """Whether the two letters, in upper case, are an ISO 3166-1 alpha-2 code.

    >>> is_code("NL"), is_code("XX"), is_code("nl")
    (True, False, False)
    """
    return letters.isupper() and letters.lower() in words("country_codes")


def is_valid(value: str) -> bool:
    """Whether the value names a country.

    >>> is_valid("Österreich"), is_valid("United States"), is_valid("Atlantis")
    (True, True, False)
    """
    return folded(value) in phrases("countries")
