"""Names of people, ways to reach them, places and organisations."""

from random import Random
from typing import Any
from unicodedata import normalize

from bench.detection.drawing import Draw, Make, Source, birth, drawn, fill, templates, words
from bench.detection.lists import LOCALES, mimesis, own, script_of

_TEXT = ("case", "spaces", "html", "nulls", "wrong", "mixed")


def _gendered(data: Any, random: Random) -> list[str]:
    return data if isinstance(data, list) else data[random.choice(("male", "female"))]  # pyright: ignore[reportUnknownVariableType]


def given(random: Random, locale: str) -> str:
    """A given name."""
    return random.choice(_gendered(mimesis(locale, "person")["names"], random))


def family(random: Random, locale: str) -> str:
    """A family name."""
    return random.choice(_gendered(mimesis(locale, "person")["surnames"], random))


def full_name(random: Random, locale: str, style: str) -> str:  # noqa: PLR0911 - one per order
    """A whole name in one of the usual orders."""
    first, last = given(random, locale), family(random, locale)
    if locale in {"ja", "zh", "ko"}:
        return f"{last}{' ' if locale == 'ja' and style == 'first last' else ''}{first}"
    if locale == "hu":
        return f"{last} {first}"
    match style:
        case "last, first":
            return f"{last}, {first}"
        case "initial":
            return f"{first[0]}. {last}"
        case "titled":
            titles = mimesis(locale, "person").get("title", {}).get("male", {}).get("typical") or ["Dr."]
            return f"{random.choice(titles)} {first} {last}"
        case "middle":
            return f"{first} {given(random, locale)[0]}. {last}"
        case "upper":
            return f"{last} {first}".upper()
        case "double":
            return f"{first} {last} {family(random, locale)}"
        case _:
            return f"{first} {last}"


_STYLES = (
    "first last",
    "first last",
    "first last",
    "last, first",
    "initial",
    "titled",
    "middle",
    "upper",
    "double",
)


def _names(locale: str, style: str | None = None) -> Make:
    def make(random: Random) -> Draw:
        chosen = style or random.choice(_STYLES)
        return lambda: full_name(random, locale, chosen)

    return make


def mixed_names(random: Random) -> Draw:
    """Names of several countries in one column, as in a table of guests."""
    places = random.sample([x for x in LOCALES if script_of(x) != "non-latin"], 6)
    return lambda: full_name(random, random.choice(places), "first last")


PEOPLE = (
    *(
        Source(name=f"name {what} {script_of(locale)}", family="PERSON", make=make, headers=headers, script=script_of(locale), mess=_TEXT)
        for locale in LOCALES
        for what, make, headers in (
            ("full", _names(locale), "person_full"),
            ("first", drawn(lambda r, locale=locale: given(r, locale)), "person_first"),
            ("last", drawn(lambda r, locale=locale: family(r, locale)), "person_last"),
        )
    ),
    Source(name="name full mixed", family="PERSON", make=mixed_names, headers="person_full", script="latin", mess=_TEXT, weight=6),
)  # fmt: skip


_DOMAINS = ("example.com", "example.org", "gmail.com", "yahoo.com", "hotmail.com", "web.de", "gmx.at", "orange.fr", "libero.it", "mail.ru", "uol.com.br", "bigpond.com", "icloud.com", "proton.me", "qq.com", "naver.com", "wp.pl", "seznam.cz", "telia.se", "corp.internal", "school.edu", "city.gov.uk", "firma.co.at", "acme-tools.io")  # fmt: skip


def plain(name: str) -> str:
    """A name in the letters of an e-mail address."""
    return "".join(c for c in normalize("NFKD", name).lower() if c.isascii() and c.isalnum())


_LATIN = tuple(x for x in LOCALES if script_of(x) != "non-latin")


def email(random: Random) -> str:
    """An address of the usual makings."""
    locale = random.choice(_LATIN)
    first, last = plain(given(random, locale)) or "kim", plain(family(random, locale)) or "lee"
    forms = (
        f"{first}.{last}",
        f"{first[0]}{last}",
        f"{first}{random.randint(1, 99)}",
        f"{last}_{first}",
        f"{first}.{last}+news",
        f"info.{last}",
    )
    return f"{random.choice(forms)}@{random.choice(_DOMAINS)}"  # fmt: skip


def _named_email(random: Random) -> Draw:
    form = random.choice(("<>", "mailto", "upper"))
    return lambda: {"<>": f"{family(random, 'en')} <{email(random)}>", "mailto": f"mailto:{email(random)}", "upper": email(random).upper()}[form]  # fmt: skip


EMAILS = (
    Source(name="email", family="EMAIL_ADDRESS", make=drawn(email), headers="email", mess=("case", "spaces", "nulls", "wrong", "quotes"), weight=6),
    Source(name="email with name or scheme", family="EMAIL_ADDRESS", make=_named_email, headers="email", weight=1),
)  # fmt: skip

_PHONES = {
    "us": ("(2##) 555-####", "4##-555-####", "+1 3##-555-####", "1-8##-555-####", "7##.555.####", "612555####", "+1415555####", "(612) 555-#### x###"),
    "gb": ("020 7### ####", "07%## ######", "+44 20 7946 0###", "+44 7700 900###", "(0161) 496 0###", "0113 496 ####", "01632 960###"),
    "de": ("030 %#######", "0171 %######", "+49 89 %######", "+49 (0)40 %#####", "0221/%######", "0351-%######", "+49-176-%#######", "069%#######"),
    "fr": ("01 4# ## ## ##", "06 %# ## ## ##", "+33 6 %# ## ## ##", "01.42.##.##.##", "+33 (0)1 45 ## ## ##", "0612######"),
    "es": ("91 %## ## ##", "6## ### ###", "+34 6## ### ###", "93%######"),
    "it": ("06 %#######", "3%# #######", "+39 02 %#######", "+39 347 #######", "011/%######"),
    "br": ("(11) 9####-####", "+55 21 9####-####", "(31) 3###-####", "119########"),
    "mx": ("55 #### ####", "+52 55 #### ####", "81########"),
    "in": ("+91 9#########", "98########", "+91-98###-#####", "022-2### ####", "0 98### #####"),
    "cn": ("138########", "+86 139 #### ####", "010-6#######", "186-####-####"),
    "jp": ("03-%###-####", "090-####-####", "+81 90 #### ####", "06-6###-####"),
    "au": ("04## ### ###", "(02) 9### ####", "+61 4## ### ###", "03 9### ####"),
    "ru": ("+7 (9##) ###-##-##", "8 9## ### ## ##", "+7495#######", "8(495)###-##-##"),
    "pl": ("5## ### ###", "+48 6## ### ###", "22 8## ## ##"),
    "nl": ("06-########", "+31 6 ########", "020-%######", "0031 6 ########"),
    "se": ("070-### ## ##", "+46 70 ### ## ##", "08-### ### ##"),
    "za": ("082 ### ####", "+27 83 ### ####", "021 4## ####"),
    "tr": ("0532 ### ## ##", "+90 532 ### ## ##", "(0212) 2## ## ##"),
    "ae": ("+971 50 ### ####", "050 ### ####", "04 3## ####"),
    "kr": ("010-####-####", "02-%##-####", "+82 10 #### ####"),
    "ng": ("0803 ### ####", "+234 803 ### ####", "0802#######"),
    "ch": ("044 ### ## ##", "+41 79 ### ## ##", "079 ### ## ##"),
    "international": ("+4479########", "+1212555####", "+4915########", "+3361#######", "+9198########", "+5511########"),
}  # fmt: skip


def _mixed_phones(country: str) -> Make:
    return lambda random: lambda: fill(random, random.choice(_PHONES[country]))


PHONES = tuple(
    Source(name=f"phone {country}{suffix}", family="PHONE_NUMBER", make=make, headers="phone", mess=("spaces", "nulls", "wrong", "fullwidth", "quotes"))
    for country, forms in _PHONES.items()
    for suffix, make in (("", templates(*forms)), (" mixed", _mixed_phones(country)))
)  # fmt: skip


_ORDER = {
    **dict.fromkeys(("da", "no", "et", "is", "sv"), "{st_name} {st_num}"),
    "pt-br": "{st_name}, {st_num}",
    "it": "{st_sfx} {st_name}, {st_num}",
}


def street(locale: str, random: Random) -> str:
    """A street with its number in the order of the country."""
    data = mimesis(locale, "address")
    number = str(random.randint(1, 240))
    if locale == "ja":
        return f"{random.choice(data['city'])}{random.choice(('中央', '本町', '栄', '緑ヶ丘', '旭町'))}{random.randint(1, 5)}-{random.randint(1, 20)}-{random.randint(1, 30)}"
    form: str = _ORDER.get(locale) or data.get("address_fmt") or "{st_num} {st_name} St"
    return form.format(
        st_num=number,
        st_name=random.choice(data["street"]["name"]).strip(),
        st_sfx=random.choice(data["street"].get("suffix") or [""]),
    )


def postcode(random: Random, locale: str) -> str:
    """A code in the form of the country."""
    form: str = mimesis(locale, "address").get("postal_code_fmt") or "#####"
    return fill(random, form)


def _address(locale: str) -> Make:
    def make(random: Random) -> Draw:
        cities: list[str] = mimesis(locale, "address").get("city") or ["Ballarat", "Geelong", "Halifax"]
        style = random.choice(("street", "street", "whole", "whole", "flat"))

        def draw() -> str:
            line = street(locale, random)
            if style == "whole":
                return f"{line}, {postcode(random, locale)} {random.choice(cities)}"
            return f"{line}{random.choice((', 2nd floor', ' Apt 4', ' 3B', ''))}" if style == "flat" else line

        return draw

    return make


def _postal_box(random: Random) -> str:
    return random.choice(("PO Box {}", "P.O. Box {}", "RR {} Box 12", "Postfach {}", "BP {}", "Apartado {}", "C.P. {}")).format(random.randint(10, 9999))  # fmt: skip


ADDRESSES = (
    *(Source(name=f"address {script_of(x)}", family="STREET_ADDRESS", make=_address(x), headers="street", script=script_of(x), mess=_TEXT) for x in LOCALES),
    Source(name="address post box", family="STREET_ADDRESS", make=drawn(lambda r: _postal_box(r) if r.random() < 0.4 else street("en", r)), headers="street", script="english"),
)  # fmt: skip


def _place(name: str, locale: str, values: list[str], headers: str, *, bare: bool = True) -> Source:
    return Source(
        name=name,
        family="LOCATION",
        make=words(values),
        headers=headers,
        script=script_of(locale),
        mess=_TEXT,
        bare=bare,
    )


def _places() -> tuple[Source, ...]:
    sources: list[Source] = []
    for locale in LOCALES:
        data = mimesis(locale, "address")
        script = script_of(locale)
        if data.get("city"):
            sources.append(_place(f"city {script}", locale, data["city"], "city"))
        if len(data.get("state", {}).get("name", [])) > 4:
            sources.append(_place(f"state {script}", locale, data["state"]["name"], "state"))
        if len(data.get("country", {}).get("name", [])) > 4:
            sources.append(_place(f"country {script}", locale, data["country"]["name"], "country"))
    return tuple(sources)


PLACES = (
    *_places(),
    Source(name="state code", family="LOCATION", make=words(mimesis("en", "address")["state"]["abbr"]), headers="state", script="english", bare=False),
    Source(name="country code 2", family="LOCATION", make=words(["DE", "FR", "US", "GB", "ES", "IT", "NL", "PL", "SE", "BR", "IN", "CN", "JP", "CA", "MX", "AT", "CH", "BE"]), headers="country", bare=False, weight=3),
    Source(name="country code 3", family="LOCATION", make=words(["DEU", "FRA", "USA", "GBR", "ESP", "ITA", "NLD", "POL", "SWE", "BRA", "IND", "CHN", "JPN", "CAN", "MEX"]), headers="country", weight=2),
    Source(name="city and state", family="LOCATION", make=drawn(lambda r: f"{r.choice(mimesis('en', 'address')['city'])}, {r.choice(mimesis('en', 'address')['state']['abbr'])}"), headers="city", script="english", weight=3),
    Source(name="city and country", family="LOCATION", make=drawn(lambda r: f"{r.choice(mimesis('de', 'address')['city'])}, Germany" if r.random() < 0.5 else f"{r.choice(mimesis('it', 'address')['city'])} (IT)"), headers="city", script="latin", weight=2),
)  # fmt: skip

POSTCODES = tuple(
    Source(name=f"postcode {name}", family="POSTAL_CODE", make=templates(*forms), headers="postal", bare=bare, dtype="text")
    for name, forms, bare in (
        ("us", ("%####", "0%###", "%####-####"), False), ("us plus four", ("%####-####",), True), ("germany", ("%####",), False), ("france", ("75###", "%####"), False),
        ("uk", ("@%# #!!", "@@# #!!", "SW%@ #!!", "@%#!!".replace("@%#", "M%% #"), "EC%@#!!"), True), ("canada", ("K%!".replace("%", "#") + " #!#", "M#! #!#", "H#!#!#"), True),
        ("netherlands", ("%### !!", "%###!!"), True), ("poland", ("##-###",), True), ("portugal", ("%###-###",), True),
        ("japan", ("###-####", "〒###-####"), True), ("brazil", ("#####-###", "########"), True), ("india", ("%#####", "%## ###"), False),
        ("sweden", ("### ##", "SE-### ##"), True), ("czechia", ("%## ##",), True), ("austria", ("%###",), False), ("russia", ("1#####",), False),
        ("china", ("%#####",), False), ("australia", ("%###",), False), ("ireland", ("D## &!##".replace("&", "V"), "A%# F##%"), True), ("switzerland", ("CH-%###",), True),
    )
)  # fmt: skip


def _birth(form: str) -> Make:
    def make(random: Random) -> Draw:
        return lambda: birth(random).strftime(form)

    return make


def _mixed_births(random: Random) -> Draw:
    forms = random.sample(("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %b %Y", "%Y%m%d"), 3)
    return lambda: birth(random).strftime(random.choice(forms))


BIRTHS = (
    *(
        Source(name=f"birth {form}", family="DATE_OF_BIRTH", make=_birth(form), headers="birth", dtype=dtype)
        for form, dtype in (
            ("%Y-%m-%d", "date"), ("%d.%m.%Y", "text"), ("%m/%d/%Y", "text"), ("%d/%m/%Y", "text"), ("%Y%m%d", "integer"), ("%d-%b-%Y", "text"),
            ("%d %B %Y", "text"), ("%B %d, %Y", "text"), ("%Y-%m-%d 00:00:00", "timestamp"), ("%Y-%m-%dT00:00:00Z", "text"), ("%d.%m.%y", "text"), ("%Y/%m/%d", "text"), ("%Y年%m月%d日", "text"),
        )
    ),
    Source(name="birth year", family="DATE_OF_BIRTH", make=_birth("%Y"), headers=("birth_year", "year_of_birth", "YOB", "geburtsjahr", "annee_naissance", "año_nacimiento"), bare=False, dtype="integer"),
    Source(name="birth mixed", family="DATE_OF_BIRTH", make=_mixed_births, headers="birth", weight=2),
)  # fmt: skip

_COMPANY = own("personal")["company"]


def company(random: Random) -> str:
    """A made-up company, body or a well-known one."""
    roll = random.random()
    if roll < 0.55:
        return f"{random.choice(_COMPANY['stems'])} {random.choice(_COMPANY['middles'])} {random.choice(_COMPANY['endings'])}".replace(
            "  ", " "
        )
    if roll < 0.75:
        return f"{family(random, random.choice(_LATIN))} {random.choice(('& Co.', 'GmbH', 'Ltd', '& Söhne', 'SA', 'S.r.l.', 'Consulting', 'Bros.', 'Inc'))}"
    return random.choice(_COMPANY["known"]) if roll < 0.9 else random.choice(_COMPANY["bodies"])  # fmt: skip


ORGANIZATIONS = (
    Source(name="company", family="ORGANIZATION", make=drawn(company), headers="organization", script="latin", mess=_TEXT, weight=12),
    Source(name="company known", family="ORGANIZATION", make=words(_COMPANY["known"]), headers="organization", script="english", mess=_TEXT, weight=3),
    Source(name="company body", family="ORGANIZATION", make=words(_COMPANY["bodies"]), headers="organization", script="latin", mess=_TEXT, weight=3),
    Source(name="company without form", family="ORGANIZATION", make=drawn(lambda r: f"{r.choice(_COMPANY['stems'])} {r.choice(_COMPANY['middles'][3:])}"), headers="organization", script="english", mess=_TEXT, weight=4),
    Source(name="company non-latin", family="ORGANIZATION", make=words(_COMPANY["nonlatin"]), headers="organization", script="non-latin", mess=("spaces", "nulls", "wrong"), weight=4),
    *(Source(name="university", family="ORGANIZATION", make=words(mimesis(x, "person")["university"]), headers="organization", script=script_of(x), mess=_TEXT) for x in ("en", "de", "fr", "es", "ru", "ja", "zh", "pl", "it", "ko") if len(mimesis(x, "person").get("university", [])) > 9),
    *(Source(name="bank", family="ORGANIZATION", make=words(mimesis(x, "finance")["banks"]), headers=("bank", "bank_name", "issuer", "banque", "банк"), script=script_of(x), mess=_TEXT) for x in ("en", "de", "fr", "ru", "tr", "nl") if len(mimesis(x, "finance").get("banks", [])) > 9),
)  # fmt: skip

SOURCES = (*PEOPLE, *EMAILS, *PHONES, *ADDRESSES, *PLACES, *POSTCODES, *BIRTHS, *ORGANIZATIONS)
