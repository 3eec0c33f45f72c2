"""Columns of places: street lines and whole addresses of many countries, towns, regions, countries."""

from collections.abc import Callable

from training import sources as S
from training.context import Context

Draw = Callable[[], str]
# Per language: street names, how the number stands, and lines with postcode and town.
_STREETS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "en": (("{Surname} [Street|Road|Avenue|Lane|Drive|Court|St|Rd|Ave|Ln|Dr|Ct|Blvd|Way|Place|Pl|Terrace|Cres|Close|Hwy|Pkwy|St.|Ave.|Circle|Square|Gardens|Grove|Parade|Crescent|Trail|Loop|Walk|Mews|Rise]", "[North|South|East|West|N|S|E|W|N.|NW|SE] {W:en} [St|Ave|Rd|Street|Blvd|Lane|Dr]", "{n:1-150}[st|nd|rd|th] [Street|St|Ave|Avenue]", "{W:en} [Street|Road|Avenue|Lane|Drive|Hill|Park|View|St|Rd]", "[Main|High|Church|Park|Oak|Maple|Mill|Station|Victoria|King|Queen|Washington|Elm|Pine] [Street|St|Road|Ave|Rd]", "[Broadway|Highway {n:1-99}|County Road {n:1-900}|Route {n:1-99}|State Highway {n:1-99}|Park Ave|The Strand]", "{Noun} [Ridge|Creek|Valley|Meadow|Hills] [Rd|Dr|Ln|Way|Trail]"),
        ("{n:1-9999} {street}", "{n:1-400} {street}", "{n:1-300}{AZ:1} {street}", "{n:1-99}-{n:1-99} {street}", "{n:1-9999} {street}[ Apt {n:1-99}|, Suite {n:1-900}| #{n:1-99}|, Unit {AZ:1}| Ste {d:3}|, Apt. {n:1-40}{AZ:1}|, Floor {n:1-30}]", "Unit {n:1-40}/{n:1-300} {street}", "Flat {n:1-40}, {n:1-200} {street}", "{n:1-40}/{n:1-300} {street}", "[PO Box|P.O. Box|P O Box|Post Office Box|GPO Box] {n:1-99999}", "{street}", "{Noun} [House|Cottage|Farm|Court], {street}", "[c/o |]{Name}, {n:1-900} {street}", "# {n:1-99}, {street}", "Plot {n:1-99}, {street}", "RR {n:1-9} Box {n:1-300}", "{n:100-9999} block of {street}", "{n:0-30}XX {street}", "H.No. {n:1-99}-{n:1-99}, {W:en} [Nagar|Colony|Layout|Enclave], [near|opp.] {W:en} [Temple|School|Market]", "[Block|Lot] {n:1-40} [Lot|Blk] {n:1-40}, {street}, Brgy. {City}"),
        ("{line}, {City}, {AZ:2} {d:5}", "{line} {City} {AZ:2} {d:5}", "{line}, {City}, {State} {d:5}, USA", "{line}, {City} {AZ:2}{d:1} {d:1}{AZ:2}", "{line}, {City}, {AZ:1}{d:1}{AZ:1} {d:1}{AZ:1}{d:1}", "{line}, {City} [NSW|VIC|QLD|WA|SA] {d:4}", "{line}, {City}", "{line}, {City}, {Country}", "{line}, {City} - {d:6}", "{line}, {City}, {AZ:2}")),
    "de": (("{W:de}[straße|str.|strasse|weg|gasse|platz|allee|ring|damm|ufer|hof|berg|steig]", "{Surname}[straße|str.|weg|-Straße|-Str.|platz|gasse]", "[Am|An der|Im|Zum|Auf dem|Unter den|In der] {W:de}", "[Obere|Untere|Neue|Alte|Lange|Kleine] [Str.|Straße|Gasse|Weg]", "{City}er [Straße|Str.|Weg|Landstr.|Allee]", "{Given}-{Surname}-[Straße|Str.|Platz|Weg]"), ("{street} {n:1-199}", "{street} {n:1-199}{az:1}", "{street} {n:1-99}-{n:1-99}", "{street} {n:1-99}/{n:1-30}[/{n:1-40}|]", "{street}", "Postfach {n:100-9999}"), ("{line}, {d:5} {City}", "{line} {d:5} {City}", "{line}, D-{d:5} {City}", "{line}, {d:4} {City}", "{d:5} {City}, {line}")),
    "fr": (("[rue|Rue|avenue|Avenue|boulevard|Bd|place|Place|chemin|impasse|allée|Quai|Route|Cours|RUE|AV|Av.] [de |du |des |de la |de l'|]{W:fr}", "[rue|Rue|avenue|place|boulevard] {Given} {Surname}", "[rue|Rue|av.|Bd] [du Général|du Maréchal|du Docteur|Saint-|Jean|de] {Surname}"), ("{n:1-299} {street}", "{n:1-299}, {street}", "{n:1-99} [bis|ter|B] {street}", "{street} {n:1-200}", "{street}", "[BP|Boîte postale] {n:1-9999}", "Lieu-dit {W:fr}"), ("{line}, {d:5} {City}", "{line} {d:5} {City}", "{line} - {d:5} {City}", "{line}, {d:4} {City}", "{line}, {City} (Québec) {AZ:1}{d:1}{AZ:1} {d:1}{AZ:1}{d:1}")),
    "es": (("[Calle|C/|Avenida|Av.|Avda.|Plaza|Paseo|Carrer|Carretera|Ronda|Camino|Calzada|CALLE|Blvd.] [de |de la |del |]{W:es}", "[Calle|C/|Av.|Avenida|Plaza|Jirón|Jr.] {Given} {Surname}", "[Calle|Carrera|Cra.|Cl.|Cr|KR|CL|Diagonal|Transversal] {n:1-150}[{AZ:1}|] #{n:1-99}-{n:1-99}", "[Av.|Calle] {n:1-31} de {month}"), ("{street} {n:1-999}", "{street}, {n:1-299}", "{street} [nº|No.|n°|#|N] {n:1-999}", "{street}, {n:1-99}, {n:1-9}º [{AZ:1}|izq.|dcha.]", "{street}", "{street} s/n", "{street} {n:1-999}, [Col.|Colonia|Fracc.|Barrio|Urb.] {W:es}", "Apartado {n:1-9999}", "{n:1-99} {street}"), ("{line}, {d:5} {City}", "{line} {City}", "{line}, {City}, {d:5}", "{line}, {City}", "{line}, {AZ:1}{d:4}{AZ:3} {City}", "{line}, C.P. {d:5}, {City}")),
    "pt": (("[Rua|R.|Avenida|Av.|Travessa|Praça|Alameda|Estrada|Rodovia|Largo|Tv.|RUA] [de |da |do |dos |]{W:pt}", "[Rua|Av.|Avenida|Travessa] {Given} {Surname}"), ("{street}, {n:1-3999}", "{street}, {n:1-999} - {W:pt}", "{street}, [nº|n.] {n:1-99}", "{street} {n:1-999}", "{street}", "{street}, {n:1-99}, {n:1-9}º [Esq.|Dto|]", "{street}, {n:1-999}, apto {n:1-99}"), ("{line}, {City} - {AZ:2}", "{line}, {d:5}-{d:3}, {City}", "{line}, {d:4}-{d:3} {City}", "{line} - {City}/{AZ:2} - CEP {d:5}-{d:3}")),
    "it": (("[Via|via|Viale|Piazza|Corso|Largo|Vicolo|Strada|Piazzale|Contrada|VIA|V.le|P.zza] [del |della |dei |]{W:it}", "[Via|Viale|Piazza|Corso|VIA] {Given} {Surname}", "[Via|Piazza] {n:1-30} {month}"), ("{street}, {n:1-299}", "{street} {n:1-299}", "{street}, {n:1-99}/{AZ:1}", "{street} n. {n:1-99}", "{street}", "{street} snc"), ("{line}, {d:5} {City}", "{line} - {d:5} {City} ({AZ:2})", "{line}, {City} ({AZ:2})")),
    "nl": (("{W:nl}[straat|weg|laan|plein|gracht|kade|dijk|singel|hof|dreef|steeg|pad]", "{Surname}[straat|laan|weg|plein|straat]", "[Oude|Nieuwe|Grote|Korte|Lange] {W:nl}[straat|weg|gracht]", "[Burgemeester|Prins|Van|Sint] {Surname}[straat|laan]"), ("{street} {n:1-299}", "{street} {n:1-299}[-{n:1-40}|{az:1}| {az:1}| bus {n:1-20}| {AZ:1}]", "{street}", "Postbus {n:1-9999}"), ("{line}, {d:4} {AZ:2} {City}", "{line}, {d:4}{AZ:2} {City}", "{line}, {d:4} {City}")),
    "pl": (("[ul.|ulica|Ul.|al.|Aleja|pl.|Plac|os.|UL.] {W:pl}", "[ul.|ul|al.] {Given} {Surname}", "{Surname}[a|iego|skiego|ej]", "[ul.|] {W:pl}[a|owa|na|ska]"), ("{street} {n:1-199}", "{street} {n:1-99}/{n:1-99}", "{street} {n:1-99}{AZ:1}", "{street} {n:1-99} m. {n:1-40}", "{street}", "skr. poczt. {n:1-99}"), ("{line}, {d:2}-{d:3} {City}", "{d:2}-{d:3} {City}, {line}", "{line} {d:2}-{d:3} {City}")),
    "sv": (("{W:sv}[gatan|vägen|gata|gränd|stigen|torget|backen|allén]", "{Surname}[gatan|vägen|veien|gata|vej|gade]", "[Norra|Södra|Östra|Store|Lille|Vestre|Nordre] {W:da}[gatan|gade|vei|gate]", "{W:da}[vej|gade|vænget|allé|stræde|parken]", "{W:nb}[veien|gata|vegen|gate|bakken|plass]"), ("{street} {n:1-199}", "{street} {n:1-99}[{AZ:1}| {AZ:1}|, {n:1-9}. [tv|th|mf]|]", "{street}", "[Box|Postboks|Postboks] {n:1-9999}"), ("{line}, {d:3} {d:2} {City}", "{line}, {d:4} {City}")),
    "fi": (("{W:fi}[katu|tie|kuja|polku|tori|ranta|nkatu|ntie]", "{Surname}[katu|nkatu|ntie]"), ("{street} {n:1-99}", "{street} {n:1-99} {AZ:1} {n:1-60}", "{street}", "PL {n:1-999}"), ("{line}, {d:5} {City}",)),
    "cs": (("{W:cs}[ova|ská|ní|á]", "[ul.|ulice|náměstí|nám.|tř.|ul|trg] {W:cs}", "{Surname}ova", "[Na|U|Pod|K|Nad|V] {W:cs}", "[Ulica|ul.|Trg] {Surname}a"), ("{street} {n:1-999}", "{street} {n:1-2999}/{n:1-99}", "{street} {n:1-99}[a|b|]", "{street}", "č.p. {n:1-900}"), ("{line}, {d:3} {d:2} {City}", "{line}, {d:5} {City}", "{line}, {d:3} {d:2} {City} {n:1-10}")),
    "hu": (("{W:hu} [utca|u.|út|tér|körút|köz|sor]", "{Surname} {Given} [utca|út|tér|u.]"), ("{street} {n:1-199}.", "{street} {n:1-99}/{AZ:1}.", "{street} {n:1-99}. {n:1-9}. em. {n:1-40}.", "{street}"), ("{d:4} {City}, {line}", "{line}, {d:4} {City}")),
    "ro": (("[Str.|Strada|Bd.|Bulevardul|Calea|Șos.|Aleea] {W:ro}", "[Str.|Strada|Bd.] {Given} {Surname}"), ("{street} nr. {n:1-199}", "{street}, nr. {n:1-99}, bl. {AZ:1}{n:1-40}, [sc. {AZ:1}, |]ap. {n:1-90}", "{street} {n:1-99}", "{street}"), ("{line}, {City}", "{line}, {d:6} {City}")),
    "tr": (("{W:tr} [Mah.|Mahallesi|Mh.] {W:tr} [Sok.|Cad.|Sokak|Caddesi|Sk.|Cd.]", "{W:tr} [Caddesi|Sokak|Bulvarı|Cad.|Sok.]", "{n:100-9999}. [Sokak|Sk.]"), ("{street} No:{n:1-199}", "{street} No: {n:1-99}/{n:1-20}", "{street} {n:1-99}", "{street}"), ("{line} {d:5} {City}", "{line}, {City}", "{line} {City}/{W:tr}")),
    "ru": (("[ул.|улица|пр.|проспект|пер.|переулок|бульвар|наб.|шоссе|пл.|пр-т|вул.|вулиця|бул.] {W:ru}", "[ул.|улица|вул.|бул.] {W:uk}[а|ая|ская|ская|ого]", "{W:ru}[ая|ский|ская] [улица|ул.|пр.]", "[ul.|ulitsa|pr.|per.|vul.] {City}[skaya|ova]"), ("{street}, д. {n:1-199}", "{street}, {n:1-199}", "{street} {n:1-99}", "{street}, д. {n:1-99}, кв. {n:1-199}", "{street}, д.{n:1-99}, корп. {n:1-9}, кв.{n:1-99}", "{street}, {n:1-99}-{n:1-99}", "{street}, буд. {n:1-99}", "№ {n:1-99}, {street}", "{street}"), ("г. {W:ru}, {line}", "{d:6}, г. {W:ru}, {line}", "{line}, г. {W:ru}, {d:6}", "м. {W:uk}, {line}")),
    "el": (("[Οδός |Λεωφ. |]{W:el}", "{W:el}ς"), ("{street} {n:1-199}", "{street} {n:1-99}{AZ:1}"), ("{line}, {d:3} {d:2} {W:el}", "{line}, {W:el} {d:5}")),
    "ja": (("{w:ja}[町|区|市]{w:ja}", "{w:ja}[区|市]{w:ja}[町|台|丘]"), ("{street}{n:1-9}丁目{n:1-30}番{n:1-30}号", "{street}{n:1-9}-{n:1-30}-{n:1-30}", "{street}{n:1-30}番地", "{n:1-9}-{n:1-30}-{n:1-30} {City}-[cho|ku|machi]", "{street}{n:1-9}-{n:1-9} {w:ja}[ビル|マンション]{d:3}"), ("[東京都|大阪府|北海道|愛知県|神奈川県|福岡県|京都府|兵庫県]{line}", "〒{d:3}-{d:4} [東京都|大阪府|埼玉県]{line}", "{d:3}-{d:4} {line}")),
    "zh": (("{w:zh}[路|街|大道|大街|巷]", "{w:zh}{w:zh}[路|街|道]"), ("{street}{n:1-999}号", "{street}{n:1-99}号{n:1-30}栋{n:1-30}室", "{street}{n:1-99}弄{n:1-99}号", "{street}{n:1-9}段{n:1-99}號{n:1-9}樓", "{AZ:1}座{n:1-20}樓 {street}", "No. {n:1-200}, {City} [Road|Rd.|St.]"), ("[北京市|上海市|广东省广州市|浙江省杭州市|四川省成都市|江苏省南京市|台北市|高雄市]{w:zh}[区|區|县]{line}", "{w:zh}省{w:zh}市{w:zh}区{line}", "{line} {d:6}")),
    "ko": (("{w:ko}[로|길|대로]", "{w:ko}[구|시|군] {w:ko}[로|길|동]"), ("{street} {n:1-300}", "{street} {n:1-99}-{n:1-30}", "{street} {n:1-99}, {n:1-20}동 {n:100-2000}호", "{n:1-99}, {City}-[ro|gil]"), ("[서울특별시|부산광역시|경기도 수원시|대구광역시|인천광역시] {line}", "[서울|부산|경기] {w:ko}구 {line}", "{line} ({d:5})")),
    "ar": (("شارع {w:ar}", "[شارع|طريق|حي|ميدان] {w:ar} {w:ar}", "خیابان {w:fa}", "رحוב {w:he}", "רחוב {w:he}"), ("{n:1-99} {street}", "{street} {n:1-99}", "{street}، {n:1-99}", "{street}", "صندوق بريد {d:4}", "{street} پلاک {n:1-99}"), ("{line}، {w:ar}", "{line}, {w:ar} {d:5}")),
    "id": (("[Jl.|Jalan|Gang|Jln.|JL.] {W:id}", "[Jl.|Jalan] {Given} {Surname}", "Đường {W:vi}", "[Jalan|Lorong|Jln] {W:ms}[ {n:1-30}/{n:1-9}|]", "[ถนน|ซอย]{w:fil}"), ("{street} No. {n:1-199}", "{street} No.{n:1-99} RT {n:1-9}/RW {n:1-9}", "{n:1-99} {street}", "{n:1-99}, {street}", "{street} {n:1-99}", "số {n:1-199} {street}"), ("{line}, {City} {d:5}", "{line}, {d:5} {City}", "{line}, Quận {n:1-12}, {City}")),
    "hi": (("{w:hi} [मार्ग|नगर|रोड|कॉलोनी]", "{w:bn} [রোড|সড়ক]", "{w:ta} [தெரு|சாலை]"), ("{n:1-99}, {street}", "मकान नं. {n:1-99}, {street}", "{street}", "{n:1-99}/{n:1-99}, {street}"), ("{line}, {w:hi} - {d:6}", "{line}, {w:hi}")),
}  # fmt: skip
_FAKER = (
    "en_US",
    "en_GB",
    "en_CA",
    "en_AU",
    "en_IN",
    "en_NZ",
    "en_IE",
    "en_PH",
    "de_DE",
    "de_AT",
    "de_CH",
    "fr_FR",
    "fr_CH",
    "fr_CA",
    "es_ES",
    "es_MX",
    "es_CL",
    "es_CO",
    "es_AR",
    "it_IT",
    "pt_BR",
    "pt_PT",
    "nl_NL",
    "nl_BE",
    "pl_PL",
    "sv_SE",
    "no_NO",
    "da_DK",
    "fi_FI",
    "cs_CZ",
    "sk_SK",
    "hu_HU",
    "ro_RO",
    "tr_TR",
    "el_GR",
    "ru_RU",
    "uk_UA",
    "hr_HR",
    "sl_SI",
    "ja_JP",
    "zh_CN",
    "zh_TW",
    "ko_KR",
    "id_ID",
    "hi_IN",
    "ta_IN",
    "th_TH",
    "vi_VN",
    "he_IL",
    "fa_IR",
    "az_AZ",
    "ka_GE",
    "hy_AM",
)
_WEIGHTS = {"en": 9, "de": 3, "fr": 3, "es": 3, "pt": 2, "it": 2, "nl": 1.5, "pl": 1.2, "sv": 1.5, "ru": 1.5}


def _language(c: Context) -> str:
    if c.language in _STREETS and c.random.random() < 0.5:
        return c.language
    return c.random.choices(list(_STREETS), [_WEIGHTS.get(l, 1) for l in _STREETS])[0]


def _line(c: Context, language: str) -> Draw:
    streets, lines, _ = _STREETS[language]
    chosen = [
        lines[0] if c.random.random() < 0.4 else c.random.choice(lines)
        for _ in range(c.random.choice((1, 1, 2, 4)))
    ]
    if c.random.random() < 0.5:
        chosen = [line for line in chosen if line != "{street}"] or [lines[0]]
    return lambda: c.fill(c.random.choice(chosen).replace("{street}", c.random.choice(streets)))


def street_line(c: Context) -> Draw:
    """A street with a house number, a post-office box, sometimes the street alone."""
    if c.random.random() < 0.25:
        maker = S.pyfaker(c.random.choice(_FAKER))
        maker.seed_instance(c.random.randrange(1 << 30))
        return lambda: maker.street_address().replace("\n", ", ")
    return _line(c, _language(c))


def whole_address(c: Context) -> Draw:
    """Street, postcode, town and sometimes country in one cell."""
    if c.random.random() < 0.25:
        maker = S.pyfaker(c.random.choice(_FAKER))
        maker.seed_instance(c.random.randrange(1 << 30))
        joint = c.random.choice((", ", " ", "\n", ", "))
        return lambda: maker.address().replace("\n", joint)
    language = _language(c)
    line, forms = _line(c, language), c.random.choices(_STREETS[language][2], k=c.random.choice((1, 2)))
    return lambda: c.fill(c.random.choice(forms).replace("{line}", line()))


def town(c: Context) -> Draw:
    """Towns, in Latin letters and others, some with their region or country."""
    r = c.random
    if r.random() < 0.28:
        native = (S.native_towns() if c.at_home else S.native_places())[c.script]
        few = r.sample(native[c.part] or native["all"], k=12)
        # Often a table knows a dozen towns, or one.
        return (lambda: r.choice(few)) if r.random() < 0.2 else (lambda: c.pick(native))
    form = r.choices(
        (
            "{City}",
            "{City}, {AZ:2}",
            "{City}, {Country}",
            "{City}, {State}",
            "{City} ({AZ:2})",
            "{City} ({Country})",
            "{AZ:2} - {City}",
            "{d:5} {City}",
            "{City}, {country}",
            "{City} {AZ:2}",
            "{City}/{City}",
            "{City} {n:1-20}",
        ),
        (20, 1.5, 1, 0.7, 0.5, 0.3, 0.2, 0.4, 0.4, 0.2, 0.3, 0.3),
    )[0]
    return lambda: c.fill(form)


def region(c: Context) -> Draw:
    """States and provinces."""
    regions = S.regions()
    words = S.split(regions[c.random.choice(list(regions))])
    form = c.random.choice(("{}",) * 8 + ("{} County", "Province of {}", "{} [Region|Oblast|Province]"))
    return lambda: c.fill(form.replace("{}", c.pick(words)))


def country(c: Context) -> Draw:
    """Countries by name."""
    tables = S.territories()
    words = tables[c.language] if c.language in tables and c.random.random() < 0.6 else tables["en"]
    return lambda: c.random.choice(words)
