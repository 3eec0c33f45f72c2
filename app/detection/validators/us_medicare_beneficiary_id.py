"""US Medicare beneficiary identifiers (MBI): eleven characters, each place with its own alphabet.

Issuer: Centers for Medicare & Medicaid Services. Source: CMS, "Understanding the Medicare Beneficiary Identifier
(MBI) format": places 2, 5, 8 and 9 are letters without S, L, O, I, B and Z. No check digit exists.
"""

import re

_LETTER, _EITHER = "[AC-HJKMNP-RT-Y]", "[AC-HJKMNP-RT-Y0-9]"
_FORM = re.compile(
    f"[1-9]{_LETTER}{_EITHER}[0-9](-?){_LETTER}{_EITHER}[0-9]\\1{_LETTER}{_LETTER}[0-9][0-9]", re.IGNORECASE
)


def is_valid(value: str) -> bool:
    """Whether the value is an MBI, bare or written 4-3-4.

    >>> is_valid("1EG4-TE5-MK73"), is_valid("1EG4TE5MK73"), is_valid("1SG4-TE5-MK73"), is_valid("0EG4TE5MK73")
    (True, True, False, False)
    """
    return value.isascii() and _FORM.fullmatch(value) is not None
