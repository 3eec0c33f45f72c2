"""Country codes of two and three letters.

Source: ISO 3166-1 alpha-2 and alpha-3; the IOC's and FIFA's three letters where they differ.
"""

from app.detection.gazetteers.terms import codes


def is_valid(value: str) -> bool:
    """Whether the value is such a code; a column needs more than that, every third pair of letters is one.

    >>> is_valid("DE"), is_valid("gb"), is_valid("GBR"), is_valid("GER"), is_valid("QQ"), is_valid("UK")
    (True, True, True, True, False, True)
    """
    code = value.lower()
    return code in codes("country_codes") or code in codes("alpha3_codes") or code == "uk"
