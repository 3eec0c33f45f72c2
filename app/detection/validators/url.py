"""Web addresses.

Issuer: IETF. Source: RFC 3986. Addresses without a scheme are read where a path follows a name below a top-level
domain that exists; the hyperlink fields of Microsoft Access (``text#address#``) are read too.
"""

import re

from app.detection.encodings.host_name import labels_of

_ABSOLUTE = re.compile(
    r"(?:https?|ftps?|sftp|wss?|s3|gs|git|ssh|rtsp|rtmp|ldaps?)://(?:[^\s/:@]{1,128}:?@)?"
    r"(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9\u0080-\uffff.\-_]{1,253})(?::\d{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"www\.[a-z0-9\-\u0080-\uffff]{1,63}(?:\.[a-z0-9\-]{1,63}){1,4}(?:[/?#]\S*)?", re.IGNORECASE
)
_WITHOUT_SCHEME = re.compile(r"(?://)?([a-z0-9.\-]{4,253})(?::\d{1,5})?/\S*", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is a web address with a scheme, one that begins with ``www.``, or a domain and a path.

    One that carries a password is a secret (``url_with_credentials``).

    >>> is_valid("https://example.org/a?b"), is_valid("www.example.org"), is_valid("Home#http://example.org#")
    (True, True, True)
    >>> is_valid("example.org/shop"), is_valid("src/main.py"), is_valid("example.org"), is_valid("http://")
    (True, False, False, False)
    >>> is_valid("https://anna@example.org/"), is_valid("https://anna:secret@example.org/")
    (True, False)
    """
    if value.endswith("#") or "#http" in value or "#www" in value:
        target = [piece for piece in value.split("#") if piece]
        value = target[-1] if target else ""
    if _ABSOLUTE.fullmatch(value) is not None or _BARE.fullmatch(value) is not None:
        return True
    bare = _WITHOUT_SCHEME.fullmatch(value)
    return bare is not None and labels_of(bare[1]) is not None
