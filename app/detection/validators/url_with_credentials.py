"""URLs that carry a user and a password.

Source: RFC 3986 section 3.2.1 (userinfo, deprecated for passwords).
"""

import re

_FORM = re.compile(
    r"[a-z][a-z0-9+.\-]{1,30}://[^\s/:@]{0,128}:([^\s/@]{1,256})@[^\s/@]{1,253}(?:[/?#]\S*)?", re.IGNORECASE
)
_PLACEHOLDERS = frozenset(
    {"password", "pass", "pwd", "***", "****", "*****", "xxx", "xxxx", "<password>", "secret"}
)


def is_valid(value: str) -> bool:
    """Whether the value is a URL with a password that is no placeholder.

    >>> is_valid("postgres://app:s3cr3t@db/shop"), is_valid("https://user@host/"), is_valid("ftp://u:password@h/")
    (True, False, False)
    """
    parts = _FORM.fullmatch(value)
    return parts is not None and parts[1].lower() not in _PLACEHOLDERS
