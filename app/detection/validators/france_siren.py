"""French company numbers (SIREN): eight digits and a Luhn check digit.

Issuer: INSEE. Source: Code de commerce, article R. 123-221.
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(r"[0-9]{9}|[0-9]{3}([ .\-])[0-9]{3}\1[0-9]{3}")


def is_valid(value: str) -> bool:
    """Whether the value is a SIREN.

    >>> is_valid("552 008 443"), is_valid("552008443"), is_valid("552008444"), is_valid("000000000")
    (True, True, False, False)
    """
    return _FORM.fullmatch(value) is not None and luhn.is_valid(bare(value)) and value.strip("0 .-") != ""
