"""JSON web tokens: three base64url parts, the first a JSON object with an algorithm.

Issuer: whoever signs. Source: RFC 7519 section 3, RFC 7515 section 4.1.1.
"""

import binascii
import re
from base64 import urlsafe_b64decode

import msgspec

_FORM = re.compile(r"(eyJ[A-Za-z0-9_\-]{8,1024})\.[A-Za-z0-9_\-]{2,4096}\.[A-Za-z0-9_\-]{0,2048}")


class _Header(msgspec.Struct):
    alg: str


def is_valid(value: str) -> bool:
    """Whether the value is a JWT in compact form.

    >>> is_valid("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"), is_valid("eyJhYWFhYWFhYWFh.YWFh.YWFh")
    (True, False)
    """
    parts = _FORM.fullmatch(value)
    if parts is None:
        return False
    try:
        msgspec.json.decode(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)), type=_Header)
    except (binascii.Error, msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True
