"""Money, devices, accounts and secrets."""

import base64
import hashlib
import json
import zlib
from itertools import pairwise
from random import Random
from string import ascii_letters, ascii_lowercase, digits

from bench.detection.contact import email, given, plain
from bench.detection.drawing import (
    Draw,
    Make,
    Source,
    checked,
    drawn,
    fill,
    laid,
    luhn,
    numbers,
    templates,
    words,
)
from bench.detection.lists import own

_CODED = ("spaces", "nulls", "wrong")
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

_CARDS = (("4", 16), ("51", 16), ("53", 16), ("55", 16), ("2221", 16), ("37", 15), ("34", 15), ("6011", 16), ("65", 16), ("3528", 16), ("36", 14), ("62", 16))  # fmt: skip


def card(random: Random) -> str:
    """A payment card number of a real range with its Luhn digit."""
    prefix, length = random.choices(_CARDS, (8, 3, 3, 2, 1, 2, 1, 1, 1, 1, 1, 1))[0]
    return luhn(prefix + fill(random, "#" * (length - len(prefix) - 1)))


def _cards(separator: str) -> Make:
    def draw(random: Random) -> str:
        number = card(random)
        cuts = (0, 4, 10, None) if len(number) == 15 else (0, 4, 8, 12, None)
        return separator.join(number[a:b] for a, b in pairwise(cuts))

    return drawn(draw)


CARDS = (
    Source(name="card digits", family="CREDIT_CARD", make=drawn(card), headers="card", mess=(*_CODED, "quotes", "fullwidth"), weight=3),
    Source(name="card spaced", family="CREDIT_CARD", make=_cards(" "), headers="card", weight=2),
    Source(name="card dashed", family="CREDIT_CARD", make=_cards("-"), headers="card"),
    Source(name="card visa only", family="CREDIT_CARD", make=drawn(lambda r: luhn("4" + fill(r, "##############"))), headers="card", dtype="integer"),
    Source(name="card code", family="CARD_CODE", make=templates("###", "###", "####"), headers="cvv", bare=False),
    Source(name="card expiry slash", family="CARD_EXPIRY", make=drawn(lambda r: f"{r.randint(1, 12):02d}/{r.randint(24, 31)}"), headers="expiry", bare=False),
    Source(name="card expiry long", family="CARD_EXPIRY", make=drawn(lambda r: f"{r.randint(1, 12):02d}/20{r.randint(24, 31)}"), headers="expiry", bare=False),
    Source(name="card expiry digits", family="CARD_EXPIRY", make=drawn(lambda r: f"{r.randint(1, 12):02d}{r.randint(24, 31)}"), headers=("card_exp", "cc_exp", "exp_mmyy", "card_expiry", "cc_exp_date"), bare=False),
)  # fmt: skip

_IBANS = {
    "DE": "##################", "FR": "#####00000###########%%", "GB": "NWBK##############", "ES": "####################", "IT": "@######0000000000######",
    "NL": "ABNA##########", "BE": "############", "AT": "################", "CH": "00762############", "PL": "########################", "SE": "####################",
    "NO": "###########", "DK": "##############", "FI": "##############", "PT": "#####################", "IE": "AIBK##############", "CZ": "####################", "HU": "########################",
    "RO": "AAAA################", "GR": "#######################", "TR": "#####0################", "AE": "###################", "SA": "##&&&&&&&&&&&&&&&&&&",
    "BR": "#######################P1", "EE": "################", "LT": "################", "HR": "#################", "SK": "####################", "LU": "###&&&&&&&&&&&&&", "CY": "########&&&&&&&&&&&&&&&&", "IL": "###################", "UA": "######0000000##############"[:25],
}  # fmt: skip


def iban(random: Random, country: str | None = None) -> str:
    """An IBAN with its two check digits (ISO 13616, mod 97); national check digits inside are not made."""
    country = country or random.choice(tuple(_IBANS))
    body = fill(random, _IBANS[country])
    return f"{country}{98 - int(''.join(str(int(c, 36)) for c in f'{body}{country}00')) % 97:02d}{body}"


def _ibans(*, spaced: bool, one_country: bool) -> Make:
    def make(random: Random) -> Draw:
        country = random.choice(tuple(_IBANS)) if one_country else None

        def draw() -> str:
            number = iban(random, country)
            return " ".join(number[i : i + 4] for i in range(0, len(number), 4)) if spaced else number

        return draw

    return make


def _clabe(random: Random) -> str:
    body = random.choice(("002", "012", "014", "021", "072")) + fill(random, "180###########")
    return body + str(-sum(int(c) * w % 10 for c, w in zip(body, (3, 7, 1) * 6, strict=False)) % 10)


def _account(name: str, make: Make, *, bare: bool = False) -> Source:
    return Source(name=f"account {name}", family="BANK_ACCOUNT", make=make, headers="account", bare=bare)


def _routing(name: str, make: Make, *, bare: bool = True) -> Source:
    return Source(name=f"routing {name}", family="BANK_ROUTING", make=make, headers="routing", bare=bare)


_BANKS = ("DEUT", "COBA", "BNPA", "BARC", "HSBC", "CHAS", "BOFA", "UBSW", "INGB", "NDEA", "UNCR", "BBVA", "CITI", "SOGE", "RZBA", "GIBA", "SBIN", "ICBK", "PKOP", "MIDL", "NWBK", "ABNA", "RABO", "CRLY", "BSCH")  # fmt: skip
_BANK_PLACES = ("DEFF", "FRPP", "GB22", "GB2L", "US33", "CHZH", "NL2A", "FIHH", "ITM1", "ESMM", "ATWW", "INBB", "PLPW", "SESS", "BEBB", "JPJT", "CNBJ", "HKHH", "SGSG", "DKKK")  # fmt: skip


def swift(random: Random) -> str:
    """A BIC (ISO 9362) of a well-known bank prefix, country and place."""
    return (
        random.choice(_BANKS)
        + random.choice(_BANK_PLACES)
        + random.choice(("", "", "XXX", fill(random, "###")))
    )


MONEY = (
    Source(name="iban one country", family="IBAN_CODE", make=_ibans(spaced=False, one_country=True), headers="iban", weight=3),
    Source(name="iban spaced", family="IBAN_CODE", make=_ibans(spaced=True, one_country=True), headers="iban", weight=2),
    Source(name="iban mixed", family="IBAN_CODE", make=_ibans(spaced=False, one_country=False), headers="iban", weight=2),
    _account("us", templates("%#########", "%###########", "000#######", "%#######")),
    _account("uk", templates("########")),
    _account("masked", drawn(lambda r: r.choice(("****", "xxxxxx")) + fill(r, "####"))),
    _account("germany", templates("%#########", "%########")),
    _account("spain ccc", numbers("es.ccc", "2100####~~##########"), bare=True),
    _account("mexico clabe", drawn(_clabe), bare=True),
    _account("argentina cbu", numbers("ar.cbu", "0170099~4000067797###~", "0110599~2000001234###~"), bare=True),
    _account("norway", numbers("no.kontonr", "%#########~", forms=("XXXX.XX.XXXXX", "XXXXXXXXXXX"))),
    _account("new zealand", templates("01-0###-0######-00", "12-3###-0######-50"), bare=True),
    _account("czech", templates("%#########/0800", "19-%#####/0100"), bare=True),
    _account("russia", templates("40817810############", "40702810############"), bare=True),
    _account("japan", templates("%######")),
    _account("india", templates("###########", "################")),
    _routing("us aba", numbers("us.rtn", "0%######~", "1%######~", "2%######~", "3%######~")),
    _routing("uk sort code", templates("##-##-##"), bare=False),
    _routing("germany blz", templates("%##500##", "%## ### ##"), bare=False),
    _routing("india ifsc", drawn(lambda r: r.choice(("SBIN", "HDFC", "ICIC", "PUNB", "UTIB", "KKBK")) + fill(r, "0######"))),
    _routing("australia bsb", templates("##%-###", "06#-###"), bare=False),
    _routing("russia bik", templates("0445#####", "0440#####"), bare=False),
    _routing("canada transit", templates("#####-00#"), bare=False),
    Source(name="swift", family="SWIFT_CODE", make=drawn(swift), headers="swift", mess=_CODED, weight=5),
    Source(name="swift eight", family="SWIFT_CODE", make=drawn(lambda r: swift(r)[:8]), headers="swift", mess=_CODED, weight=2),
    *(
        Source(name=f"security {name}", family="SECURITY_ID", make=make, headers="security_id", mess=_CODED)
        for name, make in (
            ("isin", drawn(lambda r: checked(r, r.choice(("US", "DE000", "FR00", "GB00", "NL00", "CH00")).ljust(11, "#") + "~", "isin"))),
            ("cusip", drawn(lambda r: checked(r, "######&0~".replace("######&", fill(r, "####@#&"))[:9], "cusip"))),
            ("sedol", drawn(lambda r: checked(r, fill(r, "B!!!!!") .translate(str.maketrans("AEIOU", "BCDFG"))+ "~", "gb.sedol"))),
            ("lei", drawn(lambda r: checked(r, fill(r, "5299000&&&&&&&&&##") + "~~", "lei"))),
        )
    ),
)  # fmt: skip


def _salary(kind: str) -> Make:
    def make(random: Random) -> Draw:
        middle = random.choice((3_200, 38_000, 62_000, 95_000, 1_150_000))
        form = {
            "plain": "{:.0f}",
            "cents": "{:.2f}",
            "comma": "{:,.2f}",
            "dollar": "${:,.0f}",
            "euro": "{:,.0f} €",
            "k": "{:.0f}k",
        }[kind]

        def draw() -> str:
            value = max(middle * 0.3, random.gauss(middle, middle * 0.35))
            return form.format(
                value / 1000 if kind == "k" else round(value, -2 if kind in {"plain", "dollar"} else 2)
            )

        return draw

    return make  # fmt: skip


PAY = tuple(
    Source(name=f"salary {kind}", family="SALARY", make=_salary(kind), headers="salary", bare=False, dtype="decimal" if kind in {"plain", "cents"} else "text")
    for kind in ("plain", "cents", "comma", "dollar", "euro", "k")
)  # fmt: skip


def ipv4(random: Random) -> str:
    """A unicast address, public or private."""
    first = random.choice((10, 172, 192, 193, 8, 81, 77, 203, 52, 104, 185, 91, 213))
    return f"{first}.{random.randint(0, 255)}.{random.randint(0, 255)}.{random.randint(1, 254)}"


def _ipv6(random: Random) -> str:
    return random.choice(
        ("2001:db8:{}::{}", "fe80::{}:{}", "2a02:8108:{}:{}::1", "2001:0db8:85a3:0000:0000:8a2e:{}:{}")
    ).format(fill(random, "****"), fill(random, "%***"))


def _mac(form: str, *, upper: bool) -> Make:
    def draw(random: Random) -> str:
        number = random.choice(("001a2b", "3c5ab4", "f0def1", "b827eb", "00155d", "ac87a3", "5cf938")) + fill(
            random, "******"
        )
        pairs = [number[i : i + 2] for i in range(0, 12, 2)]
        made = {
            "dot": ".".join(number[i : i + 4] for i in (0, 4, 8)),
            "none": number,
            "half": f"{number[:6]}-{number[6:]}",
        }.get(form) or form.join(pairs)
        return made.upper() if upper else made

    return drawn(draw)  # fmt: skip


def imei(random: Random) -> str:
    """Type allocation code of a reporting body, serial number, Luhn digit (3GPP TS 23.003)."""
    return luhn(random.choice(("35", "86", "01", "99")) + fill(random, "############"))


def vin(random: Random) -> str:
    """North American vehicle identification number with its check digit (49 CFR 565.15)."""
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
    body = (
        random.choice(("1HGCM", "1FTFW", "5YJ3E", "2T1BU", "1G1BE", "3VWFE", "WBA3A", "JTDBR", "1C4RJ"))
        + "".join(random.choice(letters) for _ in range(3))
        + "0"
        + random.choice("ABCDEFGHJKLMNPRSTVWXY")
        + random.choice(letters)
        + fill(random, "######")
    )
    order = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
    total = sum(
        int(order.get(c, c)) * w
        for c, w in zip(body, (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2), strict=True)
    )
    return body[:8] + "0123456789X"[total % 11] + body[9:]


_PLATES = {
    "uk": ("@@## @@@", "@@##@@@"), "germany": ("B-@@ %###", "M-@ %##", "HH @@ ###", "K@ @ %##"), "france": ("@@-###-@@",), "spain": ("#### !!!", "####!!!"), "italy": ("@@###@@", "@@ ### @@"),
    "netherlands": ("##-!!-!!", "!!-###-!", "#-!!!-##"), "poland": ("W@ #####", "K@ ##@@@", "PO #####"), "sweden": ("@@@ ###", "@@@ ##@"), "india": ("MH12 @@ ####", "DL 3C @@ ####", "KA-01-@@-####"),
    "us": ("#@@@###", "@@@-####", "@@@ ###"), "brazil": ("@@@-####", "@@@#@##"), "russia": ("А###ВС77", "М###ОР99", "Е###КХ178"), "turkey": ("34 @@ ####", "06 @@@ ##"), "china": ("京A#####", "沪B·#####", "粤B@####"), "japan": ("品川 300 あ ##-##", "横浜 500 さ ##-##"), "australia": ("@@@ ##@", "1@@ #@@"), "austria": ("W-#####@", "G ###@@"),
    "switzerland": ("ZH %#####", "BE %#####"), "norway": ("@@ #####", "EL #####"), "mexico": ("@@@-##-##", "@@@-###-@"), "korea": ("##가 ####", "###나 ####"),
}  # fmt: skip

DEVICES = (
    Source(name="ipv4", family="IP_ADDRESS", make=drawn(ipv4), headers="ip", mess=_CODED, weight=4),
    Source(name="ipv4 with port or mask", family="IP_ADDRESS", make=drawn(lambda r: ipv4(r) + r.choice((":443", ":8080", "/24", "/32"))), headers="ip", mess=_CODED),
    Source(name="ipv6", family="IP_ADDRESS", make=drawn(_ipv6), headers="ip", mess=_CODED, weight=2),
    Source(name="ip mixed", family="IP_ADDRESS", make=drawn(lambda r: ipv4(r) if r.random() < 0.6 else _ipv6(r)), headers="ip"),
    *(Source(name=f"mac {form}{' upper' * upper}", family="MAC_ADDRESS", make=_mac(form, upper=upper), headers="mac", mess=_CODED, bare=form != "none") for form in (":", "-", "dot", "none", " ", "half") for upper in (False, True)),
    Source(name="imei", family="IMEI", make=drawn(imei), headers="imei", mess=(*_CODED, "quotes"), weight=3),
    Source(name="imei dashed", family="IMEI", make=drawn(lambda r: laid("XX-XXXXXX-XXXXXX-X", imei(r))), headers="imei"),
    Source(name="vin", family="VEHICLE_ID", make=drawn(vin), headers="vin", mess=_CODED, weight=3),
    Source(name="vin lower", family="VEHICLE_ID", make=drawn(lambda r: vin(r).lower()), headers="vin"),
    *(Source(name=f"plate {country}", family="LICENSE_PLATE", make=lambda random, forms=forms: lambda: fill(random, random.choice(forms)), headers="plate", mess=_CODED) for country, forms in _PLATES.items()),
)  # fmt: skip


def username(random: Random) -> str:
    """A login of the usual makings."""
    first, last = (
        plain(given(random, random.choice(("en", "de", "es", "pl", "tr")))) or "kim",
        random.choice(("fox", "wolf", "star", "gamer", "dev", "music", "cook", "rider", "moon")),
    )
    return random.choice((f"{first}{random.randint(1, 2005)}", f"{first[0]}{last}{random.randint(1, 99)}", f"{first}_{last}", f"{last}.{first}", f"x{last}{random.randint(10, 999)}x", f"{first}-{last}", f"@{first}_{random.randint(1, 99)}"))  # fmt: skip


def _corporate(random: Random) -> Draw:
    form = random.choice(("jsmith", "domain", "initials"))

    def draw() -> str:
        first, last = plain(given(random, "en")) or "kim", plain(given(random, "nl")) or "lee"
        return {
            "jsmith": f"{first[0]}{last}",
            "domain": f"CORP\\{first[0]}{last}",
            "initials": f"{first[:2]}{last[:3]}{random.randint(1, 9)}",
        }[form]

    return draw


_WORDS = ("dragon", "sunshine", "letmein", "Summer", "football", "qwerty", "monkey", "Welcome", "secret", "iloveyou", "berlin", "passw0rd", "admin", "shadow")  # fmt: skip


def _password(random: Random) -> str:
    return random.choice((f"{random.choice(_WORDS)}{random.randint(1, 2024)}", f"{random.choice(_WORDS)}!{random.randint(1, 99)}", "".join(random.choice(ascii_letters + digits + "!@#$%&*?") for _ in range(random.randint(8, 14)))))  # fmt: skip


def _hash(kind: str) -> Make:
    def draw(random: Random) -> str:
        text = random.randbytes(16)
        b64 = "".join(random.choice(ascii_letters + digits + "./") for _ in range(86))
        return {
            "bcrypt": f"$2{random.choice('aby')}$1{random.randint(0, 2)}${b64[:53]}",
            "argon2": f"$argon2id$v=19$m=65536,t=3,p=4${b64[:22]}${b64[22:65]}",
            "django": f"pbkdf2_sha256$600000${b64[:22].replace('.', 'x').replace('/', 'y')}${base64.b64encode(hashlib.sha256(text).digest()).decode()}",
            "sha512crypt": f"$6${b64[:8]}${b64}",
            "md5": hashlib.md5(text, usedforsecurity=False).hexdigest(),
            "sha256": hashlib.sha256(text).hexdigest(),
            "sha1": hashlib.sha1(text, usedforsecurity=False).hexdigest(),
        }[kind]

    return drawn(draw)


ACCOUNTS = (
    Source(name="username", family="USERNAME", make=drawn(username), headers="username", mess=_CODED, weight=4),
    Source(name="username corporate", family="USERNAME", make=_corporate, headers="username", mess=_CODED, bare=False, weight=3),
    Source(name="password plain", family="PASSWORD", make=drawn(_password), headers="password", mess=("nulls",), bare=False, weight=4),
    *(Source(name=f"password {kind}", family="PASSWORD", make=_hash(kind), headers="password", mess=("nulls",), bare=bare) for kind, bare in (("bcrypt", True), ("argon2", True), ("django", True), ("sha512crypt", True), ("md5", False), ("sha256", False), ("sha1", False))),
)  # fmt: skip


def _part(random: Random, length: int, alphabet: str = ascii_letters + digits) -> str:
    return "".join(random.choice(alphabet) for _ in range(length))


def _base62(value: int) -> str:
    order, text = digits + ascii_letters.swapcase(), ""
    while value:
        value, rest = divmod(value, 62)
        text = order[rest] + text
    return text.rjust(6, "0")


def github(random: Random) -> str:
    """A GitHub token: the last six characters are the CRC-32 of the thirty before, in base 62."""
    body = _part(random, 30)
    return f"ghp_{body}{_base62(zlib.crc32(body.encode()))}"


def jwt(random: Random) -> str:
    """A JSON web token with a decodable header and claims."""
    header = {"alg": random.choice(("HS256", "RS256")), "typ": "JWT"}
    claims = {"sub": str(random.randrange(10**9)), "iat": random.randrange(16 * 10**8, 18 * 10**8)}
    parts = [base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in (header, claims)]
    return ".".join((*parts, _part(random, 43, ascii_letters + digits + "-_")))


def _pem(random: Random) -> str:
    body = base64.b64encode(random.randbytes(180)).decode()
    kind = random.choice(("RSA ", "EC ", ""))
    return f"-----BEGIN {kind}PRIVATE KEY-----\n{body[:64]}\n{body[64:128]}\n{body[128:]}\n-----END {kind}PRIVATE KEY-----"


_SECRETS: dict[str, tuple[Make, bool]] = {
    "github": (drawn(github), True),
    "jwt": (drawn(jwt), True),
    "aws": (drawn(lambda r: r.choice(("AKIA", "ASIA")) + _part(r, 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")), True),
    "slack": (drawn(lambda r: f"xoxb-{fill(r, '###########')}-{fill(r, '############')}-{_part(r, 24)}"), True),
    "stripe": (drawn(lambda r: f"sk_{r.choice(('live', 'test'))}_{_part(r, 24)}"), True),
    "google": (drawn(lambda r: "AIza" + _part(r, 35, ascii_letters + digits + "-_")), True),
    "gitlab": (drawn(lambda r: "glpat-" + _part(r, 20)), True),
    "sendgrid": (drawn(lambda r: f"SG.{_part(r, 22)}.{_part(r, 43)}"), True),
    "pem": (drawn(_pem), True),
    "database address": (drawn(lambda r: f"{r.choice(('postgresql', 'mysql', 'mongodb+srv', 'redis'))}://{r.choice(('app', 'admin', 'svc'))}:{_part(r, 12)}@db{r.randint(1, 9)}.internal:5432/main"), True),
    "connection string": (drawn(lambda r: f"Server=sql{r.randint(1, 9)}.corp.local;Database=crm;User Id=sa;Password={_part(r, 12)};"), True),
    "hex key": (drawn(lambda r: _part(r, 40, "0123456789abcdef")), False),
    "opaque": (drawn(lambda r: _part(r, 32)), False),
    "uuid token": (drawn(lambda r: fill(r, "********-****-4***-a***-************")), False),
    "basic": (drawn(lambda r: "Basic " + base64.b64encode(f"{username(r)}:{_part(r, 10)}".encode()).decode()), True),
    "otp seed": (drawn(lambda r: _part(r, 32, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")), False),
}  # fmt: skip


def _base58check(payload: bytes) -> str:
    check = hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    value, text = int.from_bytes(payload + check), ""
    while value:
        value, rest = divmod(value, 58)
        text = _BASE58[rest] + text
    return "1" * (len(payload) - len(payload.lstrip(b"\0"))) + text


def _bech32(random: Random) -> str:
    """A version 0 witness address (BIP 173)."""
    data = [0, *(random.randrange(32) for _ in range(31)), 0][:33]
    value = random.getrandbits(160) << 0
    data = [0, *((value >> (155 - 5 * i)) & 31 for i in range(32))]
    expanded = [ord(c) >> 5 for c in "bc"] + [0] + [ord(c) & 31 for c in "bc"]
    checksum = 1
    for item in (*expanded, *data, 0, 0, 0, 0, 0, 0):
        top, checksum = checksum >> 25, (checksum & 0x1FFFFFF) << 5 ^ item
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            checksum ^= generator if top >> bit & 1 else 0
    checksum ^= 1
    return "bc1" + "".join(_BECH32[i] for i in (*data, *((checksum >> (25 - 5 * i)) & 31 for i in range(6))))


SECRETS = (
    *(Source(name=f"secret {name}", family="SECRET", make=make, headers="secret", mess=("nulls",), bare=bare) for name, (make, bare) in _SECRETS.items()),
    Source(name="crypto btc", family="CRYPTO", make=drawn(lambda r: _base58check(b"\0" + r.randbytes(20))), headers="crypto", mess=("nulls", "spaces", "wrong"), weight=2),
    Source(name="crypto btc script", family="CRYPTO", make=drawn(lambda r: _base58check(b"\5" + r.randbytes(20))), headers="crypto", mess=("nulls",)),
    Source(name="crypto bech32", family="CRYPTO", make=drawn(_bech32), headers="crypto", mess=("nulls", "wrong"), weight=2),
    Source(name="crypto eth", family="CRYPTO", make=drawn(lambda r: "0x" + fill(r, "*" * 40)), headers="crypto", mess=("nulls", "wrong"), weight=2),
    Source(name="crypto tron", family="CRYPTO", make=drawn(lambda r: _base58check(b"\x41" + r.randbytes(20))), headers="crypto"),
    Source(name="crypto litecoin", family="CRYPTO", make=drawn(lambda r: _base58check(b"\x30" + r.randbytes(20))), headers="crypto"),
    Source(name="crypto dogecoin", family="CRYPTO", make=drawn(lambda r: _base58check(b"\x1e" + r.randbytes(20))), headers="crypto"),
)  # fmt: skip

_P = own("personal")


def _choices(
    name: str,
    family: str,
    headers: str,
    *,
    bare: bool = True,
    mess: tuple[str, ...] = ("case", "spaces", "nulls", "wrong"),
    accept: tuple[str, ...] = (),
) -> tuple[Source, ...]:
    scripts = {"codes": "neutral", "english": "english", "latin": "latin", "nonlatin": "non-latin"}
    return tuple(
        Source(name=f"{name} {spelling}", family=family, make=words(values), headers=headers, script=scripts[spelling], bare=bare and spelling != "codes", mess=mess, accept=accept)
        for spelling, choices in _P[name].items()
        for values in choices
    )  # fmt: skip


_AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{}.1 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:{}.0) Gecko/20100101 Firefox/{}.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS {}_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "curl/7.{}.0", "python-requests/2.{}.1", "Opera/9.{} (Windows NT 6.1)", "okhttp/4.{}.0", "Googlebot/2.{} (+http://www.google.com/bot.html)",
    "Dalvik/2.1.0 (Linux; U; Android {}; SM-G998B Build/SP1A.210812.016)",
)  # fmt: skip
_SITES = (
    "shop",
    "blog",
    "news",
    "museum",
    "bakery",
    "garage",
    "klinik",
    "hotel",
    "verein",
    "studio",
    "boulangerie",
    "mercado",
)


def _url(random: Random) -> str:
    site = f"{random.choice(_SITES)}-{_part(random, 4, ascii_lowercase)}"
    return random.choice((f"https://www.{site}.com/", f"http://{site}.de/kontakt", f"https://{site}.co.uk/about?ref={random.randint(1, 99)}", f"https://twitter.com/{site}", f"www.{site}.fr", f"https://{site}.io/users/{random.randint(1, 9999)}", f"https://cdn.{site}.net/img/{_part(random, 8)}.jpg", f"https://www.linkedin.com/in/{site}"))  # fmt: skip


def _geo(form: str) -> Make:
    def make(random: Random) -> Draw:
        south, west = random.uniform(-40, 60), random.uniform(-120, 130)

        def draw() -> str:
            lat, lon = south + random.gauss(0, 3), west + random.gauss(0, 4)
            return {
                "pair": f"{lat:.6f}, {lon:.6f}", "tight": f"{lat:.5f},{lon:.5f}", "tuple": f"({lat:.4f}, {lon:.4f})", "wkt": f"POINT({lon:.6f} {lat:.6f})", "lat": f"{lat:.6f}", "lon": f"{lon:.6f}",
                "dms": f"{abs(int(lat))}°{random.randint(0, 59)}'{random.randint(0, 59)}\"{'N' if lat > 0 else 'S'} {abs(int(lon))}°{random.randint(0, 59)}'{random.randint(0, 59)}\"{'E' if lon > 0 else 'W'}",
                "json": f'{{"lat": {lat:.5f}, "lng": {lon:.5f}}}', "space": f"{lat:.4f} {lon:.4f}",
            }[form]  # fmt: skip

        return draw

    return make


def _age(random: Random) -> Draw:
    low, high = random.choice(((18, 67), (0, 95), (16, 30), (60, 102)))
    form = random.choice(("{}", "{}", "{}", "{} years", "{}y"))
    return lambda: form.format(random.randint(low, high))


def _medical_number(random: Random) -> Draw:
    template = random.choice(
        (
            "MRN######",
            "MRN-########",
            "######",
            "########",
            "H#########",
            "P-####-####",
            "00######",
            "PT%#####",
        )
    )
    return lambda: fill(random, template)


def _icd(random: Random) -> str:
    return random.choice(("E11.9", "I10", "J45.909", "F32.9", "M54.5", "K21.9", "N39.0", "Z00.00", "C50.911", "S72.001A", "J18.9", "G43.909", "E78.5", "I48.91", "R07.9", "L40.0", "B20", "O80", "T78.40XA", "H66.90", "F41.1", "D50.9", "I25.10", "N18.3", "A09", "K35.80", "Z23", "M17.11"))  # fmt: skip


PERSONAL = (
    *_choices("gender", "GENDER", "gender"), *_choices("marital", "MARITAL_STATUS", "marital"), *_choices("ethnicity", "ETHNICITY", "ethnicity"),
    *_choices("religion", "RELIGION", "religion"), *_choices("political", "POLITICAL", "political"), *_choices("orientation", "SEXUAL_ORIENTATION", "orientation", accept=()),
    *_choices("nationality", "NATIONALITY", "nationality"), *_choices("occupation", "OCCUPATION", "occupation"),
    *_choices("diagnosis", "MEDICAL", "diagnosis"), *_choices("medication", "MEDICAL", "medication"), *_choices("language", "LANGUAGE", "language"),
    *(Source(name="blood", family="MEDICAL", make=words(values), headers="blood", mess=("spaces", "nulls")) for values in _P["blood"]["codes"]),
    Source(name="icd", family="MEDICAL", make=drawn(_icd), headers="icd", mess=("spaces", "nulls", "wrong"), weight=8),
    Source(name="gender number", family="GENDER", make=words(["1", "2"]), headers="gender", bare=False),
    Source(name="gender bit", family="GENDER", make=words(["0", "1"]), headers=("sex", "gender", "geschlecht", "性别"), bare=False),
    Source(name="agent", family="USER_AGENT", make=drawn(lambda r: r.choice(_AGENTS).replace("{}", str(r.randint(10, 126)))), headers="user_agent", mess=("nulls",)),
    Source(name="url", family="URL", make=drawn(_url), headers="url", mess=("nulls", "spaces", "wrong"), weight=4),
    *(Source(name=f"geo {form}", family="GEO_COORDINATES", make=_geo(form), headers="geo", bare=form not in {"lat", "lon"}, mess=("nulls",), dtype="float" if form in {"lat", "lon"} else "text") for form in ("pair", "tight", "tuple", "wkt", "dms", "json", "space")),
    Source(name="geo latitude", family="GEO_COORDINATES", make=_geo("lat"), headers=("latitude", "lat", "lat_dd", "breitengrad", "latitud", "широта", "纬度", "緯度", "Latitude", "gps_lat"), bare=False, dtype="float", weight=3, mess=("nulls",)),
    Source(name="geo longitude", family="GEO_COORDINATES", make=_geo("lon"), headers=("longitude", "lon", "lng", "längengrad", "longitud", "долгота", "经度", "Longitude", "x_lon", "gps_lng"), bare=False, dtype="float", weight=3, mess=("nulls",)),
    Source(name="age", family="AGE", make=_age, headers="age", bare=False, dtype="integer", mess=("nulls", "wrong", "quotes")),
    Source(name="age band", family="AGE", make=words(["18-24", "25-34", "35-44", "45-54", "55-64", "65+"]), headers=("age_group", "age_range", "age_band", "altersgruppe", "tranche_age", "grupo_edad", "年龄段"), bare=False),
    Source(name="medical record", family="MEDICAL_RECORD", make=_medical_number, headers="mrn", bare=False),
    Source(name="nhs number", family="MEDICAL_RECORD", make=numbers("gb.nhs", "4########~", "9########~", forms=("XXX XXX XXXX", "XXXXXXXXXX")), headers=("nhs_number", "nhs_no", "NHS Number", "nhsno"), accept=("NATIONAL_ID", "HEALTH_PLAN_ID")),
    Source(name="health plan", family="HEALTH_PLAN_ID", make=templates("W#########", "XYZ%########", "@@@#########"), headers=("health_plan_id", "member_id", "insurance_member_id", "hlth_pln", "versichertennummer", "subscriber_id"), bare=False, accept=("MEDICAL_RECORD",)),
    Source(name="medicare mbi", family="HEALTH_PLAN_ID", make=drawn(lambda r: fill(r, "%!##-!##-!!##")), headers=("mbi", "medicare_number", "medicare_beneficiary_id"), accept=("NATIONAL_ID", "MEDICAL_RECORD")),
    Source(name="employee id", family="EMPLOYEE_ID", make=templates("E#####", "EMP-####", "%####", "10####", "P######"), headers="employee_id", bare=False),
    Source(name="student id", family="STUDENT_ID", make=templates("S#######", "20######", "%######", "u#######"), headers="student_id", bare=False),
    Source(name="biometric", family="BIOMETRIC", make=drawn(lambda r: base64.b64encode(b"FMR\0 20\0" + r.randbytes(90)).decode()), headers="biometric", mess=("nulls",)),
    Source(name="biometric opaque", family="BIOMETRIC", make=drawn(lambda r: base64.b64encode(r.randbytes(96)).decode()), headers="biometric", bare=False, mess=("nulls",)),
)  # fmt: skip

SOURCES = (*CARDS, *MONEY, *PAY, *DEVICES, *ACCOUNTS, *SECRETS, *PERSONAL)
__all__ = ["SOURCES", "email"]
