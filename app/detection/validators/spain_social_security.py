"""Spanish social security numbers (número de afiliación): province, number, two check digits modulo 97.

Issuer: Tesorería General de la Seguridad Social. Source: Real Decreto 84/1996, artículo 21; a number below ten
million is appended to the province without its leading zero.
"""

import re

from app.detection.checksums import bare

_FORM = re.compile(r"[0-9]{12}|[0-9]{2}([ /\-])[0-9]{7,8}\1[0-9]{2}|[0-9]{2}[ /\-][0-9]{10}")
_PROVINCES = frozenset({*range(1, 54), 66})
_SHORT = 10_000_000


def is_valid(value: str) -> bool:
    """Whether the value is a number of affiliation.

    >>> is_valid("281234567840"), is_valid("28/12345678/40"), is_valid("281234567841")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    province, number, check = int(digits[:2]), int(digits[2:-2]), int(digits[-2:])
    whole = number + province * (_SHORT if number < _SHORT else 10 * _SHORT)
    return province in _PROVINCES and number != 0 and whole % 97 == check
