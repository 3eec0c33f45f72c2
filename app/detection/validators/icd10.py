"""ICD-10 codes: a chapter letter and a number up to the last category of that letter.

Issuer: World Health Organization. Source: ICD-10 version 2019, last category of each letter.
"""

import re

_FORM = re.compile(r"([A-TV-Z])(\d[0-9AB])(?:\.[0-9A-Z]{1,4})?")
_LAST_CATEGORY = dict(
    zip("ABCDEFGHIJKLMNOPQRSTVWXYZ", (99, 99, 97, 89, 90, 99, 99, 95, 99, 99, 93, 99, 99, 99, 99, 96, 99, 99, 99, 98,
        99, 99, 99, 98, 99), strict=True)
)  # fmt: skip
def is_valid(value: str) -> bool:
    """Whether the value can be a code; aisles, shelves and sizes look the same, so it says little alone.

    >>> is_valid("J45.0"), is_valid("J99.0"), is_valid("E98"), is_valid("U99.9")
    (True, True, False, False)
    """
    parts = _FORM.fullmatch(value)
    if parts is None or not value.isascii():
        return False
    return not parts[2].isdigit() or int(parts[2]) <= _LAST_CATEGORY[parts[1]]
