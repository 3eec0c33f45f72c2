"""Ontario health numbers (OHIP): ten digits, Luhn check digit, often a version code of one or two letters.

Issuer: Ontario Ministry of Health. Source: Ministry of Health, "Technical specifications: health card validation",
MOD 10 check digit.
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(
    r"([1-9][0-9]{9}|[1-9][0-9]{3}([ \-])[0-9]{3}\2[0-9]{3})[ \-]?(?:[A-Z]{1,2})?", re.IGNORECASE
)


def is_valid(value: str) -> bool:
    """Whether the value is a health number, with or without its version code.

    >>> is_valid("9876-543-217"), is_valid("9876543217"), is_valid("9876543217YM"), is_valid("9876543218")
    (True, True, True, False)
    """
    found = _FORM.fullmatch(value) if value.isascii() else None
    return found is not None and luhn.is_valid(bare(found[1]))
