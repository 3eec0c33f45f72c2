"""Private keys in PEM armour.

Source: RFC 7468 section 10 and 11; OpenSSH PROTOCOL.key; RFC 4880 section 6.2.
"""

import re

_BEGIN = re.compile(
    r"PuTTY-User-Key-File-[23]: |-----BEGIN (?:(?:RSA|DSA|EC|OPENSSH|ENCRYPTED|PGP) )?PRIVATE KEY(?: BLOCK)?-----"
)


def is_valid(value: str) -> bool:
    r"""Whether the value begins a private key.

    >>> is_valid("-----BEGIN RSA PRIVATE KEY-----\nMIIE"), is_valid("-----BEGIN CERTIFICATE-----")
    (True, False)
    """
    return _BEGIN.match(value) is not None
