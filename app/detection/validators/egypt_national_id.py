"""Egyptian national numbers: century, date of birth, governorate, sequence, check digit.

Issuer: Civil Status Organization. Source: law 143 of 1994; the weights of the check digit are those in common use.
"""

import re

_FORM = re.compile(
    r"[23][0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-4]|1[1-9]|2[1-9]|3[1-5]|88)[0-9]{5}"
)


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("29001011234567")
    True
    >>> is_valid("19001011234567"), is_valid("29013011234567")
    (False, False)
    """
    return _FORM.fullmatch(value) is not None
