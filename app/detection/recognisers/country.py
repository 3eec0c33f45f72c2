"""Countries by name, in some forty languages, from ``gazetteers/country_*.txt`` and ``countries.txt``.

Source: ISO 3166-1; Unicode CLDR for the names.
"""

from app.detection.gazetteers import words
from app.detection.gazetteers.terms import lists_of


def is_code(letters: str) -> bool:
    """Whether the two letters, in upper case, are an ISO 3166-1 alpha-2 code.

    >>> is_code("NL"), is_code("XX"), is_code("nl")
    (True, False, False)
    """
    return letters.isupper() and letters.lower() in words("country_codes")


def is_valid(value: str) -> bool:
    """Whether the value names a country.

    >>> is_valid("Österreich"), is_valid("United States"), is_valid("英国"), is_valid("Atlantis")
    (True, True, True, False)
    """
    return "countries" in lists_of(value)
