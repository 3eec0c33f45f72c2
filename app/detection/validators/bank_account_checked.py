"""Domestic bank account numbers whose written form and check digits tell the country.

Issuers: the clearing houses. Sources: ECBS TR 201 "Register of European account numbers" and the SWIFT IBAN registry (national
check digits); Bank of New Zealand and Inland Revenue, "Bank account number validation"; Bankgirot "10-modulen".

======================  =====================  ==========================================
Country                 Form                   Check
======================  =====================  ==========================================
Belgium                 3-7-2                  first ten modulo 97 (0 as 97)
Czechia, Slovakia       prefix-number/bank     both weighted modulo 11, bank code in use
France                  23, letters allowed    RIB key: whole modulo 97 is 0
Hungary                 8-8 or 8-8-8           both parts weighted 9 7 3 1
Norway                  4.2.5                  weighted modulo 11
Poland                  26, NRB                as IBAN of Poland
Portugal                21, NIB                whole modulo 97 is 1
Serbia, Slovenia        3-13-2, 15 grouped     whole modulo 97 is 1
======================  =====================  ==========================================
"""

import re
from collections.abc import Callable

from app.detection.registries import codes

_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def _weighted(digits: str, weights: tuple[int, ...], modulus: int) -> bool:
    return sum(int(d) * w for d, w in zip(reversed(digits), weights, strict=False)) % modulus == 0


def _belgium(digits: str) -> bool:
    return (int(digits[:10]) % 97 or 97) == int(digits[10:])


def _czechia(number: str) -> bool:
    account, bank = number.split("/")
    weights = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
    return bank in codes("czech_bank_codes") and all(
        _weighted(part, weights, 11) and int(part) for part in account.split("-")
    )


def _france(number: str) -> bool:
    return int(number.upper().translate(_LETTERS)) % 97 == 0


def _hungary(digits: str) -> bool:
    weights = (1, 3, 7, 9) * 4
    return _weighted(digits[:8], weights, 10) and _weighted(digits[8:], weights, 10) and int(digits[8:]) > 0


def _norway(digits: str) -> bool:
    return _weighted(digits, (1, 2, 3, 4, 5, 6, 7, 2, 3, 4, 5), 11)


def _poland(digits: str) -> bool:
    return int(digits[2:] + "2521" + digits[:2]) % 97 == 1


def _ends_in_iso_7064(digits: str) -> bool:
    return int(digits) % 97 == 1


_COUNTRIES: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (re.compile(r"\d{3}-\d{7}-\d{2}", re.ASCII), _belgium),
    (re.compile(r"(?:\d{1,6}-)?\d{2,10}/\d{4}", re.ASCII), _czechia),
    (re.compile(r"\d{5}([ \-]?)\d{5}\1[0-9A-Z]{11}\1\d{2}", re.ASCII), _france),
    (re.compile(r"\d{8}([ \-])\d{8}(?:\1\d{8})?", re.ASCII), _hungary),
    (re.compile(r"\d{4}\.\d{2}\.\d{5}", re.ASCII), _norway),
    (re.compile(r"\d{2} ?\d{4}(?: ?\d{4}){5}", re.ASCII), _poland),
    (re.compile(r"\d{21}|\d{4}[ .]\d{4}[ .]\d{11}[ .]\d{2}", re.ASCII), _ends_in_iso_7064),
    (re.compile(r"\d{3}-\d{13}-\d{2}|\d{5}-\d{10}|\d{4} \d{4} \d{4} \d{3}", re.ASCII), _ends_in_iso_7064),
)
_SEPARATORS = {ord(mark): None for mark in " -."}


def is_valid(value: str) -> bool:
    """Whether the value has one of the forms and its check digits.

    >>> is_valid("539-0075470-34"), is_valid("19-2000145399/0800"), is_valid("20041010050500013M02606")
    (True, True, True)
    >>> is_valid("11773016-11111018-00000000"), is_valid("8601.11.17947"), is_valid("61 1090 1014 0000 0712 1981 2874")
    (True, True, True)
    >>> is_valid("539-0075470-35"), is_valid("8601.11.17948"), is_valid("1234567890")
    (False, False, False)
    """
    for form, check in _COUNTRIES:
        if form.fullmatch(value) is not None:
            return check(value if "/" in value else value.translate(_SEPARATORS))
    return False
