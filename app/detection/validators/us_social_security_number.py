"""US social security numbers: area, group and serial that were or can be issued.

Issuer: Social Security Administration. Source: SSA POMS RM 10201.035 (randomisation, 2011): area not 000, 666 or
9xx, group not 00, serial not 0000. No check digit exists.
"""

import re

_FORM = re.compile(r"(?!000|666|9)(\d{3})([ \-]?)(?!00)(\d{2})\2(?!0000)(\d{4})")
_ADVERTISED = frozenset({"078051120", "219099999", "123456789"})


def is_valid(value: str) -> bool:
    """Whether the value could be an SSN; numbers known from advertisements are none.

    >>> is_valid("536-22-8726"), is_valid("536228726"), is_valid("666-22-8726"), is_valid("078-05-1120")
    (True, True, False, False)
    """
    parts = _FORM.fullmatch(value)
    return parts is not None and value.isascii() and parts[1] + parts[3] + parts[4] not in _ADVERTISED
