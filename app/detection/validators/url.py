"""Web addresses.

Issuer: IETF. Source: RFC 3986. The hyperlink fields of Microsoft Access (``text#address#``) are read too.
"""

import re

_ABSOLUTE = re.compile(
    r"(?:https?|ftps?|wss?)://(?:[^\s/:@]{1,128}(?::[^\s/@]{0,256})?@)?"
    r"(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9\u0080-\uffff.\-_]{1,253})(?::\d{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_BARE = re.compile(r"www\.[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){1,4}(?:[/?#]\S*)?", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is a web address with a scheme, or one that begins with ``www.``.

    >>> is_valid("https://example.org/a?b"), is_valid("www.example.org"), is_valid("Home#http://example.org#")
    (True, True, True)
    >>> is_valid("example.org"), is_valid("http://")
    (False, False)
    """
    if value.endswith("#") or "#http" in value or "#www" in value:
        target = [piece for piece in value.split("#") if piece]
        value = target[-1] if target else ""
    return _ABSOLUTE.fullmatch(value) is not None or _BARE.fullmatch(value) is not None
