"""Kenyan tax numbers (PIN): A or P, nine digits, a letter.

Issuer: Kenya Revenue Authority. Source: KRA, "Personal Identification Number".
"""

import re

_FORM = re.compile(r"[AaPp][0-9]{9}[A-Za-z]")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("P051365947M")
    True
    >>> is_valid("V051365947M"), is_valid("P05136594M")
    (False, False)
    """
    return _FORM.fullmatch(value) is not None
