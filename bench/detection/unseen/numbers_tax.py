"""Tax numbers and numbers of companies."""

from collections.abc import Callable, Sequence
from random import Random

from bench.detection.unseen.checks import born, digits, luhn, mod11_10, until, weighted

_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_GSTIN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Draw = Callable[[Random], str]


def _eleven(weights: Sequence[int], first: str = "123456789", *, negative: bool = False) -> Draw:
    """A digit behind that is the weighted sum modulo 11; bodies that would need a ten are left out."""
    sign = -1 if negative else 1

    def drawn(random: Random) -> str:
        def one() -> str:
            body = digits(random, len(weights), first)
            return f"{body}{sign * weighted(body, weights) % 11}"

        return until(one, lambda number: len(number) == len(weights) + 1)

    return drawn


def _eleven_ten(weights: Sequence[int], first: str = "123456789", *, negative: bool = False) -> Draw:
    """The same, a ten written as zero."""
    sign = -1 if negative else 1

    def drawn(random: Random) -> str:
        body = digits(random, len(weights), first)
        return body + str(sign * weighted(body, weights) % 11 % 10)

    return drawn


def _cuit(random: Random) -> str:
    def one() -> str:
        body = random.choice(("20", "27", "23", "30", "33")) + digits(random, 8, "123")
        return f"{body}{-weighted(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11}"

    return until(one, lambda number: len(number) == 11)


def _ruc_peru(random: Random) -> str:
    body = random.choice(("10", "20")) + digits(random, 8)
    return body + str((11 - weighted(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10)


def _cnpj(random: Random) -> str:
    body = digits(random, 8) + f"{random.choice((1, 1, 1, 2, 3)):04d}"
    for weights in ((5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)):
        rest = weighted(body, weights) % 11
        body += "0" if rest < 2 else str(11 - rest)
    return body


def _nit(random: Random) -> str:
    body = digits(random, 9, "89")
    return body + "01987654321"[weighted(body, (41, 37, 29, 23, 19, 17, 13, 7, 3)) % 11]


def _rfc(random: Random) -> str:
    letters = (
        "".join(random.choices("ABCDFGHLMPRSTV", k=1))
        + random.choice("AEIO")
        + "".join(random.choices("BCGHLMRSTV", k=2))
    )
    body = letters + born(random, "%y%m%d") + "".join(random.choices("ABCDEFGHJKLM123456789", k=2))
    alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
    total = sum(alphabet.index(c) * (13 - place) for place, c in enumerate(body))
    return body + "0123456789A"[-total % 11]


def _utr(random: Random) -> str:
    body = digits(random, 9, "123456789")
    return "21987654321"[weighted(body, (6, 7, 8, 9, 10, 5, 4, 3, 2)) % 11] + body


def _afm(random: Random) -> str:
    body = digits(random, 8, "01")
    return body + str(sum(int(c) << (8 - place) for place, c in enumerate(body)) % 11 % 10)


def _inn12(random: Random) -> str:
    body = digits(random, 10, "123567")
    for weights in ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)):
        body += str(weighted(body, weights) % 11 % 10)
    return body


def _abn(random: Random) -> str:
    body = digits(random, 9, "123456789")
    return str(11 + (-weighted(body, range(3, 21, 2)) - 1) % 89) + body


def _vkn(random: Random) -> str:
    body, total = digits(random, 9), 0
    for place, digit in enumerate(body):
        moved = (int(digit) + 9 - place) % 10
        total += (moved * 2 ** (9 - place) % 9 or 9) if moved else 0
    return body + str(-total % 10)


def _gstin(random: Random) -> str:
    body = f"{random.randrange(1, 38):02d}{pan(random)}1Z"
    total = sum(sum(divmod(_GSTIN.index(c) * (1 + place % 2), 36)) for place, c in enumerate(body))
    return body + _GSTIN[-total % 36]


def pan(random: Random) -> str:
    """Indian tax number; the fourth letter tells the sort of holder, P a person."""
    letters = random.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=5)
    return f"{''.join(letters[:3])}{random.choice('PPPPCFH')}{letters[3]}{random.randrange(1, 10000):04d}{letters[4]}"


def _uscc(random: Random) -> str:
    body = random.choice(("91", "92", "12")) + digits(random, 6, "1345") + "".join(random.choices(_USCC, k=9))
    return body + _USCC[-sum(_USCC.index(c) * pow(3, place, 31) for place, c in enumerate(body)) % 31]


def _cif(random: Random) -> str:
    body = digits(random, 7)
    check = luhn(body)[-1]
    return random.choice("ABEFGHJ") + body + check


def _key97(random: Random) -> str:
    body = random.choice("01") + digits(random, 7, "23456789")
    return f"{body}{97 - int(body) % 97:02d}"


def _tva(random: Random) -> str:
    siren = luhn(digits(random, 8, "345789"))
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def _atu(random: Random) -> str:
    body = digits(random, 7)
    total = sum(sum(divmod(int(c) * (1 + place % 2), 10)) for place, c in enumerate(body))
    return f"ATU{body}{(6 - total) % 10}"


def _rut(random: Random) -> str:
    body = random.randrange(5_000_000, 26_000_000)
    total = sum(int(c) * (2 + place % 6) for place, c in enumerate(reversed(str(body))))
    return f"{body:08d}" + "0123456789K"[-total % 11]


def _edrpou(random: Random) -> str:
    body = digits(random, 7, "012")
    rest = weighted(body, (1, 2, 3, 4, 5, 6, 7)) % 11
    return body + str(rest if rest < 10 else weighted(body, (3, 4, 5, 6, 7, 8, 9)) % 11 % 10)


def _corporate(random: Random) -> str:
    body = digits(random, 12, "12345678")
    total = sum(int(c) * (1 + place % 2) for place, c in enumerate(reversed(body)))
    return str(9 - total % 9) + body


def _ird(random: Random) -> str:
    return until(
        lambda: _eleven((3, 2, 7, 6, 5, 4, 3, 2), "1", negative=True)(random),
        lambda number: number < "150000000",
    )


def _vietnamese(random: Random) -> str:
    def one() -> str:
        body = digits(random, 9, "0123")
        return f"{body}{10 - weighted(body, (31, 29, 23, 19, 17, 13, 7, 5, 3)) % 11}"

    return until(one, lambda number: len(number) == 10)


def _slovenian(random: Random) -> str:
    def one() -> str:
        body = digits(random, 7, "1245678")
        check = 11 - weighted(body, range(8, 1, -1)) % 11
        return f"{body}{0 if check == 10 else check}"

    return until(one, lambda number: len(number) == 8)


def _korean(body: str) -> str:
    total = weighted(body, (1, 3, 7, 1, 3, 7, 1, 3, 5)) + int(body[8]) * 5 // 10
    return str(-total % 10)


def _kenyan(random: Random) -> str:
    return f"{random.choice('AP')}00{digits(random, 7)}{random.choice('ABCDEFGHJKLMNPQRSTUVWXYZ')}"


NUMBERS: dict[str, Draw] = {
    "nip": _eleven((6, 5, 7, 2, 3, 4, 5, 6, 7)), "regon": _eleven_ten((8, 9, 2, 3, 4, 5, 6, 7), "0123"),
    "ico": lambda random: (body := digits(random, 7, "0246")) + str((11 - weighted(body, range(8, 1, -1)) % 11) % 10),
    "nif": _eleven_ten((9, 8, 7, 6, 5, 4, 3, 2), "125", negative=True), "cuit": _cuit, "ruc_pe": _ruc_peru, "cnpj": _cnpj,
    "nit": _nit, "rfc": _rfc, "utr": _utr, "afm": _afm, "inn12": _inn12, "abn": _abn, "vkn": _vkn, "gstin": _gstin,
    "inn10": lambda random: (body := digits(random, 9, "123567")) + str(weighted(body, (2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10),
    "pan": pan, "uscc": _uscc, "cif": _cif, "be_vat": _key97, "tva": _tva, "atu": _atu, "rut": _rut, "edrpou": _edrpou,
    "houjin": _corporate, "ird": _ird, "kra": _kenyan, "siren": lambda random: luhn(digits(random, 8, "345789")),
    "siret": lambda random: luhn(luhn(digits(random, 8, "345789")) + f"{random.randrange(1, 40):04d}"),
    "piva": lambda random: luhn(digits(random, 7, "01") + f"{random.randrange(1, 100):03d}"),
    "ust_id": lambda random: "DE" + mod11_10(digits(random, 8, "123")),
    "pib": lambda random: mod11_10(digits(random, 8, "1")),
    "orgnr": _eleven((3, 2, 7, 6, 5, 4, 3, 2), "89", negative=True),
    "orgnummer": lambda random: luhn("556" + digits(random, 6)),
    "ytunnus": _eleven((7, 9, 10, 5, 8, 4, 2), "012", negative=True),
    "cvr": _eleven((2, 7, 6, 5, 4, 3, 2), "1234", negative=True),
    "adoszam": lambda random: (body := digits(random, 7, "12")) + str(-weighted(body, (9, 7, 3, 1, 9, 7, 3)) % 10),
    "adoazonosito": _eleven((1, 2, 3, 4, 5, 6, 7, 8, 9), "8"),
    "dic": lambda random: until(lambda: f"20{random.choice('23478')}{digits(random, 7)}", lambda number: int(number) % 11 == 0),
    "davcna": _slovenian,
    "uid": _eleven((5, 4, 3, 2, 7, 6, 5, 4), "1", negative=True),
    "rntrc": lambda random: (body := digits(random, 9, "123")) + str(weighted(body, (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10),
    "brn": lambda random: (body := f"{random.randrange(101, 999)}{random.randrange(10, 88)}{digits(random, 4)}") + _korean(body),
    "acn": lambda random: (body := digits(random, 8, "01")) + str(-weighted(body, range(8, 0, -1)) % 10),
    "tfn": lambda random: until(lambda: digits(random, 9, "123456789"), lambda n: weighted(n, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0),
    "mst": _vietnamese,
}  # fmt: skip
