"""Brazilian company numbers (CNPJ): twelve places and two check digits modulo 11.

Issuer: Receita Federal do Brasil. Source: Instrução Normativa RFB 2119/2022; since IN RFB 2229/2024 the first twelve
places may be capitals, which count as their ASCII code minus 48.
"""

import re
from operator import mul

_FORM = re.compile(
    r"[0-9A-Z]{12}[0-9]{2}|[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-[0-9]{2}|[0-9]{8}/?[0-9]{4}-?[0-9]{2}"
)
_MARKS = str.maketrans("", "", "./-")
_WEIGHTS = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def is_valid(value: str) -> bool:
    """Whether the value is a CNPJ; fourteen equal digits are never issued.

    >>> is_valid("16.727.230/0001-97"), is_valid("16727230000197"), is_valid("12.ABC.345/01DE-35")
    (True, True, True)
    >>> is_valid("16.727.230/0001-98"), is_valid("00000000000000")
    (False, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    codes = [ord(c) - 48 for c in value.translate(_MARKS)]
    return len(set(codes)) > 1 and _check(codes[:12]) == codes[12] and _check(codes[:13]) == codes[13]


def _check(codes: list[int]) -> int:
    return sum(map(mul, codes, _WEIGHTS[13 - len(codes) :])) * 10 % 11 % 10
