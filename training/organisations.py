"""Columns of names of companies, authorities, banks, clubs and associations."""

from collections.abc import Callable

from training import sources as S
from training.context import Context

Draw = Callable[[], str]
_FORMS = ("Ltd", "Ltd.", "Inc", "Inc.", "LLC", "GmbH", "AG", "S.A.", "SA", "SARL", "S.r.l.", "SpA", "B.V.", "BV", "NV", "AB", "A/S", "ApS", "AS", "Oy", "Oyj", "S.L.", "S.A. de C.V.", "Ltda", "Ltda.", "S/A", "Sp. z o.o.", "s.r.o.", "a.s.", "Kft.", "Zrt.", "d.o.o.", "OOO", "SRL", "PLC", "plc", "Corp", "Corp.", "Corporation", "Company", "Co.", "Co., Ltd.", "Pty Ltd", "Pvt. Ltd.", "Private Limited", "LP", "LLP", "GmbH & Co. KG", "KG", "OHG", "e.V.", "eG", "SE", "SAS", "EURL", "Limited", "Bhd", "Sdn Bhd", "PT", "Tbk", "A.Ş.", "Ltd. Şti.", "SCA", "N.A.", "P.C.", "L.P.", "Incorporated", "EOOD", "AD", "UAB", "SIA", "OÜ")
_WORDS = ("Group", "Holdings", "Partners", "Solutions", "Systems", "Consulting", "Industries", "International", "Services", "Technologies", "Logistics", "Bank", "Insurance", "Capital", "Trading", "Media", "Energy", "Foods", "Pharma", "Motors", "Construction", "Engineering", "Labs", "Software", "Airlines", "Stores", "Market", "Bakery", "Electronics", "Enterprises", "Associates", "Foundation", "Records", "Pictures", "Entertainment", "Press", "Publishing", "Properties", "Realty", "Investments", "Networks", "Designs", "Studios", "Digital", "Global", "Health", "Bau", "Elektro", "Handel", "Transport", "Immobilien", "Verlag", "Werke", "Autohaus", "Apotheke")
_TEMPLATES = (
    "{Surname} {form}", "{Surname} {word}", "{Surname} {word} {form}", "{Surname} & {Surname}", "{Surname} & Sons {form}", "{W} {form}",
    "{W} {word}", "{W} {word} {form}", "{W}{w} {form}", "{City} {word} {form}", "{City} {word}", "{Surname}, {Surname} and {Surname}",
    "{Surname}-{Surname}", "{Surname} Inc", "{Surname} Group", "{Surname} LLC", "{AZ:2-4} {form}", "{AZ:3} {word}", "{W} & {W} {form}",
    "{Given} {Surname} {form}", "{form} {W}", "{form} «{W:ru}»", "ООО \"{W:ru}\"", "АО «{W:ru} {w:ru}»", "ТОВ \"{W:uk}\"", "株式会社{w:ja}", "{w:ja}株式会社",
    "{w:zh}{w:zh}有限公司", "{w:zh}{w:zh}{w:zh}科技有限公司", "(주){w:ko}", "{w:ko} 주식회사", "شركة {w:ar} {w:ar}", "{W:el} Α.Ε.", "{w:zh}[银行|集团|大学|医院]",
    "{W:en} {W:en} {word}", "{W} [AG|Inc|GmbH|SA]", "{City} [Bank|Savings Bank|Credit Union|Insurance|Hospital|Chamber of Commerce|Electric]",
    "[Banco|Caixa|Banque|Banca|Sparkasse|Volksbank|Bank of] {City}", "[Ministry|Department|Office|Bureau|Ministère|Ministerio|Ministerium|Ministero] [of|for|de|für|di] {W}",
    "[National|International|American|European|Royal] [Institute|Association|Society|Federation|Agency|Council] [of|for] {W:en}",
    "[Grupo|Comercial|Constructora|Industrias|Transportes|Inmobiliaria|Distribuidora|Ferretería|Clínica] {W:es}", "[Société|Établissements|Boulangerie|Garage|Cabinet] {Surname}",
    "{Surname}'s {W:en} {word}", "The {Noun} [Company|Group|Agency|Foundation|Firm]", "{WN:organization}", "{js:company.name_pattern}", "{W:en} [Airlines|Airways|Air]",
    "[Friends|Association|Society|Union] of {W:en} {W:en}", "{W} [Technologies|Tech|Labs|Studio|Media|Software]", "{Adj} {Noun} [Co|Co.|Ltd|LLC|Inc.]", "{Surname} [Plumbing|Dental|Law Firm|Farms|Construction|Landscaping|Motors|Roofing|Auto Repair|Medical Center|Clinic]",
    "[City|County|Town|Stadt|Gemeinde|Ville|Comune|Ayuntamiento] [of |de |di |]{City}",
    "[Microsoft|Google|Amazon|Apple|Siemens|Toyota|Volkswagen|Samsung|IBM|Oracle|Nestlé|Shell|BP|Sony|Intel|Boeing|HSBC|Deutsche Bank|Walmart|Pfizer|Bayer|Novartis|Ford|Nike|Adidas|Tesla|Netflix|Vodafone|AT&T|Verizon|Accenture|Deloitte|PwC|KPMG|McKinsey|SAP|BMW|Bosch|Philips|Unilever|L'Oréal|LVMH|Airbus|Ryanair|Lufthansa|UPS|FedEx|DHL|Target|Costco|Tesco|Carrefour|Lidl|Aldi|IKEA|H&M|Zara|Gazprom|Lukoil|Petrobras|Tata|Infosys|Reliance|Alibaba|Tencent|Huawei|Lenovo|NASA|UNESCO|WHO|NATO|FBI|BBC|CNN|Universal Pictures|Paramount|Warner Bros.|Penguin|Random House|Springer|Elsevier]",
)  # fmt: skip
_FAKER = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "es_MX", "it_IT", "pt_BR", "nl_NL", "pl_PL", "sv_SE", "ru_RU", "ja_JP", "zh_CN", "ko_KR", "tr_TR", "cs_CZ", "fi_FI", "no_NO", "da_DK", "hu_HU", "bg_BG", "hr_HR", "fa_IR", "el_GR", "id_ID", "ro_RO", "vi_VN", "zh_TW", "uk_UA", "fil_PH")


def organisation(c: Context) -> Draw:
    """Names of organisations, most with a telling word, some without."""
    r = c.random
    if r.random() < 0.2:
        maker = S.pyfaker(r.choice(_FAKER))
        maker.seed_instance(r.randrange(1 << 30))
        return maker.company
    chosen = r.sample([t for t in _TEMPLATES if "name_pattern" not in t], k=r.choice((1, 3, 6, 12, 20)))
    forms = r.choices(_FORMS, k=r.choice((1, 4, 10)))
    return lambda: c.fill(r.choice(chosen).replace("{form}", r.choice(forms)).replace("{word}", r.choice(_WORDS)))
