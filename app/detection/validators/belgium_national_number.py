"""Belgian national numbers (rijksregisternummer, numéro national) and BIS numbers: date, serial, modulo 97.

Issuer: FPS Home Affairs. Source: Koninklijk besluit van 3 april 1984; the last two digits are 97 minus the
remainder, for births since 2000 with a 2 in front of the nine digits. BIS numbers (Kruispuntbank) add 20 or 40 to the month; unknown birth dates leave month and day at zero.
"""

import re

from app.detection.checksums import bare

_FORM = re.compile(r"[0-9]{11}|[0-9]{2}[. ]?[0-9]{2}[. ]?[0-9]{2}[ \-][0-9]{3}[. \-]?[0-9]{2}")
# Nobody born after 2040 has one yet; taking the century as open for all would double what passes by chance.
_LATEST = 40
_MONTHS = frozenset((*range(13), *range(20, 33), *range(40, 53)))


def is_valid(value: str) -> bool:
    """Whether the value is a national or BIS number.

    >>> is_valid("85.07.30-033 28"), is_valid("85073003328"), is_valid("17073003384"), is_valid("85073003329")
    (True, True, True, False)
    """
    if _FORM.fullmatch(value) is None:
        return False
    digits = bare(value)
    number, check = int(digits[:9]), int(digits[9:])
    if number == 0 or int(digits[2:4]) not in _MONTHS:
        return False
    if check == 97 - number % 97:
        return True
    return int(digits[:2]) < _LATEST and check == 97 - (2 * 10**9 + number) % 97
