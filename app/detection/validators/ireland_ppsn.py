"""Irish personal public service numbers (PPSN): seven digits, check letter modulo 23, a second letter since 2013.

Issuer: Department of Social Protection. Source: "Personal Public Service (PPS) Number: register of users"; weights
8 to 2, the second letter (A, B, H) counts ninefold, an old W or T does not count.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(
    r"[0-9]{7}[ \-]?[A-W][ABHTWX]?|[0-9]{3}[ \-][0-9]{2}[ \-][0-9]{2}[ \-]?[A-W][ABHTWX]?", re.IGNORECASE
)
_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"
_COUNTING = {"A": 9, "B": 18, "H": 72}


def is_valid(value: str) -> bool:
    """Whether the value is a PPSN.

    >>> is_valid("6433435F"), is_valid("6433435OA"), is_valid("6433435IH"), is_valid("6433435E")
    (True, True, True, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    number = bare(value).upper()
    total = weighted(number[:7], range(8, 1, -1)) + _COUNTING.get(number[8:], 0)
    return _LETTERS[total % 23] == number[7]
