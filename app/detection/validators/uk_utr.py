"""UK unique taxpayer references (UTR): the first of ten digits checks the others.

Issuer: HM Revenue & Customs. Source: HMRC, "Modulus check for a UTR"; weights 6 7 8 9 10 5 4 3 2, table 21987654321.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{10}[kK]?|[kK][0-9]{10}|[0-9]{5}[ \-][0-9]{5}")
_WEIGHTS = (6, 7, 8, 9, 10, 5, 4, 3, 2)
_CHECKS = "21987654321"


def is_valid(value: str) -> bool:
    """Whether the value is a UTR, with or without the K of older letters.

    >>> is_valid("1955839661"), is_valid("19558 39661"), is_valid("2955839661")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value.strip("kK"))
    return digits[0] == _CHECKS[weighted(digits[1:], _WEIGHTS) % 11]
