"""Lithuanian personal codes (asmens kodas): as in Estonia, or a 9 in front where no birth date is coded.

Issuer: Registrų centras. Source: Gyventojų registro įstatymas, 8 straipsnis.
"""

from app.detection.validators import estonia_personal_code


def is_valid(value: str) -> bool:
    """Whether the value is a personal code.

    >>> is_valid("33309240064"), is_valid("33309240164"), is_valid("9330924006A")
    (True, False, False)
    """
    if estonia_personal_code.is_valid(value):
        return True
    if not (len(value) == len("33309240064") and value.isascii() and value.isdigit()):
        return False
    return value[0] == "9" and estonia_personal_code.has_check_digit(value)
