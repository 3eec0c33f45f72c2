"""The machine-readable zone of passports and identity cards: check digits by 7-3-1.

Issuer: the states. Source: ICAO Doc 9303 part 3 (check digits) and parts 4 to 6 (the lines of TD3, TD2 and TD1).
"""

import re
from itertools import cycle
from operator import mul

_FORM = re.compile(
    r"(?:P[A-Z<][A-Z<]{3}[A-Z<]{39}\s*)?[A-Z0-9<]{9}[0-9<][A-Z<]{3}[0-9]{6}[0-9][MFX<][0-9]{6}[0-9][A-Z0-9<]{1,16}"
)
_LONGEST_LINE = 44
_FIELDS = ((0, 9), (13, 19), (21, 27))


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("L898902C36UTO7408122F1204159ZE184226B<<<<<10")
    True
    >>> is_valid("L898902C46UTO7408122F1204159ZE184226B<<<<<10"), is_valid("L898902C3")
    (False, False)
    """
    text = value.strip()
    if _FORM.fullmatch(text) is None:
        return False
    line = text[-44:] if len(text) > _LONGEST_LINE else text
    return all(_check(line[start:end]) == line[end] for start, end in _FIELDS)


def _check(field: str) -> str:
    """The check digit of a field; ``<`` counts as 0."""
    codes = (0 if c == "<" else int(c, 36) for c in field)
    return str(sum(map(mul, codes, cycle((7, 3, 1)))) % 10)
