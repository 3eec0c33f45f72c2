"""Romanian personal codes (CNP): sex and century, birth date, county, serial, check digit modulo 11.

Issuer: Direcția pentru Evidența Persoanelor. Source: OUG 97/2005; weights 2 7 9 1 4 6 3 5 8 2 7 9.
"""

from app.detection.calendar_days import exists
from app.detection.checksums import weighted

_WEIGHTS = (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)
_CENTURIES = {"3": 1800, "4": 1800, "5": 2000, "6": 2000}
# 47 and 48 were sectors of Bucharest, 70 is any county, 80 to 83 are unknown ones.
_COUNTIES = frozenset((*range(1, 49), 51, 52, 70, 80, 81, 82, 83))


def is_valid(value: str) -> bool:
    """Whether the value is a CNP; the first digits 7, 8 and 9 of foreigners leave the century open.

    >>> is_valid("1630615123457"), is_valid("1630615123458"), is_valid("0800101221142"), is_valid("1632215123457")
    (True, False, False, False)
    """
    if not (len(value) == len(_WEIGHTS) + 1 and value.isascii() and value.isdigit()) or value[0] == "0":
        return False
    remainder = weighted(value, _WEIGHTS) % 11
    if value[12] != ("1" if remainder == 10 else str(remainder)):  # noqa: PLR2004 - two digits do not fit
        return False
    year = _CENTURIES.get(value[0], 1900) + int(value[1:3])
    return int(value[7:9]) in _COUNTIES and exists(year, int(value[3:5]), int(value[5:7]))
