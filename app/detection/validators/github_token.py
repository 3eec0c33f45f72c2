"""GitHub tokens: prefix, thirty base-62 characters, CRC-32 of them in base 62.

Issuer: GitHub. Source: GitHub Engineering, "Behind GitHub's new authentication token formats" (5 April 2021).
"""

import re
from zlib import crc32

_FORM = re.compile(r"gh[pousr]_([A-Za-z0-9]{30,249})([A-Za-z0-9]{6})")
_FINE_GRAINED = re.compile(r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}")
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def is_valid(value: str) -> bool:
    """Whether the value is a token; the long fine-grained form has no published checksum.

    >>> is_valid("ghp_" + "a" * 30 + base62(crc32(b"a" * 30))), is_valid("ghp_" + "a" * 36)
    (True, False)
    """
    parts = _FORM.fullmatch(value)
    if parts is None:
        return _FINE_GRAINED.fullmatch(value) is not None
    return base62(crc32(parts[1].encode())) == parts[2]


def base62(number: int) -> str:
    """The number in base 62, at least six digits.

    >>> base62(61)
    '00000z'
    """
    digits = ""
    while number:
        number, digit = divmod(number, 62)
        digits = _ALPHABET[digit] + digits
    return digits.rjust(6, "0")
