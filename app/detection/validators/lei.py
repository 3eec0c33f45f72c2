"""Legal entity identifiers: eighteen characters and two check digits.

Issuer: local operating units of GLEIF. Source: ISO 17442-1; ISO/IEC 7064 MOD 97-10.
"""

import re

_FORM = re.compile(r"[0-9A-Z]{18}\d\d", re.ASCII)


def is_valid(value: str) -> bool:
    """Whether the value is an LEI.

    >>> is_valid("213800KUD8LAJWSQ9D15"), is_valid("213800KUD8LAJWSQ9D16"), is_valid("1" * 20)
    (True, False, False)
    """
    if _FORM.fullmatch(value) is None or value.isdigit():
        return False
    return int("".join(str(int(c, 36)) for c in value)) % 97 == 1
