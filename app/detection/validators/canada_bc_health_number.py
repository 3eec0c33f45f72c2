"""Personal health numbers of British Columbia: 9, eight digits and a check digit modulo 11.

Issuer: BC Ministry of Health. Source: HIBC, "MSP teleplan specifications", appendix on the PHN check digit.
"""

import re

from app.detection.checksums import bare

_FORM = re.compile(r"9[0-9]{9}|9[0-9]{3}([ \-])[0-9]{3}\1[0-9]{3}")
_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3)


def is_valid(value: str) -> bool:
    """Whether the value is a PHN.

    >>> is_valid("9698 658 215"), is_valid("9698658215"), is_valid("9698658216"), is_valid("5698658215")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    total = sum(w * int(d) % 11 for w, d in zip(_WEIGHTS, digits[1:9], strict=True))
    return (11 - total % 11) % 11 == int(digits[9])
