"""Moldovan numbers of organisations (IDNO) and persons (IDNP): twelve digits and a check digit modulo 10.

Issuer: Agenția Servicii Publice. Source: Hotărârea Guvernului 272/2002; weights 7 3 1 in turn. Persons' begin with 0 or
2, organisations' with 1.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[0-2][0-9]{12}")
_WEIGHTS = (7, 3, 1) * 4


def is_valid(value: str) -> bool:
    """Whether the value is an IDNO or IDNP.

    >>> is_valid("1008600038413"), is_valid("1008600038412")
    (True, False)
    """
    return _FORM.fullmatch(value) is not None and weighted(value, _WEIGHTS) % 10 == int(value[12])
