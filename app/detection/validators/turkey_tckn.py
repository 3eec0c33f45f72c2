"""Turkish identity numbers (T.C. kimlik no): nine digits and two check digits.

Issuer: Nüfus ve Vatandaşlik İşleri. Source: NVİ, "T.C. Kimlik Numarasi", check digits.
"""

import re

_FORM = re.compile(r"[1-9][0-9]{10}")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("17291716060")
    True
    >>> is_valid("17291716050"), is_valid("07291716092")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = [int(c) for c in value]
    tenth = (7 * sum(digits[:9:2]) - sum(digits[1:8:2])) % 10
    return tenth == digits[9] and sum(digits[:10]) % 10 == digits[10]
