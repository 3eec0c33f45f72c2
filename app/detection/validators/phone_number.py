"""Telephone numbers as people write them: international, or national in the groups of some country.

Issuer: ITU and the national regulators. Source: ITU-T E.164 (at most 15 digits, country codes), E.123 (notation), the
numbering plans in ``app.detection.telephony.numbering``. A bare run of digits says too little and is not accepted here.
"""

import re

from app.detection.telephony.layouts import layout_of, plans_by_layout
from app.detection.telephony.numbering import region_of, written_digits

_NORTH_AMERICAN = re.compile(r"(?:\+?1[ .\-]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .\-/])[2-9]\d\d[ .\-]\d{4}")
_AREA_APART = re.compile(r"\(\d{1,5}\) ?\d{2,4}(?:[ .\-]?\d{2,4}){1,3}")
_TRUNK = re.compile(r"(?=(?:\D*\d){8})0\d{1,4}[ /\-]{1,3}\d{3,5}(?:[ \-]?\d{2,4}){0,3}")
_GROUPED = re.compile(r"[(\d][\d ./()\-\u2010-\u2015]+")
_EXTENSION = re.compile(r" ?(?:x|ext\.?|extension|#|poste|durchwahl) ?\d{1,6}", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is a telephone number in a form nothing else is written in, extension allowed.

    >>> is_valid("+31 20 624 1111"), is_valid("(503) 555-7555"), is_valid("030/12345678"), is_valid("415-555-2671 x12")
    (True, True, True, True)
    >>> is_valid("612 34 56 78"), is_valid("(11) 96123-4567"), is_valid("090-1234-5678")
    (True, True, True)
    >>> is_valid("1234567890"), is_valid("2023-01-15"), is_valid("+999 12345678"), is_valid("123-45-6789")
    (False, False, False, False)
    """
    number = _EXTENSION.sub("", value)
    digits = written_digits(value)
    if digits is not None and digits.startswith("+"):
        return region_of(digits) is not None
    return any(form.fullmatch(number) for form in (_NORTH_AMERICAN, _AREA_APART, _TRUNK)) or _is_grouped(
        number
    )


def _is_grouped(number: str) -> bool:
    """In the groups of a country whose plan has the number."""
    if _GROUPED.fullmatch(number) is None:
        return False
    plans = plans_by_layout().get(layout_of(number), ())
    digits = "".join(c for c in number if c.isdigit())
    return any(plan.has(digits) for plan in plans)
