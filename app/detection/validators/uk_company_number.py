"""UK company numbers: eight digits, or a register's two letters and six digits.

Issuer: Companies House. Source: Companies House, "Uniform resource identifiers": the prefixes. No check digit.
"""

import re

_FORM = re.compile(
    r"(?:SC|NI|OC|SO|NC|FC|SF|NF|GE|IP|SP|IC|SI|NP|NV|RC|SR|NR|NO|AC|SA|NA|NZ|LP|SL|NL|PC|RS|ZC|CE|CS|OE|R0|GN|GS)"
    r"[0-9]{5}[0-9CR]",
    re.IGNORECASE,
)


def is_valid(value: str) -> bool:
    """Whether the value is a company number with a register's letters.

    >>> is_valid("SC123456"), is_valid("OC301234"), is_valid("12345678"), is_valid("XX123456")
    (True, True, False, False)
    """
    return value.isascii() and _FORM.fullmatch(value) is not None
