"""Codes of laboratory tests and clinical observations (LOINC).

Issuer: Regenstrief Institute. Source: LOINC Users' Guide, appendix on the calculation of Mod 10 check digits.
"""

from app.detection.validators import luhn


def is_valid(value: str) -> bool:
    """Whether the digit behind the dash is the check digit of those before it.

    >>> is_valid("718-7"), is_valid("4548-4"), is_valid("718-8"), is_valid("-")
    (True, True, False, False)
    """
    number, dash, check = value.partition("-")
    return bool(dash and number and check) and luhn.is_valid(number + check)
