"""Emirates ID numbers: 784, year of birth, seven digits, Luhn.

Issuer: Federal Authority for Identity and Citizenship. Source: ICP, "Emirates ID".
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(r"784-?(?:19|20)[0-9]{2}-?[0-9]{7}-?[0-9]")


def is_valid(value: str) -> bool:
    """Whether the value is such a number, bare or in its usual groups.

    >>> is_valid("784198012345678")
    True
    >>> is_valid("784198012345679"), is_valid("785198012345672")
    (False, False)
    """
    return _FORM.fullmatch(value) is not None and luhn.is_valid(bare(value))
