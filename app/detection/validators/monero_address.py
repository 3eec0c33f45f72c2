"""Monero addresses: base 58 in blocks of eight bytes, network byte, Keccak checksum.

Source: Monero documentation, "Standard address" and "CryptoNote base58".
"""

import re

from app.detection.encodings import base58
from app.detection.encodings.keccak import keccak_256

_FORM = re.compile(rf"[48][{base58.BITCOIN}]{{94}}|4[{base58.BITCOIN}]{{105}}")
_BLOCK = 11
_BYTES = {11: 8, 7: 5, 6: 4, 5: 3, 9: 6, 10: 7, 3: 2, 2: 1}
_CHECKSUM = 4


def is_valid(value: str) -> bool:
    """Whether the value is a main-net address, standard, integrated or of a sub-account.

    >>> is_valid("888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H")
    True
    >>> is_valid("4" + "a" * 94)
    False
    """
    if _FORM.fullmatch(value) is None:
        return False
    raw = b""
    for start in range(0, len(value), _BLOCK):
        block = value[start : start + _BLOCK]
        number = 0
        for character in block:
            number = number * 58 + base58.BITCOIN.index(character)
        size = _BYTES[len(block)]
        if number >= 1 << 8 * size:
            return False
        raw += number.to_bytes(size, "big")
    return keccak_256(raw[:-_CHECKSUM])[:_CHECKSUM] == raw[-_CHECKSUM:]
