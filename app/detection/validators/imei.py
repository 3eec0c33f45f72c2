"""Mobile equipment identities: fifteen digits, Luhn check digit, reporting body in use.

Issuer: GSMA and its reporting bodies. Source: 3GPP TS 23.003 section 6.2; GSMA TS.06.
"""

import re

from app.detection.validators import luhn

_FORM = re.compile(r"(?:01|10|3[05]|4[459]|5[0-4]|8[6]|9[1-9])\d{13}", re.ASCII)
_SEPARATORS = {ord(mark): None for mark in "- /"}


def is_valid(value: str) -> bool:
    """Whether the value is an IMEI, bare or in the groups that phones show.

    >>> is_valid("490154203237518"), is_valid("49-015420-323751-8"), is_valid("490154203237519")
    (True, True, False)
    """
    digits = value.translate(_SEPARATORS)
    return _FORM.fullmatch(digits) is not None and luhn.is_valid(digits)
