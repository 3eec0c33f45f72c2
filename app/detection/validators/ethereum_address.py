"""Ethereum addresses: twenty bytes in hexadecimal; mixed case is a checksum.

Sources: Ethereum yellow paper section 4; EIP-55 (mixed-case checksum).
"""

import re

from app.detection.encodings.keccak import keccak_256

_FORM = re.compile(r"(?:0x|xdc)([0-9a-fA-F]{40})", re.ASCII)
_UPPER_FROM = 8
_NOBODY = frozenset({"0" * 40, "f" * 40})


def is_valid(value: str) -> bool:
    """Whether the value is an address; one letter case throughout carries no checksum.

    >>> is_valid("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), is_valid("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD")
    (True, False)
    >>> is_valid("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"), is_valid("5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")
    (True, False)
    """
    found = _FORM.fullmatch(value)
    if found is None or found[1].lower() in _NOBODY:
        return False
    digits = found[1]
    if digits in {digits.lower(), digits.upper()}:
        return True
    digest = keccak_256(digits.lower().encode()).hex()
    return all(
        character.isdigit() or character.isupper() == (int(bit, 16) >= _UPPER_FROM)
        for character, bit in zip(digits, digest, strict=False)
    )
