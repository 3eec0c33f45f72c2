"""E-mail addresses: dot-atom local part, host name below a top-level domain that exists.

Issuer: IETF. Sources: RFC 5321 section 4.5.3.1 (lengths), RFC 5322 section 3.4.1 (dot-atom) and 3.4 (a display name
before an address in angle brackets), RFC 6068 (``mailto:``), RFC 6531 (international addresses). Quoted local parts and
address literals are legal and not seen in tables; they are not accepted.
"""

import re

from app.detection.encodings.host_name import labels_of

_WRAPPED = re.compile(r"(?:mailto:|[^<>@]{0,80}<)([^<>@\s]{1,64}@[^<>@\s]{3,253})>?", re.IGNORECASE)
_ADDRESS = re.compile(
    r"([A-Za-z0-9!#$%&'*+/=?^_`{|}~.\-\u0080-\uffff]{1,64})@([A-Za-z0-9.\-\u0080-\uffff]{4,253})"
)
_LIST = re.compile(r"[;,] ?")
# Top-level domains that end files far more often where a number or "2x" stands before them.
_FILE_ENDINGS = frozenset({"zip", "mov"})


def is_valid(value: str) -> bool:
    """Whether the value is an e-mail address, one with its display name, or a list of addresses.

    >>> is_valid("john.o'neil+list@mail.example.co.uk"), is_valid("Anna Berg <anna@example.org>")
    (True, True)
    >>> is_valid("a@example.org; b@example.org"), is_valid("john..doe@example.org"), is_valid("icon@2x.png")
    (True, False, False)
    """
    if _is_address(value):
        return True
    wrapped = _WRAPPED.fullmatch(value)
    if wrapped is not None:
        return _is_address(wrapped[1])
    several = _LIST.split(value.rstrip(";, "))
    return all(map(_is_address, several))


def _is_address(value: str) -> bool:
    parts = _ADDRESS.fullmatch(value)
    if parts is None:
        return False
    local, host = parts.groups()
    if local.startswith(".") or local.endswith(".") or ".." in local:
        return False
    labels = labels_of(host)
    return labels is not None and labels[-1].lower() not in _FILE_ENDINGS
