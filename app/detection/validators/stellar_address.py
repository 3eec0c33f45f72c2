"""Stellar account ids and Algorand addresses: base 32 with a checksum.

Sources: Stellar SEP-23 (StrKey: version byte, 32 bytes, CRC-16/XMODEM); Algorand developer documentation, "Transformation:
public key to address" (32 bytes, last four of their SHA-512/256).
"""

import binascii
import hashlib
import re
from base64 import b32decode

_STELLAR = re.compile(r"[GM][A-Z2-7]{55}", re.ASCII)
_ALGORAND = re.compile(r"[A-Z2-7]{58}", re.ASCII)
_KEY = 32


def is_valid(value: str) -> bool:
    """Whether the value is such an address.

    >>> is_valid("GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7"), is_valid("G" + "A" * 55)
    (True, False)
    """
    if _STELLAR.fullmatch(value) is not None:
        raw = b32decode(value)
        return binascii.crc_hqx(raw[:-2], 0).to_bytes(2, "little") == raw[-2:]
    if _ALGORAND.fullmatch(value) is None:
        return False
    raw = b32decode(value + "======")
    return hashlib.new("sha512_256", raw[:_KEY]).digest()[-4:] == raw[_KEY:]
