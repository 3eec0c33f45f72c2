"""IPv4 addresses in dotted decimal.

Issuer: IETF and IANA. Source: RFC 791; RFC 4632 section 3.1 (prefix length), RFC 3986 section 3.2.3 (port). Parts
padded with zeros to three digits are read, because tables pad them to sort.
"""

import re

_PART = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_PADDED = r"(?:25[0-5]|2[0-4]\d|[01]\d\d)"
_ADDRESS = rf"(?:{_PART}(?:\.{_PART}){{3}}|{_PADDED}(?:\.{_PADDED}){{3}})"
_FORM = re.compile(
    rf"{_ADDRESS}(?:/(?:3[0-2]|[12]?\d|{_ADDRESS})|:\d{{1,5}}|(?: ?-|,) ?{_ADDRESS})?", re.ASCII
)


def is_valid(value: str) -> bool:
    """Whether the value is an IPv4 address, alone or with a prefix length, mask or port, or two of them.

    >>> is_valid("192.168.1.17"), is_valid("10.0.0.0/8"), is_valid("10.0.0.5:8080"), is_valid("010.001.000.002")
    (True, True, True, True)
    >>> is_valid("1.2.3.256"), is_valid("1.2.3"), is_valid("10.0.0.0/33")
    (False, False, False)
    """
    return _FORM.fullmatch(value) is not None
