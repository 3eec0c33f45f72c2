"""Luxembourgish VAT numbers: six digits and their remainder modulo 89.

Issuer: Administration de l'enregistrement, des domaines et de la TVA. Source: European Commission, VIES check digit
routines.
"""

import re

_FORM = re.compile(r"[0-9]{8}")


def is_valid(value: str) -> bool:
    """Whether the digits behind LU are valid.

    >>> is_valid("15027442"), is_valid("15027443")
    (True, False)
    """
    return _FORM.fullmatch(value) is not None and int(value[:6]) % 89 == int(value[6:])
