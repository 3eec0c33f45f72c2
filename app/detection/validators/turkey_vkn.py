"""Turkish tax numbers (vergi kimlik no): nine digits and a check digit.

Issuer: Gelir İdaresi Başkanliği. Source: GİB, "Vergi Kimlik Numarasi", check digit.
"""

import re

_FORM = re.compile(r"[0-9]{10}")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("4540536920")
    True
    >>> is_valid("4540536921"), is_valid("45405369200")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    total = 0
    for place, digit in enumerate(map(int, value[8::-1]), start=1):
        shifted = (digit + place) % 10
        total += (shifted * 2**place % 9 or 9) if shifted else 0
    return -total % 10 == int(value[9])
