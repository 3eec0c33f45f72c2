"""French social security numbers (NIR): sex, birth month, place, key 97 minus the remainder.

Issuer: INSEE. Source: Décret 82-103 of 22 January 1982; Corsica (2A, 2B) counts as 19 and 18.
"""

import re

from app.detection.checksums import bare

_FORM = re.compile(r"([1-478]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[AB])\d{6})(\d{2})", re.IGNORECASE)


def is_valid(value: str) -> bool:
    """Whether the value is a NIR with its key, bare or in groups.

    >>> is_valid("2 55 08 14 168 025 38"), is_valid("255081416802538"), is_valid("255081416802539")
    (True, True, False)
    """
    parts = _FORM.fullmatch(bare(value))
    if parts is None or not value.isascii():
        return False
    number = parts[1].upper().replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(parts[2])
