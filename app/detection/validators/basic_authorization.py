"""Headers of HTTP's basic authentication: base 64 of a user, a colon and a password.

Source: RFC 7617 section 2.
"""

import binascii
import re
from base64 import b64decode

_FORM = re.compile(
    r"(?:(?:proxy-)?authorization: ?)?basic +([A-Za-z0-9+/]{4,2000}={0,2})", re.IGNORECASE | re.ASCII
)


def is_valid(value: str) -> bool:
    """Whether the value is such a header, with or without its name.

    >>> is_valid("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), is_valid("Basic knowledge"), is_valid("QWxhZGRpbg==")
    (True, False, False)
    """
    found = _FORM.fullmatch(value)
    if found is None:
        return False
    try:
        text = b64decode(found[1], validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return ":" in text and text.isprintable()
