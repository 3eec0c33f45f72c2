"""Bank accounts of New Zealand: bank, branch, account base, suffix.

Issuer: Payments NZ. Source: Inland Revenue, "Resident withholding tax and non-resident withholding tax specification",
bank account number validation (bank and branch ranges, modulo 11 and 10).
"""

import re

_FORM = re.compile(r"(\d{2})([\- ]?)(\d{4})\2(\d{7,8})\2(\d{2,4})", re.ASCII)
_BANKS = frozenset({*(f"{n:02}" for n in (1, 2, 3, 6, *range(8, 32))), "33", "35", "38", "88"})
_WEIGHTS_A = (0, 0, 6, 3, 7, 9, 0, 0, 10, 5, 8, 4, 2, 1)
_WEIGHTS_B = (0, 0, 0, 0, 0, 0, 0, 0, 10, 5, 8, 4, 2, 1)
_FIRST_OF_B = 990_000
_OTHER_CHECKS = frozenset({"08", "09", "25", "26", "28", "29", "31", "33"})


def is_valid(value: str) -> bool:
    """Whether the value is an account of a bank in use whose base has its check digit.

    >>> is_valid("01-0902-0068389-00"), is_valid("01-0902-0068388-00"), is_valid("77-0902-0068389-00")
    (True, False, False)
    """
    found = _FORM.fullmatch(value)
    if found is None or found[1] not in _BANKS:
        return False
    if found[1] in _OTHER_CHECKS:
        return True
    base = found[4].zfill(8)
    weights = _WEIGHTS_A if int(base) < _FIRST_OF_B else _WEIGHTS_B
    return sum(int(d) * w for d, w in zip(found[1] + found[3] + base, weights, strict=True)) % 11 == 0
