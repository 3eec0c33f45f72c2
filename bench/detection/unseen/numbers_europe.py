"""Numbers of persons in Europe, by country and the name the country gives them."""

from collections.abc import Callable
from random import Random

from bench.detection.unseen.checks import born, digits, luhn, mod11_10, mod97, until, weighted

_DNI = "TRWAGMYFPDXBNJZSQVHLCKE"
_ITALIAN_MONTHS = "ABCDEHLMPRST"
_ITALIAN_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)


def _pesel(random: Random) -> str:
    day = born(random, "%Y %m %d").split()
    month = int(day[1]) + 20 * (day[0] >= "2000")
    body = f"{day[0][2:]}{month:02d}{day[2]}{digits(random, 4)}"
    return body + str(-weighted(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10)


def _bsn(random: Random) -> str:
    def right(number: str) -> bool:
        return (weighted(number[:8], range(9, 1, -1)) - int(number[8])) % 11 == 0

    return until(lambda: digits(random, 9, "123"), right)


def _belgian(random: Random) -> str:
    year = random.randrange(1935, 2006)
    body = born(random, "%y%m%d", year, year + 1) + f"{random.randrange(1, 998):03d}"
    whole = int(body) + 2_000_000_000 * (body[:2] < "35")
    return f"{body}{97 - whole % 97:02d}"


def _danish(random: Random) -> str:
    return born(random, "%d%m%y", 1937, 1999) + digits(random, 4, "0123")


def _swedish(random: Random) -> str:
    return luhn(born(random, "%y%m%d", 1940, 1999) + digits(random, 3))


def _swedish_long(random: Random) -> str:
    day = born(random, "%Y%m%d", 1940, 2006)
    return day[:2] + luhn(day[2:] + digits(random, 3))


def _norwegian(random: Random) -> str:
    def drawn() -> str:
        body = born(random, "%d%m%y", 1940, 1999) + f"{random.randrange(500):03d}"
        first = -weighted(body, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11
        second = -(weighted(body, (5, 4, 3, 2, 7, 6, 5, 4, 3)) + 2 * first) % 11
        return f"{body}{first}{second}"

    return until(drawn, lambda number: len(number) == 11)


def _finnish(random: Random) -> str:
    day, serial = born(random, "%d%m%y", 1940, 1999), random.randrange(2, 900)
    return f"{day}-{serial:03d}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(f'{day}{serial:03d}') % 31]}"


def _icelandic(random: Random) -> str:
    def drawn() -> str:
        body = born(random, "%d%m%y", 1940, 1999) + str(random.randrange(20, 100))
        return f"{body}{-weighted(body, (3, 2, 7, 6, 5, 4, 3, 2)) % 11}9"

    return until(drawn, lambda number: len(number) == 10)


def _czech(random: Random) -> str:
    def drawn() -> str:
        year, month, day = born(random, "%y %m %d", 1954, 2003).split()
        return f"{year}{int(month) + random.choice((0, 50)):02d}{day}{digits(random, 4)}"

    return until(drawn, lambda number: int(number) % 11 == 0)


def _romanian(random: Random) -> str:
    body = (
        random.choice("12")
        + born(random, "%y%m%d", 1940, 1999)
        + f"{random.randrange(1, 47):02d}{digits(random, 3, '1234')}"
    )
    rest = weighted(body, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return body + ("1" if rest == 10 else str(rest))


def _bulgarian(random: Random) -> str:
    body = born(random, "%y%m%d", 1940, 1999) + digits(random, 3)
    return body + str(weighted(body, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10)


def _balkan(random: Random, region: str) -> str:
    def drawn() -> str:
        day, year = born(random, "%d%m %Y", 1940, 2003).split()
        body = f"{day}{year[1:]}{region}{digits(random, 3)}"
        return f"{body}{-weighted(body, (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11}"

    return until(drawn, lambda number: len(number) == 13)


def _baltic(random: Random) -> str:
    body = random.choice("34") + born(random, "%y%m%d", 1940, 1999) + digits(random, 3)
    rest = weighted(body, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    return body + str(rest if rest < 10 else weighted(body, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10)


def _latvian(random: Random) -> str:
    body = born(random, "%d%m%y", 1940, 1999) + "1" + digits(random, 3)
    return body + str((1 + weighted(body, (10, 5, 8, 4, 2, 1, 6, 3, 7, 9))) % 11 % 10)


def _italian(random: Random) -> str:
    year, month, day = born(random, "%y %m %d").split()
    letters = "".join(random.choice("BCDFGLMNPRSTVZ") for _ in range(4))
    name = f"{letters[:3]}{letters[3]}{random.choice('LNRSTMC')}{random.choice('RNCLTAE')}"
    town = random.choice(
        ("H501", "F205", "L219", "F839", "D612", "A944", "G273", "Z129", "A662", "C351", "L736")
    )
    number = int(day) + random.choice((0, 40))
    body = f"{name}{year}{_ITALIAN_MONTHS[int(month) - 1]}{number:02d}{town}"
    values = [int(c) if c.isdigit() else ord(c) - 65 for c in body]
    total = sum(_ITALIAN_ODD[v] if place % 2 == 0 else v for place, v in enumerate(values))
    return body + chr(65 + total % 26)


def _dni(random: Random) -> str:
    number = random.randrange(1_000_000, 79_999_999)
    return f"{number:08d}{_DNI[number % 23]}"


def _nie(random: Random) -> str:
    first, body = random.randrange(3), digits(random, 7)
    return f"{'XYZ'[first]}{body}{_DNI[int(f'{first}{body}') % 23]}"


def _spanish_social(random: Random) -> str:
    province, body = random.randrange(1, 51), random.randrange(10_000_000, 99_999_999)
    return f"{province:02d}{body:08d}{int(f'{province:02d}{body:08d}') % 97:02d}"


def _nir(random: Random) -> str:
    body = f"{random.choice('12')}{born(random, '%y%m', 1940, 1999)}{random.choice((13, 31, 33, 44, 59, 67, 69, 75, 92, 93)):02d}{random.randrange(1, 500):03d}{random.randrange(1, 600):03d}"
    return f"{body}{97 - int(body) % 97:02d}"


def _german_tax(random: Random) -> str:
    def right(number: str) -> bool:
        counts = sorted(number[:10].count(digit) for digit in set(number[:10]))
        return counts[-1] == 2 and counts.count(2) == 1

    return until(lambda: mod11_10(digits(random, 10, "123456789")), right)


def _german_pension(random: Random) -> str:
    area = random.choice((2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 21, 24, 25, 26, 28, 29))
    body = f"{area:02d}{born(random, '%d%m%y', 1940, 1999)}{random.choice('ABDEFGHKLMNRSTW')}{random.randrange(100):02d}"
    spread = "".join(f"{ord(c) - 64:02d}" if c.isalpha() else c for c in body)
    factors = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    total = sum(sum(divmod(int(c) * f, 10)) for c, f in zip(spread, factors, strict=True))
    return body + str(total % 10)


def _austrian(random: Random) -> str:
    def drawn() -> str:
        serial, day = digits(random, 3, "123456789"), born(random, "%d%m%y", 1940, 1999)
        return f"{serial}{weighted(serial + day, (3, 7, 9, 5, 8, 4, 2, 1, 6)) % 11}{day}"

    return until(drawn, lambda number: len(number) == 10)


def ean(body: str) -> str:
    """One digit behind, as EAN-13 and the Swiss number have it (GS1 General Specifications 7.9)."""
    return body + str(-weighted(body[::-1], [3 - 2 * (n % 2) for n in range(len(body))]) % 10)


def _ppsn(random: Random) -> str:
    body, later = digits(random, 7), random.choice(("", "", "A"))
    return body + "WABCDEFGHIJKLMNOPQRSTUV"[(weighted(body, range(8, 1, -1)) + 9 * len(later)) % 23] + later


def _nino(random: Random) -> str:
    def drawn() -> str:
        return random.choice("ABCEGHJKLMPRSTWXY") + random.choice("ABCEGHJKLMPRSTWXYZ")

    prefix = until(drawn, lambda letters: letters not in {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"})
    return prefix + digits(random, 6) + random.choice("ABCD")


def _nhs(random: Random) -> str:
    def drawn() -> str:
        body = digits(random, 9, "4679")
        return f"{body}{-weighted(body, range(10, 1, -1)) % 11}"

    return until(drawn, lambda number: len(number) == 10)


def _taj(random: Random) -> str:
    body = digits(random, 8, "01")
    return body + str(weighted(body, (3, 7) * 4) % 10)


def _snils(random: Random) -> str:
    body = digits(random, 9, "01")
    total = weighted(body, range(9, 0, -1))
    return f"{body}{total % 101 % 100:02d}"


def _idnp(random: Random) -> str:
    body = "2" + digits(random, 11)
    return body + str(weighted(body, (7, 3, 1) * 4) % 10)


def _swiss(random: Random) -> str:
    return ean("756" + digits(random, 9))


NUMBERS: dict[str, Callable[[Random], str]] = {
    "pesel": _pesel, "bsn": _bsn, "belgian": _belgian, "cpr": _danish, "personnummer": _swedish,
    "personnummer12": _swedish_long, "fnr": _norwegian, "hetu": _finnish, "kennitala": _icelandic, "rc": _czech,
    "cnp": _romanian, "egn": _bulgarian, "emso": lambda random: _balkan(random, "50"),
    "jmbg": lambda random: _balkan(random, "71"), "isikukood": _baltic, "asmens_kodas": _baltic, "latvian": _latvian,
    "codice_fiscale": _italian, "dni": _dni, "nie": _nie, "nuss": _spanish_social, "nir": _nir,
    "steuer_id": _german_tax, "rvnr": _german_pension, "svnr": _austrian, "ahv": _swiss, "ppsn": _ppsn, "nino": _nino,
    "nhs": _nhs, "taj": _taj, "snils": _snils, "idnp": _idnp,
    "oib": lambda random: mod11_10(digits(random, 10, "123456789")),
    "amka": lambda random: luhn(born(random, "%d%m%y", 1940, 1999) + digits(random, 4)),
    "lei": lambda random: mod97(f"{digits(random, 4)}00{''.join(random.choices('ABCDEFGHJKLMNPQRSTUVWXYZ0123456789', k=12))}"),
}  # fmt: skip
