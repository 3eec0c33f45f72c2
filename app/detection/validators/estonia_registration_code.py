"""Estonian registration codes of organisations (registrikood): eight digits, the check digit of personal codes.

Issuer: Tartu Maakohtu registriosakond. Source: Äriregistri seadus; the first digit is 1, 7, 8 or 9.
"""

import re

from app.detection.validators import estonia_personal_code

_FORM = re.compile(r"[1789][0-9]{7}")


def is_valid(value: str) -> bool:
    """Whether the value is a registration code.

    >>> is_valid("12345678"), is_valid("12345679"), is_valid("32345674")
    (True, False, False)
    """
    return _FORM.fullmatch(value) is not None and estonia_personal_code.has_check_digit(value)
