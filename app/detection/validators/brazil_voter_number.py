"""Brazilian voter numbers (título de eleitor): eight digits, state, two check digits modulo 11.

Issuer: Tribunal Superior Eleitoral. Source: Resolução TSE 21.538/2003, art. 12: states 01 to 28; where the remainder
is 0, São Paulo and Minas Gerais write 1.
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"[0-9]{12}|[0-9]{4} [0-9]{4} [0-9]{4}")
_STATES = range(1, 29)
_ONE_FOR_ZERO = frozenset(("01", "02"))


def is_valid(value: str) -> bool:
    """Whether the value is a voter number.

    >>> is_valid("1023 8501 0671"), is_valid("102385010671"), is_valid("102385010672"), is_valid("102385990671")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    state = digits[8:10]
    if int(state) not in _STATES:
        return False
    first = _check(weighted(digits, range(2, 10)), state)
    return digits[10:] == f"{first}{_check(weighted(state + str(first), (7, 8, 9)), state)}"


def _check(total: int, state: str) -> int:
    remainder = total % 11
    if remainder == 0 and state in _ONE_FOR_ZERO:
        return 1
    return remainder % 10
