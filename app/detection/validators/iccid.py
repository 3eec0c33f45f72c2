"""Serial numbers of SIM cards: 89, country calling code, issuer, Luhn check digit.

Issuer: the operators under ITU-T. Source: ITU-T E.118 section 4; a twentieth place that pads (``F``) or an issuer's
own digit behind the check digit is met too.
"""

import re

from app.detection.validators import luhn

_FORM = re.compile(r"89[1-9]\d{15,17}F?", re.IGNORECASE | re.ASCII)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in groups of four.

    >>> is_valid("8944500102198304826"), is_valid("8944500102198304827"), is_valid("8931 4404 0000 3002 4492")
    (True, False, True)
    """
    compact = value.replace(" ", "").replace("-", "")
    return _FORM.fullmatch(compact) is not None and luhn.is_valid(compact.rstrip("Ff"))
