"""Swiss social insurance numbers (AHV, AVS): 756, nine digits, check digit of article numbers.

Issuer: Zentrale Ausgleichsstelle. Source: AHVV article 133bis; GS1 (weights 1 and 3 in turn).
"""

import re

from app.detection.checksums import bare, weighted

_FORM = re.compile(r"756(?:[0-9]{10}|\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}| [0-9]{4} [0-9]{4} [0-9]{2})")
_WEIGHTS = (1, 3) * 6 + (1,)


def is_valid(value: str) -> bool:
    """Whether the value is an AHV number.

    >>> is_valid("756.9217.0769.85"), is_valid("7569217076985"), is_valid("756.9217.0769.84")
    (True, True, False)
    """
    return _FORM.fullmatch(value) is not None and weighted(bare(value), _WEIGHTS) % 10 == 0
