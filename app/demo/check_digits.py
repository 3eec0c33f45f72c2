"""Made-up numbers whose check digits are right.

The algorithms are written here for building, apart from the validators of ``app/detection``, so that a
mistake in one does not hide in the other.
"""

from datetime import date
from random import Random
from string import ascii_uppercase, digits

CARD_PREFIXES = ("4", "51", "52", "53", "54", "55", "2221", "37", "6011")


def luhn_digit(body: str) -> str:
    """The check digit of ISO/IEC 7812-1, annex B.

    >>> luhn_digit("7992739871")
    '3'
    """
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled  # noqa: PLR2004 - two digits add up
    return str(-total % 10)


def card_number(random: Random) -> str:
    """A payment card number: a network's prefix, random digits, Luhn digit."""
    prefix = random.choice(CARD_PREFIXES)
    length = 15 if prefix == "37" else 16
    body = prefix + number(random, length - 1 - len(prefix))
    return body + luhn_digit(body)


def ean13(random: Random) -> str:
    """An article number (GS1 General Specifications, 7.9): weights 1 and 3 from the left."""
    body = random.choice(("400", "500", "590", "871", "301")) + number(random, 9)
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)


def iban(random: Random) -> str:
    """An account number of one of six countries (ISO 13616): remainder 1 modulo 97."""
    country, pattern = random.choice(
        (("DE", "n18"), ("NL", "a4n10"), ("GB", "a4n14"), ("PL", "n24"), ("AT", "n16"), ("BE", "n12"))
    )
    account = number(random, int(pattern[1:])) if pattern[0] == "n" else _with_bank(random, pattern)
    return country + iban_check(country, account) + account


def _with_bank(random: Random, pattern: str) -> str:
    return "".join(random.choices(ascii_uppercase, k=4)) + number(random, int(pattern[3:]))


def iban_check(country: str, account: str) -> str:
    """The two check digits.

    >>> iban_check("GB", "WEST12345698765432")
    '82'
    """
    digits_only = "".join(str(int(character, 36)) for character in account + country + "00")
    return f"{98 - int(digits_only) % 97:02d}"


def bsn(random: Random) -> str:
    """A Dutch citizen service number: weights 9 to 2 and -1 add up to a multiple of 11 (elfproef)."""
    while True:
        body = number(random, 8)
        check = sum(int(digit) * weight for digit, weight in zip(body, range(9, 1, -1), strict=True)) % 11
        if check < 10 and body[0] != "0":  # noqa: PLR2004 - a check digit of 10 is never given out
            return body + str(check)


def pesel(random: Random, born: date) -> str:
    """A Polish national number: birth date (month + 20 from 2000), serial, weighted check digit."""
    month = born.month + (20 if born.year >= 2000 else 0)  # noqa: PLR2004 - the century is in the month
    body = f"{born:%y}{month:02d}{born:%d}" + number(random, 4)
    total = sum(int(digit) * weight for digit, weight in zip(body, (1, 3, 7, 9) * 3, strict=False))
    return body + str(-total % 10)


def dni(random: Random) -> str:
    """A Spanish identity number: eight digits and the letter of their remainder modulo 23."""
    body = number(random, 8)
    return body + "TRWAGMYFPDXBNJZSQVHLCKE"[int(body) % 23]


def nhs_number(random: Random) -> str:
    """A British health service number: weights 10 to 2, check digit 11 minus the remainder modulo 11."""
    while True:
        body = random.choice("4679") + number(random, 8)
        total = sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True))
        check = (11 - total % 11) % 11
        if check < 10:  # noqa: PLR2004 - a check digit of 10 is never given out
            return body + str(check)


def ssn(random: Random) -> str:
    """A US social security number with a valid area, group and serial; it has no check digit."""
    area = random.choice([area for area in range(1, 900) if area != 666])  # noqa: PLR2004 - never assigned
    return f"{area:03d}-{random.randrange(1, 100):02d}-{random.randrange(1, 10_000):04d}"


def number(random: Random, length: int) -> str:
    """That many random digits."""
    return "".join(random.choices(digits, k=length))
