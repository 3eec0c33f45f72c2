"""The check digit of machine-readable travel documents: weights 7 3 1, letters from A as 10, modulo 10.

Source: ICAO Doc 9303, part 3, section 4.9.
"""

import re

from app.detection.checksums import weighted

_FORM = re.compile(r"[A-Z0-9]{2,43}[0-9]")
_WEIGHTS = (7, 3, 1) * 15


def is_valid(value: str) -> bool:
    """Whether the last character checks those before it; fillers are not looked for.

    >>> is_valid("T220001293"), is_valid("T220001294")
    (True, False)
    """
    return _FORM.fullmatch(value) is not None and weighted(value[:-1], _WEIGHTS) % 10 == int(value[-1])
