"""npm access tokens: prefix, thirty base-62 characters, CRC-32 of them in base 62.

Issuer: npm (GitHub). Source: GitHub blog, "npm security update" (2021): the format of GitHub's own tokens.
"""

import re
from zlib import crc32

from app.detection.validators.github_token import base62

_FORM = re.compile(r"npm_([A-Za-z0-9]{30})([A-Za-z0-9]{6})")


def is_valid(value: str) -> bool:
    """Whether the value is a token with its checksum.

    >>> is_valid("npm_" + "a" * 30 + base62(crc32(b"a" * 30))), is_valid("npm_" + "a" * 36)
    (True, False)
    """
    parts = _FORM.fullmatch(value)
    return parts is not None and base62(crc32(parts[1].encode())) == parts[2]
