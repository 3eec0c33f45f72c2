"""Numbers of persons outside Europe."""

from collections.abc import Callable
from random import Random

from bench.detection.unseen.checks import born, digits, luhn, mod11_2, until, verhoeff, weighted

_CHINESE_AREAS = (
    "110105",
    "310104",
    "440305",
    "320102",
    "510107",
    "420106",
    "330106",
    "610113",
    "210202",
    "370203",
)
_TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_STATES = ("AS", "BC", "CH", "DF", "GR", "JC", "MC", "NL", "OC", "PL", "SP", "VZ", "YN")


def _ssn(random: Random) -> str:
    area = until(lambda: f"{random.randrange(1, 900):03d}", lambda number: number != "666")
    return f"{area}{random.randrange(1, 100):02d}{random.randrange(1, 10000):04d}"


def _itin(random: Random) -> str:
    return f"9{digits(random, 2)}{random.choice((70, 75, 78, 81, 84, 88, 90, 92, 94, 97))}{digits(random, 4)}"


def _cpf(random: Random) -> str:
    body = digits(random, 9)
    for first in (10, 11):
        rest = weighted(body, range(first, 1, -1)) % 11
        body += "0" if rest < 2 else str(11 - rest)
    return body


def _curp(random: Random) -> str:
    body = (
        random.choice("ABCDFGHLMPRSTV") + random.choice("AEIO") + "".join(random.choices("BCGHLMRSTV", k=2))
        + born(random, "%y%m%d", 1940, 1999) + random.choice("HM") + random.choice(_STATES)
        + "".join(random.choices("BCDFGLMNPRST", k=3)) + "0"
    )  # fmt: skip
    alphabet = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    total = sum(alphabet.index(c) * (18 - place) for place, c in enumerate(body))
    return body + str(-total % 10)


def _ecuador(random: Random) -> str:
    return luhn(f"{random.randrange(1, 25):02d}{digits(random, 7, '012345')}")


def _chinese(random: Random) -> str:
    return mod11_2(random.choice(_CHINESE_AREAS) + born(random, "%Y%m%d", 1940, 2006) + digits(random, 3))


def _hong_kong(random: Random) -> str:
    letter, body = random.choice("ABCDEGHKPRVYZ"), digits(random, 6)
    total = 36 * 9 + (ord(letter) - 55) * 8 + weighted(body, range(7, 1, -1))
    return f"{letter}{body}({'0123456789A'[-total % 11]})"


def _taiwanese(random: Random) -> str:
    letter, body = random.choice("ABCDEFHJKLMNPQRT"), random.choice("12") + digits(random, 7)
    area = _TAIWAN.index(letter) + 10
    total = area // 10 + area % 10 * 9 + weighted(body, range(8, 0, -1))
    return f"{letter}{body}{-total % 10}"


def _my_number(random: Random) -> str:
    body = digits(random, 11)
    rest = (
        sum(int(c) * (place + 2 if place < 6 else place - 4) for place, c in enumerate(reversed(body))) % 11
    )
    return body + ("0" if rest < 2 else str(11 - rest))


def _korean(random: Random) -> str:
    body = (
        born(random, "%y%m%d", 1950, 1999)
        + random.choice("12")
        + f"{random.randrange(96):02d}{digits(random, 3)}"
    )
    return body + str((11 - weighted(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10)


def _singapore(random: Random) -> str:
    prefix, body = random.choice("ST"), digits(random, 7)
    total = weighted(body, (2, 7, 6, 5, 4, 3, 2)) + 4 * (prefix == "T")
    return f"{prefix}{body}{'JZIHGFEDCBA'[total % 11]}"


def _malaysian(random: Random) -> str:
    return (
        born(random, "%y%m%d", 1945, 1999)
        + f"{random.choice((1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14)):02d}"
        + digits(random, 4)
    )


def _thai(random: Random) -> str:
    body = digits(random, 12, "1345")
    return body + str((11 - weighted(body, range(13, 1, -1)) % 11) % 10)


def _indonesian(random: Random) -> str:
    area = random.choice(("327301", "317405", "357815", "337406", "127102", "517103", "347101", "737111"))
    day, rest = born(random, "%d %m%y", 1945, 2003).split()
    return f"{area}{int(day) + random.choice((0, 40)):02d}{rest}{random.randrange(1, 80):04d}"


def _kazakh(random: Random) -> str:
    def drawn() -> str:
        body = born(random, "%y%m%d", 1945, 1999) + random.choice("34") + digits(random, 4)
        rest = weighted(body, range(1, 12)) % 11
        rest = weighted(body, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11 if rest == 10 else rest
        return f"{body}{rest}"

    return until(drawn, lambda number: len(number) == 12)


def _turkish(random: Random) -> str:
    body = digits(random, 9, "123456789")
    numbers = list(map(int, body))
    tenth = (sum(numbers[::2]) * 7 - sum(numbers[1::2])) % 10
    return f"{body}{tenth}{(sum(numbers) + tenth) % 10}"


def _south_african(random: Random) -> str:
    return luhn(born(random, "%y%m%d", 1945, 1999) + digits(random, 4) + "08")


def _egyptian(random: Random) -> str:
    return f"2{born(random, '%y%m%d', 1945, 1999)}{random.choice(('01', '02', '12', '21', '25', '88'))}{digits(random, 5)}"


def _iranian(random: Random) -> str:
    body = digits(random, 9)
    rest = weighted(body, range(10, 1, -1)) % 11
    return body + str(rest if rest < 2 else 11 - rest)


def _kuwaiti(random: Random) -> str:
    def drawn() -> str:
        body = "2" + born(random, "%y%m%d", 1945, 1999) + digits(random, 4)
        return f"{body}{11 - weighted(body, (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11}"

    return until(drawn, lambda number: len(number) == 12)


def _pakistani(random: Random) -> str:
    return digits(random, 5, "1234567") + digits(random, 7) + random.choice("123456789")


NUMBERS: dict[str, Callable[[Random], str]] = {
    "ssn": _ssn, "itin": _itin, "cpf": _cpf, "curp": _curp, "cedula_ec": _ecuador, "ric": _chinese, "hkid": _hong_kong,
    "twid": _taiwanese, "my_number": _my_number, "rrn": _korean, "nric": _singapore, "mykad": _malaysian, "thai": _thai,
    "nik": _indonesian, "iin": _kazakh, "tckn": _turkish, "za_id": _south_african, "egyptian": _egyptian,
    "kod_melli": _iranian, "kuwaiti": _kuwaiti, "cnic": _pakistani,
    "aadhaar": lambda random: verhoeff(digits(random, 11, "23456789")),
    "sin": lambda random: luhn(digits(random, 8, "1245679")),
    "cedula_do": lambda random: luhn(f"{random.randrange(1, 120):03d}{digits(random, 7)}"),
    "teudat": lambda random: luhn("0" + digits(random, 7)) if random.random() < 0.3 else luhn(digits(random, 8, "23")),
    "emirates": lambda random: luhn("784" + born(random, "%Y", 1950, 2003) + digits(random, 7)),
    "saudi": lambda random: luhn(random.choice("12") + digits(random, 8)),
    "pis": lambda random: (body := "1" + digits(random, 9)) + str(-weighted(body, (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) % 11 % 10),
    "ein": lambda random: f"{random.choice((12, 20, 26, 33, 36, 45, 47, 59, 61, 74, 81, 84, 94))}{digits(random, 7)}",
}  # fmt: skip
