"""UK National Insurance numbers: permitted prefix, six digits, suffix A to D.

Issuer: HM Revenue & Customs. Source: HMRC manual NIM39110.
"""

import re

_FORM = re.compile(
    r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ \-]?\d{2}([ \-]?)\d{2}\1\d{2}[ \-]?[A-D]",
    re.IGNORECASE,
)


def is_valid(value: str) -> bool:
    """Whether the value is a National Insurance number.

    >>> is_valid("JG 10 37 59 A"), is_valid("JG103759A"), is_valid("DG103759A"), is_valid("JG103759E")
    (True, True, False, False)
    """
    return _FORM.fullmatch(value) is not None
