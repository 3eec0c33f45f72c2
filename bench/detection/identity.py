"""Numbers that governments give: national, tax, passport, driving licence, registration of companies."""

from collections.abc import Callable
from itertools import pairwise
from random import Random
from string import ascii_uppercase

from bench.detection.drawing import (
    Draw,
    Make,
    Source,
    birth,
    checked,
    drawn,
    fill,
    luhn,
    numbers,
    templates,
)

_FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def _weighted(body: str, weights: str) -> int:
    return sum(int(c) * int(w) for c, w in zip(body, weights, strict=True))


def german_pension_number(random: Random) -> str:
    """Rentenversicherungsnummer: area, date of birth, letter, serial, check digit (VKVV § 4)."""
    area, born = f"{random.choice((2, 3, 8, 10, 12, 15, 24, 53, 65)):02d}", birth(random).strftime("%d%m%y")
    letter, serial = random.choice("BFHKLMRSW"), f"{random.randrange(100):02d}"
    body = f"{area}{born}{ord(letter) - 64:02d}{serial}"
    total = sum(
        sum(map(int, str(int(c) * w)))
        for c, w in zip(body, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True)
    )
    return f"{area}{born}{letter}{serial}{total % 10}"


def icao(body: str) -> str:
    """The check digit of machine-readable travel documents (ICAO 9303 part 3, 7-3-1)."""
    order = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return str(sum((order.index(c) if c != "<" else 0) * (7, 3, 1)[i % 3] for i, c in enumerate(body)) % 10)


def german_identity_card(random: Random) -> str:
    """Serial number of the Personalausweis with its check digit."""
    letters = "CFGHJKLMNPRTVWXYZ0123456789"
    body = random.choice("LMNPRTVWXY") + "".join(random.choice(letters) for _ in range(8))
    return body + icao(body)


def italian_fiscal_code(random: Random) -> str:
    """Codice fiscale (DM 23/12/1976)."""
    born = birth(random)
    day = born.day + random.choice((0, 40))
    body = fill(random, "!!!!!!") + f"{born:%y}{'ABCDEHLMPRST'[born.month - 1]}{day:02d}"
    return checked(
        random,
        f"{body}{random.choice('ABCDEFGHIL')}{random.randint(101, 950)}~",
        "it.codicefiscale",
        ascii_uppercase,
    )


def hong_kong_id(random: Random) -> str:
    """HKID: a letter, six digits and a check character."""
    letter, body = random.choice("ABCDEGHKMPRVYZ"), fill(random, "######")
    total = 36 * 9 + (ord(letter) - 55) * 8 + _weighted(body, "765432")
    check = -total % 11
    return f"{letter}{body}({'A' if check == 10 else check})"


def taiwan_id(random: Random) -> str:
    """ROC identity card: a letter for the city, sex, seven digits, check digit."""
    letter = random.choice(ascii_uppercase)
    code = 10 + "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(letter)
    body = random.choice("12") + fill(random, "#######")
    total = code // 10 + code % 10 * 9 + _weighted(body, "87654321")
    return f"{letter}{body}{-total % 10}"


def singapore_id(random: Random) -> str:
    """NRIC and FIN."""
    prefix, body = random.choice("STFG"), fill(random, "#######")
    total = _weighted(body, "2765432") + (4 if prefix in "TG" else 0)
    return prefix + body + ("JZIHGFEDCBA" if prefix in "ST" else "XWUTRQPNMLK")[total % 11]


def spanish_social_security(random: Random) -> str:
    """Número de afiliación: province, serial, two check digits (mod 97)."""
    province, serial = random.randint(1, 50), random.randint(10_000_000, 99_999_999)
    return f"{province:02d}{serial}{int(f'{province}{serial}') % 97:02d}"


def uruguayan_id(random: Random) -> str:
    """Cédula de identidad."""
    body = fill(random, "%######")
    check = -_weighted(body, "2987634") % 10
    return f"{body[0]}.{body[1:4]}.{body[4:]}-{check}"


def emirates_id(random: Random) -> str:
    """784, year of birth, seven digits, Luhn."""
    number = luhn("784" + str(random.randint(1950, 2004)) + fill(random, "#######"))
    return f"{number[:3]}-{number[3:7]}-{number[7:14]}-{number[14]}"


def british_insurance_number(random: Random) -> str:
    """National Insurance number: prefix that is in use, six digits, suffix."""
    first, second = random.choice("ABCEGHJKLMNPRSTWXYZ"), random.choice("ABCEGHJKLMNPRSTWXYZ")
    prefix = first + second if first + second not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"} else "AB"
    return prefix + fill(random, "######") + random.choice("ABCD")


def american_social_security(random: Random) -> str:
    """SSN of a number range that may be issued."""
    area = random.choice((*range(1, 666), *range(667, 900)))
    return f"{area:03d}-{random.randint(1, 99):02d}-{random.randint(1, 9999):04d}"


def _german_health_number(random: Random) -> str:
    letter, body = random.choice(ascii_uppercase), fill(random, "########")
    total = 0
    for place, character in enumerate(f"{ord(letter) - 64:02d}{body}"):
        value = int(character) * (1 if place % 2 == 0 else 2)
        total += value - 9 if value > 9 else value
    return f"{letter}{body}{total % 10}"


def _spaced(function: Callable[[Random], str], *cuts: int) -> Make:
    def make(random: Random) -> Draw:
        separator = random.choice((" ", ""))
        places = (0, *cuts, None)

        def draw() -> str:
            number = function(random)
            return separator.join(number[a:b] for a, b in pairwise(places))

        return draw

    return make


def _national(
    name: str, make: Make, *, bare: bool = True, headers: str = "national_id", accept: tuple[str, ...] = ()
) -> Source:
    return Source(
        name=f"national {name}", family="NATIONAL_ID", make=make, headers=headers, bare=bare, accept=accept
    )


NATIONAL = (
    _national("us ssn dashed", drawn(american_social_security), headers="ssn"),
    _national("us ssn digits", drawn(lambda r: american_social_security(r).replace("-", "")), bare=False, headers="ssn"),
    _national("canada sin", numbers("ca.sin", "%#######~", forms=("XXX XXX XXX", "XXXXXXXXX", "XXX-XXX-XXX")), headers="ssn"),
    _national("brazil cpf", numbers("br.cpf", "#########~~", forms=("XXX.XXX.XXX-XX", "XXXXXXXXXXX")), accept=("TAX_ID",)),
    _national("mexico curp", drawn(lambda r: checked(r, f"@{r.choice('AEIOU')}@@<%y%m%d>{r.choice('HM')}{r.choice(('DF', 'JC', 'NL', 'MC', 'PL'))}!!!{r.choice('0A')}~", "mx.curp"))),
    _national("chile rut", numbers("cl.rut", "1#######~", "%#######~", "2#######~", forms=("XX.XXX.XXX-X", "XXXXXXXX-X"), tail="0123456789K"), accept=("TAX_ID",)),
    _national("argentina dni", templates("##.###.###", "%#######"), bare=False),
    _national("colombia cedula", templates("1.0##.###.###", "10########", "%#######"), bare=False),
    _national("ecuador ci", numbers("ec.ci", "0%#######~", "17#######~", forms=("XXXXXXXXXX", "XXXXXXXXX-X"))),
    _national("dominican cedula", numbers("do.cedula", "001#######~", "402#######~", forms=("XXX-XXXXXXX-X", "XXXXXXXXXXX"))),
    _national("uruguay ci", drawn(uruguayan_id)),
    _national("uk nino", _spaced(british_insurance_number, 2, 4, 6, 8)),
    _national("ireland pps", numbers("ie.pps", "%######~", "%######~A", forms=(), tail=ascii_uppercase)),
    _national("france nir", numbers("fr.nir", "1<%y%m>75######~~", "2<%y%m>13######~~", forms=("X XX XX XX XXX XXX XX", "XXXXXXXXXXXXXXX"))),
    _national("germany pension number", _spaced(german_pension_number, 2, 8, 9)),
    _national("germany identity card", drawn(german_identity_card), accept=("PASSPORT",)),
    _national("spain dni", numbers("es.dni", "########~", forms=("XXXXXXXXX", "XXXXXXXX-X", "XX.XXX.XXX-X"), tail=ascii_uppercase)),
    _national("spain nie", numbers("es.nie", "X#######~", "Y#######~", forms=("XXXXXXXXX", "X-XXXXXXX-X"), tail=ascii_uppercase)),
    _national("spain social security", _spaced(spanish_social_security, 2, 10)),
    _national("italy fiscal code", drawn(italian_fiscal_code), accept=("TAX_ID",)),
    _national("portugal cc", numbers("pt.cc", "########~&&~", forms=("XXXXXXXX X XXX",))),
    _national("netherlands bsn", numbers("nl.bsn", "%#######~")),
    _national("belgium rijksregister", numbers("be.nn", "<%y%m%d>###~~", forms=("XX.XX.XX-XXX.XX", "XXXXXXXXXXX"))),
    _national("switzerland ahv", numbers("ch.ssn", "756#########~", forms=("XXX.XXXX.XXXX.XX", "XXXXXXXXXXXXX"))),
    _national("austria vnr", numbers("at.vnr", "%##~<%d%m%y>", forms=("XXXX XXXXXX", "XXXXXXXXXX"))),
    _national("denmark cpr", numbers("dk.cpr", "<%d%m%y>0##~", forms=("XXXXXX-XXXX", "XXXXXXXXXX"))),
    _national("sweden personnummer", numbers("se.personnummer", "<%Y%m%d>-###~", "<%Y%m%d>-###~")),
    _national("sweden short", numbers("se.personnummer", "<%y%m%d>-###~")),
    _national("norway fodselsnummer", numbers("no.fodselsnummer", "<%d%m%y>3##~~", forms=("XXXXXXXXXXX", "XXXXXX XXXXX"))),
    _national("finland hetu", numbers("fi.hetu", "<%d%m%y>-2##~", tail=_FINNISH)),
    _national("iceland kennitala", numbers("is_.kennitala", "<%d%m%y>##~9", forms=("XXXXXX-XXXX", "XXXXXXXXXX"))),
    _national("poland pesel", numbers("pl.pesel", "<%y%m%d>####~")),
    _national("czech rodne cislo", numbers("cz.rc", "<%y%m%d>/###~")),
    _national("romania cnp", numbers("ro.cnp", "1<%y%m%d>12###~", "2<%y%m%d>40###~")),
    _national("bulgaria egn", numbers("bg.egn", "<%y%m%d>###~")),
    _national("croatia oib", numbers("hr.oib", "##########~"), accept=("TAX_ID",)),
    _national("slovenia emso", numbers("si.emso", "<%d%m>97#50###~", "<%d%m>98#50###~")),
    _national("estonia ik", numbers("ee.ik", "3<%y%m%d>###~", "4<%y%m%d>###~")),
    _national("lithuania ak", numbers("lt.asmens", "3<%y%m%d>###~", "4<%y%m%d>###~")),
    _national("greece amka", numbers("gr.amka", "<%d%m%y>####~")),
    _national("india aadhaar", numbers("in_.aadhaar", "%##########~", forms=("XXXX XXXX XXXX", "XXXXXXXXXXXX", "XXXX-XXXX-XXXX"))),
    _national("india voter", numbers("in_.epic", "@@@######~")),
    _national("pakistan cnic", numbers("pk.cnic", "35202-#######-%", "42101-#######-%")),
    _national("china resident", numbers("cn.ric", "110105<%Y%m%d>###~", "310104<%Y%m%d>###~", "440106<%Y%m%d>###~", tail="0123456789X")),
    _national("hong kong id", drawn(hong_kong_id)),
    _national("taiwan id", drawn(taiwan_id)),
    _national("japan my number", numbers("jp.in_", "%##########~", forms=("XXXXXXXXXXXX", "XXXX XXXX XXXX"))),
    _national("korea rrn", numbers("kr.rrn", "<%y%m%d>1#####~", "<%y%m%d>2#####~", forms=("XXXXXX-XXXXXXX",))),
    _national("singapore nric", drawn(singapore_id)),
    _national("malaysia nric", numbers("my.nric", "<%y%m%d>-14-####", "<%y%m%d>-10-####")),
    _national("thailand pin", numbers("th.pin", "%###########~", forms=("X-XXXX-XXXXX-XX-X", "XXXXXXXXXXXXX"))),
    _national("indonesia nik", numbers("id.nik", "3171##<%d%m%y>000%")),
    _national("turkey tckimlik", numbers("tr.tckimlik", "%########~~")),
    _national("israel id", numbers("il.idnr", "0#######~", "2#######~", "3#######~")),
    _national("south africa id", numbers("za.idnr", "<%y%m%d>####08~")),
    _national("emirates id", drawn(emirates_id)),
    _national("saudi id", drawn(lambda r: luhn(r.choice("12") + fill(r, "########")))),
    _national("nigeria nin", templates("%##########"), bare=False),
    _national("egypt", drawn(lambda r: fill(r, "2<%y%m%d>01#####"))),
    _national("sri lanka nic", drawn(lambda r: f"{r.randint(50, 99)}{r.randint(1, 866):03d}{fill(r, '####')}{r.choice('VVX')}")),
    _national("germany kvnr", drawn(_german_health_number), headers="health_plan", accept=("HEALTH_PLAN_ID", "MEDICAL_RECORD")),
)  # fmt: skip


def _french_tax_number(random: Random) -> str:
    body = fill(random, random.choice(("0#########", "1#########")))
    return f"{body}{int(body) % 511:03d}"


def _french_vat(random: Random) -> str:
    siren = checked(random, "%#######~", "fr.siren")
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def _siret(random: Random) -> str:
    return luhn(checked(random, "%#######~", "fr.siren") + fill(random, "000%"))


def _tax(name: str, make: Make, *, bare: bool = True, accept: tuple[str, ...] = ()) -> Source:
    return Source(name=f"tax {name}", family="TAX_ID", make=make, headers="tax_id", bare=bare, accept=accept)


TAX = (
    _tax("us ein", numbers("us.ein", "%#-#######")),
    _tax("us itin", drawn(lambda r: checked(r, "9##-7#-####", "us.itin"))),
    _tax("brazil cnpj", numbers("br.cnpj", "########0001~~", forms=("XX.XXX.XXX/XXXX-XX", "XXXXXXXXXXXXXX")), accept=("COMPANY_ID",)),
    _tax("argentina cuit", numbers("ar.cuit", "20########~", "30########~", "27########~", forms=("XX-XXXXXXXX-X", "XXXXXXXXXXX"))),
    _tax("mexico rfc", drawn(lambda r: checked(r, f"@{r.choice('AEIOU')}@@<%y%m%d>&&~", "mx.rfc", "0123456789A"))),
    _tax("colombia nit", numbers("co.nit", "9########~", "8########~", forms=("XXX.XXX.XXX-X", "XXXXXXXXX-X"))),
    _tax("peru ruc", numbers("pe.ruc", "20########~", "10########~")),
    _tax("venezuela rif", numbers("ve.rif", "J########~", "V########~", forms=("X-XXXXXXXX-X",))),
    _tax("germany idnr", numbers("de.idnr", "%#########~", forms=("XX XXX XXX XXX", "XXXXXXXXXXX"))),
    _tax("germany vat", numbers("eu.vat", "DE%#######~")),
    _tax("germany tax office", templates("##/###/#####", "###/###/#####", "## ### #####")),
    _tax("france nif", drawn(_french_tax_number)),
    _tax("france vat", drawn(_french_vat)),
    _tax("italy iva", numbers("it.iva", "0#####00%%~", "1#####001%~", forms=("XXXXXXXXXXX", "ITXXXXXXXXXXX"))),
    _tax("portugal nif", numbers("pt.nif", "2#######~", "5#######~", "1#######~")),
    _tax("poland nip", numbers("pl.nip", "%########~", forms=("XXX-XXX-XX-XX", "XXXXXXXXXX", "XXX-XX-XX-XXX"))),
    _tax("netherlands btw", numbers("eu.vat", "NL########~B01")),
    _tax("belgium vat", numbers("eu.vat", "BE0#######~~", "BE0#######~~", forms=("XXXXXXXXXXXX", "XX XXXX.XXX.XXX"))),
    _tax("austria uid", numbers("eu.vat", "ATU#######~")),
    _tax("switzerland vat", drawn(lambda r: checked(r, "CHE-###.###.##~ MWST", "ch.vat"))),
    _tax("denmark vat", numbers("eu.vat", "DK%######~")),
    _tax("greece afm", numbers("gr.vat", "0#######~", "1#######~")),
    _tax("spain cif", numbers("es.cif", "B#######~", "A#######~", forms=("XXXXXXXXX", "X-XXXXXXXX")), accept=("COMPANY_ID",)),
    _tax("finland vat", numbers("eu.vat", "FI%######~")),
    _tax("hungary vat", numbers("eu.vat", "HU%######~")),
    _tax("sweden vat", numbers("eu.vat", "SE556######~01")),
    _tax("romania cui", numbers("ro.cui", "RO%######~", "%######~"), accept=("COMPANY_ID",)),
    _tax("uk vat", drawn(lambda r: checked(r, "GB%######~~", "gb.vat"))),
    _tax("uk utr", numbers("gb.utr", "~%########"), bare=False),
    _tax("russia inn person", numbers("ru.inn", "77########~~", "50########~~")),
    _tax("russia inn company", numbers("ru.inn", "77#######~", "78#######~")),
    _tax("ukraine rntrc", numbers("ua.rntrc", "2########~", "3########~"), accept=("NATIONAL_ID",)),
    _tax("turkey vkn", numbers("tr.vkn", "%########~")),
    _tax("india pan", drawn(lambda r: fill(r, f"@@@{r.choice('PPPCHF')}@####@"))),
    _tax("india gstin", numbers("in_.gstin", "27@@@P@####@1Z~", "07@@@C@####@1Z~", tail="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
    _tax("australia tfn", numbers("au.tfn", "%#######~", forms=("XXX XXX XXX", "XXXXXXXXX"))),
    _tax("new zealand ird", numbers("nz.ird", "1#######~", "%######~")),
    _tax("south africa", numbers("za.tin", "1########~", "9########~")),
    _tax("kenya pin", templates("A00#######@", "P05#######@")),
    _tax("indonesia npwp", numbers("id.npwp", "01######~###000", forms=("XX.XXX.XXX.X-XXX.XXX", "XXXXXXXXXXXXXXX"))),
    _tax("vietnam mst", numbers("vn.mst", "01#######~", "03#######~")),
    _tax("korea brn", numbers("kr.brn", "1%#8#####~", "2%#8#####~", forms=("XXX-XX-XXXXX",)), accept=("COMPANY_ID",)),
)  # fmt: skip


def mrz(random: Random) -> str:
    """Second line of a passport's machine-readable zone (ICAO 9303 part 4)."""
    number, born, until = (
        fill(random, "@########")[:9],
        f"{birth(random):%y%m%d}",
        fill(random, "30") + "0115",
    )
    country = random.choice(("UTO", "D<<", "FRA", "USA", "GBR", "IND"))
    parts = number + icao(number), born + icao(born), until + icao(until), "<" * 14 + "0"
    body = f"{parts[0]}{country}{parts[1]}{random.choice('MF')}{parts[2]}{parts[3]}"
    composite = parts[0] + parts[1] + parts[2] + parts[3]
    return body + icao(composite)


def _passport(name: str, make: Make, *, bare: bool = True, accept: tuple[str, ...] = ()) -> Source:
    return Source(
        name=f"passport {name}", family="PASSPORT", make=make, headers="passport", bare=bare, accept=accept
    )


PASSPORTS = (
    _passport("us digits", templates("%########"), bare=False),
    _passport("us letter", templates("A########", "B########"), bare=False),
    _passport("uk", templates("%########"), bare=False),
    _passport("germany", drawn(lambda r: r.choice("CFGHJK") + "".join(r.choice("CFGHJKLMNPRTVWXYZ0123456789") for _ in range(8))), accept=("NATIONAL_ID",)),
    _passport("france", drawn(lambda r: fill(r, "##@@#####"))),
    _passport("india", drawn(lambda r: r.choice("JKLMNPRSTUVZ") + fill(r, "%######"))),
    _passport("canada", templates("@@######"), bare=False),
    _passport("netherlands", drawn(lambda r: r.choice(("NX", "NV", "SP")) + fill(r, "&&&&&&#"))),
    _passport("spain", templates("AA######", "@@@######"), bare=False),
    _passport("italy", templates("Y@#######", "AA#######")),
    _passport("china", templates("E########", "G########", "EA#######", "EB#######")),
    _passport("japan", templates("T@#######", "M@#######")),
    _passport("russia", templates("75 #######", "#### ######"), bare=False, accept=("NATIONAL_ID",)),
    _passport("australia", templates("N#######", "PA#######", "E#######"), bare=False),
    _passport("brazil", templates("F@######", "@@######"), bare=False),
    _passport("poland", templates("E@#######", "A@#######")),
    _passport("turkey", templates("U########", "S########")),
    _passport("mrz", drawn(mrz)),
)  # fmt: skip


def _british_licence(random: Random) -> str:
    """DVLA driver number: surname, coded date of birth, initials, arbitrary and check characters."""
    surname = (
        random.choice(("SMITH", "JONES", "PATEL", "MORGAN", "KHAN", "OBRIEN", "WILSON", "LEE"))[:5]
    ).ljust(5, "9")
    born = birth(random)
    month = born.month + random.choice((0, 50))
    coded = f"{born.year // 10 % 10}{month:02d}{born.day:02d}{born.year % 10}"
    return f"{surname}{coded}{fill(random, '@')}{random.choice('9ABCDEFGHJ')}{random.choice('9')}{fill(random, '@@')}"


def _driver(name: str, make: Make, *, bare: bool = False) -> Source:
    return Source(name=f"driver {name}", family="DRIVER_LICENSE", make=make, headers="driver", bare=bare)


DRIVERS = (
    _driver("uk", drawn(_british_licence), bare=True),
    _driver("california", templates("@#######")),
    _driver("texas", templates("########")),
    _driver("new york", templates("### ### ###", "#########")),
    _driver("florida", templates("@###-###-##-###-#", "@############"), bare=True),
    _driver("illinois", templates("@###-####-####"), bare=True),
    _driver("wisconsin", templates("@###-####-####-##"), bare=True),
    _driver("germany", drawn(lambda r: f"{r.choice('BJNKM')}{fill(r, '###&&&&&##')}")),
    _driver("france", templates("##AA#####", "############")),
    _driver("india", drawn(lambda r: f"{r.choice(('MH', 'DL', 'KA', 'TN', 'GJ'))}{r.randint(1, 60):02d}{r.choice(('-', ' ', ''))}{r.randint(1985, 2022)}{fill(r, '#######')}"), bare=True),
    _driver("italy", templates("@@#######@", "U1########@")),
    _driver("poland", templates("#####/##/####")),
    _driver("ontario", templates("@####-#####-#####"), bare=True),
    _driver("nsw", templates("########", "####@@")),
    _driver("brazil cnh", templates("###########")),
    _driver("spain", numbers("es.dni", "########~", tail=ascii_uppercase)),
    _driver("china", numbers("cn.ric", "110105<%Y%m%d>###~", tail="0123456789X")),
    _driver("japan", templates("############")),
)  # fmt: skip


def _company(name: str, make: Make, *, bare: bool = True, accept: tuple[str, ...] = ()) -> Source:
    return Source(
        name=f"company {name}", family="COMPANY_ID", make=make, headers="company_id", bare=bare, accept=accept
    )


COMPANIES = (
    _company("uk", templates("0#######", "SC######", "OC######"), bare=False),
    _company("france siren", numbers("fr.siren", "%#######~", forms=("XXX XXX XXX", "XXXXXXXXX")), accept=("TAX_ID",)),
    _company("france siret", _spaced(_siret, 3, 6, 9), accept=("TAX_ID",)),
    _company("germany hrb", templates("HRB #####", "HRB ######", "HRA ####")),
    _company("poland regon", numbers("pl.regon", "%#######~")),
    _company("norway orgnr", numbers("no.orgnr", "9#######~", forms=("XXX XXX XXX", "XXXXXXXXX")), accept=("TAX_ID",)),
    _company("sweden orgnr", numbers("se.orgnr", "556######~", forms=("XXXXXX-XXXX",)), accept=("TAX_ID",)),
    _company("finland y-tunnus", numbers("fi.ytunnus", "%######~", forms=("XXXXXXX-X",)), accept=("TAX_ID",)),
    _company("russia ogrn", numbers("ru.ogrn", "10277#######~")),
    _company("china uscc", numbers("cn.uscc", "91110105MA00####~~", tail="0123456789ABCDEFGHJKLMNPQRTUWXY"), accept=("TAX_ID",)),
    _company("japan corporate", numbers("jp.cn", "~010#########")),
    _company("australia abn", numbers("au.abn", "~~%########", forms=("XX XXX XXX XXX", "XXXXXXXXXXX")), accept=("TAX_ID",)),
    _company("australia acn", numbers("au.acn", "0#######~", "1#######~", forms=("XXX XXX XXX",))),
    _company("singapore uen", numbers("sg.uen", "2018#####~", tail=ascii_uppercase)),
    _company("netherlands kvk", templates("%#######"), bare=False),
    _company("czech ico", numbers("cz.dic", "%######~"), accept=("TAX_ID",)),
    _company("belgium", numbers("be.vat", "0#######~~", forms=("XXXX.XXX.XXX",)), accept=("TAX_ID",)),
)  # fmt: skip

SOURCES = (*NATIONAL, *TAX, *PASSPORTS, *DRIVERS, *COMPANIES)
