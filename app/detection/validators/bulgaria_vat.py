"""Bulgarian VAT numbers: an EIK of nine digits, or ten digits of a person, a foreigner or somebody else.

Issuer: Национална агенция за приходите. Source: European Commission, VIES check digit routines; others have weights
4 3 2 7 6 5 4 3 2 modulo 11.
"""

import re

from app.detection.checksums import weighted
from app.detection.validators import bulgaria_egn, bulgaria_eik, bulgaria_foreigner_number

_FORM = re.compile(r"[0-9]{9,10}")
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


def is_valid(value: str) -> bool:
    """Whether the digits behind BG are valid.

    >>> is_valid("175074752"), is_valid("7523169263"), is_valid("175074751")
    (True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    if len(value) < len(_WEIGHTS):
        return bulgaria_eik.is_valid(value)
    if bulgaria_egn.is_valid(value) or bulgaria_foreigner_number.is_valid(value):
        return True
    return int(value) != 0 and weighted(value, _WEIGHTS) % 11 == 0
