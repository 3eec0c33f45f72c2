"""Indonesian tax numbers (NPWP) of 15 digits: kind, serial with a Luhn check digit in ninth place, office, branch.

Issuer: Direktorat Jenderal Pajak. Source: PER-20/PJ/2013; since 2024 persons use their NIK and others 16 digits with a
0 in front. Branches above 099 are left out: they are few, and other numbers of 15 digits many.
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(r"0?[0-9]{15}|[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9][.\-][0-9]{3}\.[0-9]{3}")
_LENGTH = 15


def is_valid(value: str) -> bool:
    """Whether the value is an NPWP.

    >>> is_valid("01.312.166.0-091.000"), is_valid("013121660091000"), is_valid("01.312.166.1-091.000")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)[-_LENGTH:]
    return digits[:9] != "000000000" and digits[12] == "0" and luhn.is_valid(digits[:9])
