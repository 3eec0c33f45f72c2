"""Hungarian social security numbers (TAJ): eight digits, weights 3 and 7 in turn, modulo 10.

Issuer: Nemzeti Egészségbiztosítási Alapkezelő. Source: 1996. évi XX. törvény, melléklet.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{9}|[0-9]{3}([ \-])[0-9]{3}\1[0-9]{3}")
_WEIGHTS = (3, 7) * 4


def is_valid(value: str) -> bool:
    """Whether the value is a TAJ.

    >>> is_valid("111 111 110"), is_valid("123456788"), is_valid("123456789")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    return int(digits) != 0 and weighted(digits, _WEIGHTS) % 10 == int(digits[8])
