"""Bitcoin addresses: base58check (P2PKH, P2SH) and bech32 or bech32m (segregated witness).

Sources: Bitcoin developer reference "Address conversion"; BIP 173; BIP 350.
"""

import re

from app.detection.encodings import base58, bech32

_LEGACY = re.compile(rf"[13][{base58.BITCOIN}]{{25,34}}")
_SEGWIT = re.compile(rf"bc1[{bech32.ALPHABET}]{{39,59}}")
_VERSIONS = frozenset({0x00, 0x05})
_PAYLOAD = 21


def is_valid(value: str) -> bool:
    """Whether the value is a main-net address with a right checksum.

    >>> is_valid("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), is_valid("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb")
    (True, False)
    >>> is_valid("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"), is_valid("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")
    (True, True)
    """
    if _LEGACY.fullmatch(value):
        payload = base58.checked(value)
        return payload is not None and len(payload) == _PAYLOAD and payload[0] in _VERSIONS
    segwit = value.lower() if value.isupper() else value
    return _SEGWIT.fullmatch(segwit) is not None and bech32.is_checked("bc", segwit[3:])
