"""Canadian business numbers (BN): nine digits with a Luhn check digit, often with program and account (RC0001).

Issuer: Canada Revenue Agency. Source: CRA, "Business number"; programs RC, RM, RP, RT, RR, RZ and others. Nine bare
digits are not taken: they are any number with a Luhn digit, most often a social insurance number.
"""

import re

from app.detection.validators import luhn

_FORM = re.compile(
    r"([0-9]{9}|[0-9]{3} [0-9]{3} [0-9]{3}|[0-9]{5} [0-9]{4})[ \-]?R[CMPTRZDEGX][ \-]?[0-9]{4}", re.IGNORECASE
)


def is_valid(value: str) -> bool:
    """Whether the value is a business number with its program account.

    >>> is_valid("123026635RC0001"), is_valid("12302 6635 RT0001"), is_valid("123026634RC0001"), is_valid("123026635")
    (True, True, False, False)
    """
    found = _FORM.fullmatch(value) if value.isascii() else None
    return found is not None and luhn.is_valid(found[1].replace(" ", ""))
