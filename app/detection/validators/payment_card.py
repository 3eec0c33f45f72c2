"""Payment card numbers: Luhn check digit, issuer range, length.

Issuer: the ISO/IEC 7812 registration authority and the card networks. Source: ISO/IEC 7812-1; the ranges as the
networks publish them (Visa 4; Mastercard 51-55, 2221-2720; American Express 34, 37; Discover 6011, 644-649, 65;
Diners 300-305, 36, 38, 39; JCB 3528-3589; UnionPay 62; Maestro 50, 56-58, 63, 67).
"""

import re

from app.detection.validators import luhn

_SEPARATED = re.compile(r"\d{13,19}|\d{4}([ \-])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ \-])\d{6}\2\d{4,5}")
_ISSUERS = re.compile(
    r"4\d{15}(?:\d{3})?"
    r"|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"
    r"|3[47]\d{13}"
    r"|(?:6011|64[4-9]\d|65\d\d)\d{12}"
    r"|(?:30[0-5]\d|36\d\d|3[89]\d\d)\d{10}"
    r"|35(?:2[89]|[3-8]\d)\d{12}"
    r"|62\d{14}(?:\d{3})?"
    r"|(?:50|5[6-8]|63|67)\d{14}"
)


def is_valid(value: str) -> bool:
    """Whether the value is a card number, bare or grouped by one kind of separator.

    >>> is_valid("4111 1111 1111 1111"), is_valid("4111-1111 1111-1111"), is_valid("1111111111111117")
    (True, False, False)
    >>> is_valid("0000000000000000")
    False
    """
    if _SEPARATED.fullmatch(value) is None:
        return False
    digits = value.replace(" ", "").replace("-", "")
    return _ISSUERS.fullmatch(digits) is not None and luhn.is_valid(digits)
