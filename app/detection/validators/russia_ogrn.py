"""Russian state registration numbers (ОГРН, ОГРНИП): the remainder modulo 11, or 13 for sole traders.

Issuer: Federal Tax Service. Source: приказ Минфина России от 30.10.2017 N 165н.
"""

import re

_FORM = re.compile(r"[1-9][0-9]{12}|[34][0-9]{14}")


def is_valid(value: str) -> bool:
    """Whether the value is an OGRN of thirteen or fifteen digits.

    >>> is_valid("1022200525819"), is_valid("385768585948949"), is_valid("1022500001328")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    divisor = 11 if len(value) == len("1022200525819") else 13
    return int(value[:-1]) % divisor % 10 == int(value[-1])
