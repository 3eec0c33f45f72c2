"""New Zealand tax numbers (IRD): seven or eight digits and a check digit with two sets of weights.

Issuer: Inland Revenue. Source: Inland Revenue, "RWT and NRWT certificate filing specification", appendix.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{8,9}|[0-9]{2,3}([ \-])[0-9]{3}\1[0-9]{3}")
_FIRST, _SECOND = (3, 2, 7, 6, 5, 4, 3, 2), (7, 4, 3, 2, 5, 2, 7, 6)
_LOWEST, _HIGHEST, _TEN = 10_000_000, 150_000_000, 10


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("49-091-850"), is_valid("49091850"), is_valid("136410132")
    (True, True, True)
    >>> is_valid("49091851"), is_valid("9125568")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value).zfill(9)
    if not _LOWEST < int(digits) < _HIGHEST:
        return False
    check = -weighted(digits, _FIRST) % 11
    if check == _TEN:
        check = -weighted(digits, _SECOND) % 11
    return check == int(digits[8])
