"""Pakistani identity card numbers (CNIC, NICOP): locality, family number, sex.

Issuer: NADRA. Source: NADRA, "CNIC"; the first digit is a province (1-7; 8 and 9 abroad and Azad Kashmir), no check
digit exists, so only the groups 5-7-1 tell such a number from other thirteen digits.
"""

import re

_FORM = re.compile(r"[1-9][0-9]{4}-[0-9]{7}-[1-9]")


def is_valid(value: str) -> bool:
    """Whether the value is a CNIC in its three groups.

    >>> is_valid("34201-0891231-8"), is_valid("3420108912318"), is_valid("34201-0891231-0")
    (True, False, False)
    """
    return _FORM.fullmatch(value) is not None
