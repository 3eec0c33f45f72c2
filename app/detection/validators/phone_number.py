"""Telephone numbers as people write them: international, or national with an area code set apart.

Issuer: ITU and the national regulators. Source: ITU-T E.164 (at most 15 digits, country codes), E.123 (notation);
NANPA for the North American form. A bare run of digits says too little and is not accepted here.
"""

import re

_INTERNATIONAL = re.compile(r"(?:\+|00)[ .\-]?(\d[\d .\-/()]{6,22}\d)")
_NORTH_AMERICAN = re.compile(r"(?:1[ .\-]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .\-/])[2-9]\d\d[ .\-]\d{4}")
_AREA_APART = re.compile(r"\(\d{1,5}\) ?\d{2,4}(?:[ .\-]?\d{2,4}){1,3}")
_TRUNK = re.compile(
    r"0\d{1,4}[ /\-]{1,3}\d{3,5}(?:[ \-]?\d{2,4}){0,3}|0\d(?:[ .]\d\d){4}|0[ ]?\d{3}[ ]\d{3}[ ]\d{2}[ ]\d{2}"
)
_EXTENSION = re.compile(r" ?(?:x|ext\.?|extension|#|poste|durchwahl) ?\d{1,6}", re.IGNORECASE)
# Country codes of one, two and three digits; what is missing is not assigned.
_COUNTRY = re.compile(
    r"[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]"
    r"|2(?:1[1-368]|[2346]\d|5[0-8]|9[0179])|3(?:[57]\d|8[0-25-79])|42[013]|5[09]\d"
    r"|6(?:7[02-9]|8[0-35-9]|9[0-2])|8(?:0[08]|5[02356]|7[08]|8[0-368])|9(?:6[0-8]|7[0-79]|9[2-68])"
)
_FEWEST, _MOST = 8, 15


def is_valid(value: str) -> bool:
    """Whether the value is a telephone number in a form nothing else is written in, extension allowed.

    >>> is_valid("+31 20 624 1111"), is_valid("(503) 555-7555"), is_valid("030/12345678"), is_valid("415-555-2671 x12")
    (True, True, True, True)
    >>> is_valid("1234567890"), is_valid("2023-01-15"), is_valid("+999 12345678"), is_valid("123-45-6789")
    (False, False, False, False)
    """
    number = _EXTENSION.sub("", value) if any(c in value for c in "xX#e") else value
    international = _INTERNATIONAL.fullmatch(number)
    if international is not None:
        return _is_assigned("".join(c for c in international[1] if c.isdigit()))
    return any(form.fullmatch(number) for form in (_NORTH_AMERICAN, _AREA_APART, _TRUNK))


def _is_assigned(digits: str) -> bool:
    return _COUNTRY.match(digits) is not None and _FEWEST <= len(digits) <= _MOST
