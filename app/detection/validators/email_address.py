"""E-mail addresses: dot-atom local part, host name with a plausible top-level domain.

Issuer: IETF. Sources: RFC 5321 section 4.5.3.1 (lengths), RFC 5322 section 3.4.1 (dot-atom), RFC 1035 section
2.3.1 (labels). Quoted local parts and address literals are legal and not seen in tables; they are not accepted.
"""

import re

_ADDRESS = re.compile(
    r"([A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-\u0080-\uffff]{1,64})@([A-Za-z0-9.\-\u0080-\uffff]{4,253})"
)
_LABEL = re.compile(r"[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\-\u0080-\uffff]{0,61}[A-Za-z0-9\u0080-\uffff])?")
_TOP = re.compile(r"[A-Za-z\u0080-\uffff]{2,24}|xn--[a-z0-9\-]{2,59}", re.IGNORECASE)
_FILE_ENDINGS = frozenset(
    {"png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "html", "php", "pdf", "txt"}
)


def is_valid(value: str) -> bool:
    """Whether the value is an e-mail address.

    >>> is_valid("john.o'neil+list@mail.example.co.uk")
    True
    >>> is_valid("john..doe@example.org")
    False
    >>> is_valid("icon@2x.png")
    False
    """
    parts = _ADDRESS.fullmatch(value)
    if parts is None:
        return False
    local, host = parts.groups()
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return False
    labels = host.split(".")
    top = labels[-1]
    if len(labels) < 2 or _TOP.fullmatch(top) is None or top.lower() in _FILE_ENDINGS:  # noqa: PLR2004 - host and top
        return False
    return all(_LABEL.fullmatch(label) for label in labels[:-1])
