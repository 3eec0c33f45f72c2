"""Dutch VAT numbers (btw-identificatienummer): nine digits, B, two digits.

Issuer: Belastingdienst. Source: Belastingdienst, "Btw-identificatienummer": until 2020 the digits are a BSN or RSIN;
since then sole traders have digits of no meaning and the whole with NL in front is 1 modulo 97 (ISO 7064 MOD 97-10).
"""

import re

from app.detection.validators import netherlands_bsn

_FORM = re.compile(r"[0-9]{9}B[0-9]{2}")


def is_valid(value: str) -> bool:
    """Whether the characters behind NL are valid.

    >>> is_valid("004495445B01"), is_valid("002455799B11"), is_valid("004495445B00"), is_valid("123456789B90")
    (True, True, False, False)
    """
    if _FORM.fullmatch(value) is None or value[-2:] == "00" or value[:9] == "000000000":
        return False
    if netherlands_bsn.is_valid(value[:9]):
        return True
    return int("".join(str(int(c, 36)) for c in f"NL{value}")) % 97 == 1
