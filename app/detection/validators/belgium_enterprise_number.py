"""Belgian enterprise numbers (KBO, BCE), which are the VAT numbers as well: 97 minus the remainder modulo 97.

Issuer: FPS Economy. Source: Wetboek van economisch recht, boek III; nine digits until 2004 and where a number lost
its zero.
"""

import re

from app.detection.checksums import bare

_FORM = re.compile(r"(?:BE[ .\-]?)?(?:[01]?[0-9]{9}|[01]?[0-9]{3}([. \-])[0-9]{3}\1[0-9]{3})", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is an enterprise number.

    >>> is_valid("0428.759.497"), is_valid("BE 428759497"), is_valid("BE0428759497"), is_valid("0431150351")
    (True, True, True, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    digits = bare(value.lstrip("BbEe"))
    return int(digits) != 0 and 97 - int(digits[:-2]) % 97 == int(digits[-2:])
