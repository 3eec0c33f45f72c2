"""German VAT numbers (Umsatzsteuer-Identifikationsnummer): nine digits, ISO 7064 MOD 11,10.

Issuer: Bundeszentralamt für Steuern. Source: UStG § 27a; BZSt, "Aufbau der USt-IdNr.".
"""

import re

from app.detection.checksums import mod_11_10

_FORM = re.compile(r"[1-9][0-9]{8}")


def is_valid(value: str) -> bool:
    """Whether the nine digits behind DE are valid.

    >>> is_valid("136695976"), is_valid("136695978")
    (True, False)
    """
    return _FORM.fullmatch(value) is not None and mod_11_10(value)
