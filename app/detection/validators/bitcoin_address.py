"""Bitcoin addresses: base58check (P2PKH, P2SH) and bech32 or bech32m (segregated witness).

Sources: Bitcoin developer reference "Address conversion"; BIP 173; BIP 350.
"""

import re
from hashlib import sha256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_LEGACY = re.compile(rf"[13][{_BASE58}]{{25,34}}")
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_SEGWIT = re.compile(rf"bc1[{_BECH32}]{{39,59}}")
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUMS = frozenset({1, 0x2BC830A3})
_HRP = (3, 3, 0, 2, 3)


def is_valid(value: str) -> bool:
    """Whether the value is a main-net address with a right checksum.

    >>> is_valid("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), is_valid("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")
    (True, False)
    >>> is_valid("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")
    True
    """
    if _LEGACY.fullmatch(value):
        number = 0
        for character in value:
            number = number * 58 + _BASE58.index(character)
        if number >= 1 << 200:
            return False
        raw = number.to_bytes(25, "big")
        return sha256(sha256(raw[:21]).digest()).digest()[:4] == raw[21:]
    return _SEGWIT.fullmatch(value) is not None and _polymod(value[3:]) in _CHECKSUMS


def _polymod(data: str) -> int:
    checksum = 1
    for five_bits in (*_HRP, *(_BECH32.index(c) for c in data)):
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ five_bits
        for bit, generator in enumerate(_GENERATOR):
            if top >> bit & 1:
                checksum ^= generator
    return checksum
