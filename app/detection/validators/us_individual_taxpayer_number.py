"""US individual taxpayer identification numbers (ITIN): 9, two digits, group 50-65, 70-88, 90-92 or 94-99, serial.

Issuer: Internal Revenue Service. Source: IRM 3.21.263.1; no check digit exists. Group 93 is that of adoption numbers.
"""

import re

_FORM = re.compile(r"9[0-9]{2}([ \-]?)(?:5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-24-9])\1[0-9]{4}")


def is_valid(value: str) -> bool:
    """Whether the value is an ITIN, bare or written 3-2-4.

    >>> is_valid("912-90-3456"), is_valid("912903456"), is_valid("912-93-3456"), is_valid("812-90-3456")
    (True, True, False, False)
    """
    return _FORM.fullmatch(value) is not None
