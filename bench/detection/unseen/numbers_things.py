"""Devices, vehicles, licences, health; and ordinary numbers with check digits."""

import base64
import binascii
import hashlib
import json
import string
from collections.abc import Callable
from random import Random
from uuid import UUID

from bench.detection.unseen.checks import born, digits, luhn, until, verhoeff, weighted
from bench.detection.unseen.numbers_europe import ean

_VIN = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
# 49 CFR 565.15: letters as numbers, weights by place.
_VIN_VALUES = dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_MAKERS = (
    "1HG",
    "1FT",
    "1G1",
    "2T1",
    "3VW",
    "4T1",
    "5YJ",
    "JTD",
    "KMH",
    "WBA",
    "WDD",
    "WVW",
    "VF1",
    "ZFA",
    "SAL",
    "TMB",
    "YV1",
    "UU1",
    "MA3",
    "LSV",
    "9BW",
    "VSS",
)
_WORDS = [
    "river",
    "Falcon",
    "summer",
    "Blue",
    "tiger",
    "haslo",
    "Passwort",
    "motdepasse",
    "qwerty",
    "sunshine",
    "Liverpool",
    "princess",
    "contrase",
    "parola",
    "Dragon",
    "hunter",
    "coffee",
    "Monday",
]
_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


def _vin(random: Random) -> str:
    body = (
        random.choice(_MAKERS)
        + "".join(random.choices(_VIN, k=5))
        + "0"
        + random.choice("GHJKLMNPRST")
        + "".join(random.choices(_VIN, k=1))
        + digits(random, 6)
    )
    total = sum(
        (int(c) if c.isdigit() else _VIN_VALUES[c]) * w for c, w in zip(body, _VIN_WEIGHTS, strict=True)
    )
    return f"{body[:8]}{'0123456789X'[total % 11]}{body[9:]}"


def _imei(random: Random) -> str:
    return luhn(random.choice(("35", "86", "01", "35", "99")) + digits(random, 12))


def _mac(random: Random) -> str:
    maker = random.choice(
        (
            "001B63",
            "3C5AB4",
            "F4F5D8",
            "B827EB",
            "00155D",
            "A4C138",
            "DCA632",
            "005056",
            "ACDE48",
            "7C2EBD",
            "000C29",
            "E4956E",
        )
    )
    return maker + random.randbytes(3).hex().upper()


def _dvla(random: Random) -> str:
    """UK driver number: DVLA, "Driving licence driver number explained"."""
    surname = random.choice(
        ("SMITH", "JONES", "OKAFO", "PATEL", "EVANS", "LEE99", "WALSH", "BROWN", "KHAN9", "MACDO")
    )
    year, month, day = born(random, "%y %m %d", 1945, 2004).split()
    first = str(int(month[0]) + random.choice((0, 5)))
    letters = "".join(random.choices("ABCDEGHJKLMNPRSTW", k=2))
    return f"{surname}{year[0]}{first}{month[1]}{day}{year[1]}{random.choice((letters, letters[0] + '9'))}{random.randrange(2, 10)}{''.join(random.choices('ABCDEFGHJKLMNPRSTUVWXYZ', k=2))}"


def _mrz_check(text: str) -> str:
    values = [0 if c == "<" else int(c, 36) for c in text]
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def _mrz(random: Random) -> str:
    """Second line of a passport (ICAO Doc 9303-4)."""
    number = random.choice("CFGHJKLMNPRTVWXYZ") + "".join(random.choices("CFGHJKLMNPRTVWXYZ0123456789", k=8))
    birth, expiry = born(random, "%y%m%d"), born(random, "%y%m%d", 2025, 2035)
    line = f"{number}{_mrz_check(number)}{random.choice(('UTO', 'POL', 'GBR', 'CAN', 'IND', 'BRA', 'ITA'))}{birth}{_mrz_check(birth)}{random.choice('MF<')}{expiry}{_mrz_check(expiry)}"
    line += "<" * 14 + "0"
    return line + _mrz_check(line[:10] + line[13:20] + line[21:43])


def _npi(random: Random) -> str:
    body = random.choice("12") + digits(random, 8)
    return body + luhn("80840" + body)[-1]


def _dea(random: Random) -> str:
    body = digits(random, 6)
    total = weighted(body, (1, 2, 1, 2, 1, 2))
    return random.choice("ABFM") + random.choice(string.ascii_uppercase) + body + str(total % 10)


def _medicare(random: Random) -> str:
    body = digits(random, 8, "23456")
    return body + str(weighted(body, (1, 3, 7, 9, 1, 3, 7, 9)) % 10) + random.choice("12345")


def _mbi(random: Random) -> str:
    """CMS, "Medicare Beneficiary Identifier format": C A AN N A AN N A A N N."""
    letters = "ACDEFGHJKMNPQRTUVWXY"
    forms = {"C": "123456789", "A": letters, "X": letters + string.digits, "N": string.digits}
    return "".join(random.choice(forms[form]) for form in "CAXNAXNAANN")


def _kvnr(random: Random) -> str:
    letter, body = random.choice(string.ascii_uppercase), digits(random, 8)
    spread = f"{ord(letter) - 64:02d}{body}"
    return (
        letter
        + body
        + str(sum(sum(divmod(int(c) * (1 + place % 2), 10)) for place, c in enumerate(spread)) % 10)
    )


def _nhi(random: Random) -> str:
    def drawn() -> str:
        letters, body = "".join(random.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=3)), digits(random, 3)
        values = ["ABCDEFGHJKLMNPQRSTUVWXYZ".index(c) + 1 for c in letters] + list(map(int, body))
        rest = sum(v * w for v, w in zip(values, range(7, 1, -1), strict=True)) % 11
        return f"{letters}{body}{(11 - rest) % 10}" if rest else ""

    return until(drawn, bool)


def _bc_phn(random: Random) -> str:
    def drawn() -> str:
        body = digits(random, 8)
        total = sum(int(c) * w % 11 for c, w in zip(body, (2, 4, 8, 5, 10, 9, 7, 3), strict=True))
        return f"9{body}{11 - total % 11}"

    return until(drawn, lambda number: len(number) == 10)


def _loinc(random: Random) -> str:
    body = str(random.randrange(1000, 99999))
    return f"{body}-{luhn(body)[-1]}"


def _isbn(random: Random) -> str:
    return ean(random.choice(("9780", "9783", "9782", "9788", "9791")) + digits(random, 8))


def _isbn10(random: Random) -> str:
    body = digits(random, 9)
    return body + "0123456789X"[-weighted(body, range(10, 1, -1)) % 11]


def _jwt(random: Random) -> str:
    def packed(content: dict[str, object]) -> str:
        return (
            base64.urlsafe_b64encode(json.dumps(content, separators=(",", ":")).encode()).decode().rstrip("=")
        )

    head = packed({"alg": random.choice(("HS256", "RS256")), "typ": "JWT"})
    body = packed({"sub": digits(random, 8), "iat": random.randrange(1_600_000_000, 1_760_000_000)})
    return f"{head}.{body}.{base64.urlsafe_b64encode(random.randbytes(32)).decode().rstrip('=')}"


def _github(random: Random) -> str:
    """``ghp_``, 30 characters, six of CRC-32 (GitHub, "Behind GitHub's new authentication token formats")."""
    body, number, check = "".join(random.choices(_BASE62, k=30)), 0, ""
    number = binascii.crc32(body.encode())
    for _ in range(6):
        number, rest = divmod(number, 62)
        check = _BASE62[rest] + check
    return f"ghp_{body}{check}"


def _base64(count: int) -> Callable[[Random], str]:
    return lambda random: base64.b64encode(random.randbytes(count)).decode()


def _bcrypt(random: Random) -> str:
    alphabet = "./" + string.ascii_letters + string.digits
    return f"$2{random.choice('aby')}$1{random.choice('012')}$" + "".join(random.choices(alphabet, k=53))


def _password(random: Random) -> str:
    word = random.choice(_WORDS)
    return random.choice((
        f"{word}{random.randrange(10, 2025)}", f"{word.title()}{random.choice('!@#$%')}{random.randrange(100)}",
        "".join(random.choices(string.ascii_letters + string.digits + "!@#$%&*?", k=random.randrange(8, 15))),
        f"{word}{random.choice(_WORDS).title()}{random.choice('1!7*')}", word.replace("o", "0").replace("e", "3") + "99",
    ))  # fmt: skip


def _pem(random: Random, title: str) -> str:
    body = base64.b64encode(b"0\x82\x04\xa4" + random.randbytes(140)).decode()
    lines = "\n".join(body[start : start + 64] for start in range(0, len(body), 64))
    return f"-----BEGIN {title}-----\n{lines}\n-----END {title}-----"


def _hash(name: str) -> Callable[[Random], str]:
    return lambda random: hashlib.new(name, random.randbytes(8), usedforsecurity=False).hexdigest()


def _luhn(prefix: str, count: int) -> Callable[[Random], str]:
    return lambda random: luhn(prefix + digits(random, count))


def _sct(random: Random) -> str:
    return verhoeff(digits(random, random.randrange(4, 7), "123456789") + "00")


NUMBERS: dict[str, Callable[[Random], str]] = {
    "vin": _vin, "imei": _imei, "mac": _mac, "dvla": _dvla, "mrz": _mrz, "npi": _npi, "dea": _dea, "medicare_au": _medicare,
    "mbi": _mbi, "kvnr": _kvnr, "nhi": _nhi, "bc_phn": _bc_phn, "loinc": _loinc, "isbn": _isbn, "isbn10": _isbn10, "jwt": _jwt,
    "snomed": _sct, "github": _github, "secret30": _base64(30), "secret64": _base64(64), "base64": _base64(24),
    "bcrypt": _bcrypt, "password": _password, "md5": _hash("md5"), "sha1": _hash("sha1"), "sha256": _hash("sha256"),
    "iccid": _luhn("89", 16), "pem": lambda random: _pem(random, random.choice(("RSA PRIVATE KEY", "PRIVATE KEY"))),
    "certificate": lambda random: _pem(random, "CERTIFICATE"), "ean13": lambda random: ean(random.choice(("40", "50", "76", "59", "87", "30", "69", "84")) + digits(random, 10)),
    "upc": lambda random: ean(digits(random, 11, "0678")),
    "uuid": lambda random: str(UUID(int=random.getrandbits(128), version=4)),
    "biometric": lambda random: base64.b64encode(b"FMR\x00 20\x00\x00\x00" + random.randbytes(60)).decode(),
    "fmr_hex": lambda random: (b"FMR\x00 20\x00" + random.randbytes(40)).hex().upper(),
    "ipv6": lambda random: ":".join(("2a02", *(f"{random.randrange(65536):x}" for _ in range(7)))),
    "ipv6_short": lambda random: f"2001:db8:{random.randrange(65536):x}::{random.randrange(1, 65536):x}",
}  # fmt: skip
