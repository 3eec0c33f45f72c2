"""Payment card numbers: Luhn check digit, issuer range, length.

Issuer: the ISO/IEC 7812 registration authority and the card networks. Source: ISO/IEC 7812-1; the ranges as the
networks publish them (Visa 4; Mastercard 51-55, 2221-2720; American Express 34, 37; Discover 6011, 644-649, 65;
Diners 300-305, 36, 38, 39; JCB 3528-3589; UnionPay 62; Maestro 50, 56-58, 63, 67; Mir 2200-2204; RuPay 60, 81, 82;
Troy 9792; Elo 509, 636).
"""

import re

from app.detection.validators import luhn

_SEPARATED = re.compile(
    r"\d{13,19}|\d{4}([ \-.])\d{4}\1\d{4}\1\d{1,7}(?:\1\d{3})?|\d{4}([ \-.])\d{6}\2\d{4,5}|\d{4} {2}\d{4} {2}\d{4} {2}\d{4}"
    r"|\d{8} \d{8}|\d{6} \d{13}",
    re.ASCII,
)
_ISSUERS = re.compile(
    r"4(?:\d{15}(?:\d{3})?|\d{12})"
    r"|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720|220[0-4])\d{12}"
    r"|3[47]\d{13}"
    r"|(?:6011|64[4-9]\d|65\d\d|60[68]\d|81\d\d|82\d\d|9792)\d{12}"
    r"|(?:30[0-5]\d|309\d|36\d\d|3[89]\d\d)\d{10}"
    r"|(?:35(?:2[89]|[3-8]\d)|36\d\d)\d{12}"
    r"|62\d{14}(?:\d{3})?"
    r"|(?:50|5[6-8]|63|67)\d{14}|(?:5018|5020|5038|6304|6759|676[1-3]|6771)(?:\d{9}|\d{11}|\d{13,15})"
)
_SEPARATORS = {ord(mark): None for mark in " -."}


def is_valid(value: str) -> bool:
    """Whether the value is a card number, bare or grouped by one kind of separator.

    >>> is_valid("4111 1111 1111 1111"), is_valid("4111-1111 1111-1111"), is_valid("1111111111111117")
    (True, False, False)
    >>> is_valid("0000000000000000"), is_valid("3782.822463.10005"), is_valid("4222222222222")
    (False, True, True)
    """
    if _SEPARATED.fullmatch(value) is None:
        return False
    digits = value.translate(_SEPARATORS)
    return _ISSUERS.fullmatch(digits) is not None and luhn.is_valid(digits)
