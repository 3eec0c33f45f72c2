"""Postal codes whose form gives them away: letters and digits mixed, or digits set apart.

Issuer: national posts. Source: UPU, "Addressing systems", country sheets; Royal Mail PAF for the UK form. Codes of
digits alone (United States, Germany, France, …) look like any number and pass no value test.
"""

import re

_FORMS = re.compile(
    r"[A-PR-UWYZ][A-HK-Y]?\d[A-HJKPSTUW\d]? ?\d[ABD-HJLNP-UW-Z]{2}"  # United Kingdom
    r"|[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ \-]?\d[ABCEGHJ-NPRSTV-Z]\d"  # Canada
    r"|[1-9]\d{3} ?[A-RT-Z][A-Z]"  # Netherlands
    r"|\d{5}-\d{4}"  # United States, ZIP+4
    r"|\d{5}-\d{3}"  # Brazil
    r"|\d{2}-\d{3}"  # Poland
    r"|[A-Z]\d{2} ?[A-Z0-9]{4}"  # Ireland
    r"|[1-9]\d{3}-\d{3}"  # Portugal
    r"|(?:A|B|CH|D|DK|F|FIN|I|L|N|S|SE|NO)-\d{4,5}"  # continental, with the old country letter
)


def is_valid(value: str) -> bool:
    """Whether the value is a postal code of a country whose codes are told by their form.

    >>> is_valid("SW1A 1AA"), is_valid("K1A 0B1"), is_valid("1234 AB"), is_valid("12227-000"), is_valid("70174")
    (True, True, True, True, False)
    """
    return value.isascii() and _FORMS.fullmatch(value.upper()) is not None
