"""Solana addresses: thirty-two bytes in base 58, no checksum.

Source: Solana documentation, "Accounts" (Ed25519 public keys or addresses derived from programs).
"""

import re

from app.detection.encodings import base58

_FORM = re.compile(rf"[{base58.BITCOIN}]{{43,44}}")
_BYTES = 32
_LEAST_KINDS = 3


def is_valid(value: str) -> bool:
    """Whether the value decodes to thirty-two bytes and mixes digits and letters of both cases.

    >>> is_valid("7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV"), is_valid("a" * 44), is_valid("short")
    (True, False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    kinds = {"digit" if c.isdigit() else "upper" if c.isupper() else "lower" for c in value}
    raw = base58.decoded(value)
    return len(kinds) == _LEAST_KINDS and raw is not None and len(raw) == _BYTES
