"""Accounts, banks, cards, securities and wallets."""

import hashlib
from collections.abc import Callable
from random import Random

from bench.detection.unseen.checks import digits, luhn, mod97, until, weighted

# SWIFT IBAN registry, release 98: what follows the check digits; n digits, c letters or digits, a capitals.
_IBANS = {
    "AD": "8n12c", "AE": "19n", "AL": "8n16c", "AZ": "4a20c", "BA": "16n", "BE": "", "BG": "4a6n8c", "BH": "4a14c",
    "BR": "23n1a1c", "CH": "5n12c", "CR": "18n", "CY": "8n16c", "CZ": "20n", "DE": "18n", "DK": "14n", "DO": "4c20n",
    "EE": "16n", "ES": "20n", "EG": "25n", "FI": "14n", "FR": "10n11c2n", "GB": "4a14n", "GE": "2a16n", "GI": "4a15c", "GR": "7n16c",
    "HR": "17n", "HU": "24n", "IE": "4a14n", "IL": "19n", "IS": "22n", "IT": "1a10n12c", "JO": "4a4n18c", "KW": "4a22c",
    "KZ": "3n13c", "LB": "4n20c", "LI": "5n12c", "LT": "16n", "LU": "3n13c", "LV": "4a13c", "MC": "10n11c2n", "MT": "4a5n18c",
    "MU": "4a19n3a", "NL": "4a10n", "NO": "11n", "PK": "4a16c", "PL": "24n", "PT": "21n", "QA": "4a21c", "RO": "4a16c",
    "RS": "18n", "SA": "2n18c", "SE": "20n", "SI": "15n", "SK": "20n", "TR": "5n1n16c", "UA": "6n19c", "XK": "16n",
}  # fmt: skip
_BANKS = (
    "DEUT",
    "COBA",
    "BNPA",
    "INGB",
    "NDEA",
    "HSBC",
    "BARC",
    "CHAS",
    "CITI",
    "SCBL",
    "BSCH",
    "UNCR",
    "RZBA",
    "PKOP",
    "AKBK",
    "ICIC",
    "BKCH",
    "MHCB",
    "ABSA",
    "FIRN",
    "BRAD",
    "BCOM",
    "SBZA",
    "ZENI",
    "EBIL",
    "QNBA",
    "VTBR",
    "OTPV",
    "BACX",
    "SWED",
)
_COUNTRIES = (
    "DE",
    "FR",
    "NL",
    "GB",
    "US",
    "CH",
    "IT",
    "ES",
    "PL",
    "TR",
    "IN",
    "CN",
    "JP",
    "ZA",
    "BR",
    "MX",
    "NG",
    "AE",
    "QA",
    "HU",
    "CZ",
    "SE",
    "FI",
    "NO",
    "AT",
    "BE",
)
_FORTY = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_FED = (*range(1, 13), *range(21, 33))


def _iban(random: Random, country: str = "") -> str:
    country = country or random.choice(list(_IBANS))
    form = _IBANS[country] or "12n"
    body = "".join(_part(random, int(length), kind) for length, kind in _parts(form))
    if country == "BE":
        body = f"{body[:10]}{int(body[:10]) % 97 or 97:02d}"
    return f"{country}{mod97(body + country)[-2:]}{body}"


def _parts(form: str) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    length = ""
    for character in form:
        if character.isdigit():
            length += character
        else:
            parts.append((length, character))
            length = ""
    return parts


def _part(random: Random, length: int, kind: str) -> str:
    if kind == "a":
        return (
            random.choice(_BANKS)[:length] if length <= 4 else "".join(random.choices("ABCDEFGH", k=length))
        )
    return digits(random, length)


def _only(country: str) -> Callable[[Random], str]:
    return lambda random: _iban(random, country)


def _card(random: Random) -> str:
    prefix, length = random.choice((
        ("4", 16), ("4", 16), ("4", 16), ("51", 16), ("52", 16), ("53", 16), ("55", 16), ("2221", 16), ("2720", 16),
        ("34", 15), ("37", 15), ("6011", 16), ("65", 16), ("36", 14), ("3528", 16), ("62", 16), ("6304", 16),
    ))  # fmt: skip
    return luhn(prefix + digits(random, length - 1 - len(prefix)))


def _routing(random: Random) -> str:
    def right(number: str) -> bool:
        return weighted(number, (3, 7, 1) * 3) % 10 == 0

    return until(lambda: f"{random.choice(_FED):02d}{digits(random, 7)}", right)


def _swift(random: Random) -> str:
    branch = random.choice(("", "", "XXX", "".join(random.choices(_FORTY, k=3))))
    return (
        random.choice(_BANKS)
        + random.choice(_COUNTRIES)
        + random.choice("234569ABFHKLMPRT")
        + random.choice("2LMRTUX3")
        + branch
    )


def _clabe(random: Random) -> str:
    bank = random.choice(("002", "012", "014", "021", "044", "058", "072", "127", "137"))
    body = bank + digits(random, 14)
    total = sum(int(c) * w % 10 for c, w in zip(body, (3, 7, 1) * 6, strict=False))
    return body + str(-total % 10)


def _ccc(random: Random) -> str:
    bank = random.choice(("0049", "0075", "0081", "0128", "0182", "2038", "2080", "2100", "3058")) + digits(
        random, 4
    )
    account = digits(random, 10)
    weights = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
    checks = [(11 - weighted(part, weights) % 11) % 11 for part in ("00" + bank, account)]
    return bank + "".join("1" if check == 10 else str(check) for check in checks) + account


def _isin(random: Random) -> str:
    body = random.choice(
        ("US", "DE", "FR", "GB", "JP", "CH", "NL", "IE", "LU", "SE", "BR", "IN", "ZA", "KR", "CA")
    )
    body += digits(random, 9) if random.random() < 0.7 else "".join(random.choices(_FORTY, k=9))
    return body + luhn("".join(str(int(c, 36)) for c in body))[-1]


def _cusip(random: Random) -> str:
    body = digits(random, 3) + "".join(random.choices(_FORTY, k=3)) + random.choice(("10", "20", "AA", "11"))
    total = sum(sum(divmod(int(c, 36) * (1 + place % 2), 10)) for place, c in enumerate(body))
    return body + str(-total % 10)


def _sedol(random: Random) -> str:
    letters = "BCDFGHJKLMNPQRSTVWXYZ"
    body = random.choice(letters) + "".join(random.choices(letters + "0123456789" * 2, k=5))
    body = random.choice((body, digits(random, 6)))
    return body + str(-weighted(body, (1, 3, 1, 7, 3, 9)) % 10)


def _figi(random: Random) -> str:
    body = "BBG00" + "".join(random.choices("0123456789BCDFGHJKLMNPQRSTVWXYZ", k=6))
    total = sum(sum(divmod(int(c, 36) * (1 + place % 2), 10)) for place, c in enumerate(body))
    return body + str(-total % 10)


def _base58(payload: bytes) -> str:
    whole = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, text = int.from_bytes(whole), ""
    while number:
        number, rest = divmod(number, 58)
        text = _BASE58[rest] + text
    return "1" * (len(whole) - len(whole.lstrip(b"\0"))) + text


def _bech32(random: Random) -> str:
    """Version 0 with 20 bytes: BIP 173."""
    data = [0, *(random.randrange(32) for _ in range(32))]
    held = 1
    for value in [3, 3, 0, 2, 3, *data, 0, 0, 0, 0, 0, 0]:
        high, held = held >> 25, (held & 0x1FFFFFF) << 5 ^ value
        for place, factor in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            held ^= factor if high >> place & 1 else 0
    check = [(held ^ 1) >> 5 * (5 - place) & 31 for place in range(6)]
    return "bc1" + "".join(_BECH32[value] for value in data + check)


def _versioned(*versions: int) -> Callable[[Random], str]:
    return lambda random: _base58(bytes([random.choice(versions)]) + random.randbytes(20))


NUMBERS: dict[str, Callable[[Random], str]] = {
    "iban": _iban, **{f"iban_{country}": _only(country) for country in _IBANS}, "card": _card, "aba": _routing,
    "swift": _swift, "clabe": _clabe, "ccc": _ccc, "isin": _isin, "cusip": _cusip, "sedol": _sedol, "figi": _figi,
    "bitcoin": _versioned(0, 5), "litecoin": _versioned(48), "dogecoin": _versioned(30), "segwit": _bech32,
    "tron": _versioned(65), "ether": lambda random: "0x" + random.randbytes(20).hex(),
    "solana": lambda random: until(lambda: _base58(random.randbytes(28)), lambda text: len(text) in {43, 44}),
    "visa": lambda random: luhn("4" + digits(random, 14)),
}  # fmt: skip
