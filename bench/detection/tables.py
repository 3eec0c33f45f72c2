"""Whole tables: columns that belong together, so that neighbours can speak."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from bench.detection import contact, holdings, identity, ordinary
from bench.detection.columns import LabelledColumn
from bench.detection.drawing import Make, Source, drawn, one_of, words
from bench.detection.lists import mimesis, own, script_of
from bench.detection.mess import MESS

_STYLES = {"telling": 40, "foreign": 15, "cryptic": 13, "none": 22, "wrong": 10}
_ROWS = (5, 20, 200, 1000)
_TABLES = 80
# Where the people and places of a table come from, with the names of sources that fit them.
_HOMES = {
    "de": ("phone de", "postcode germany", "national germany pension number"),
    "en": ("phone us", "postcode us", "national us ssn dashed"),
    "en-gb": ("phone gb", "postcode uk", "national uk nino"),
    "fr": ("phone fr", "postcode france", "national france nir"),
    "es": ("phone es", "postcode france", "national spain dni"),
    "it": ("phone it", "postcode germany", "national italy fiscal code"),
    "pl": ("phone pl", "postcode poland", "national poland pesel"),
    "nl": ("phone nl", "postcode netherlands", "national netherlands bsn"),
    "pt-br": ("phone br", "postcode brazil", "national brazil cpf"),
    "tr": ("phone tr", "postcode germany", "national turkey tckimlik"),
    "sv": ("phone se", "postcode sweden", "national sweden personnummer"),
    "ru": ("phone ru", "postcode russia", "tax russia inn person"),
    "zh": ("phone cn", "postcode china", "national china resident"),
    "ja": ("phone jp", "postcode japan", "national japan my number"),
}
_LAYOUTS: Mapping[str, tuple[str, ...]] = {
    "customers": ("row numbers", "first", "last", "email", "phone", "street", "postcode", "city", "country", "birth", "dates of records"),
    "patients": ("medical record", "full", "birth", "gender", "blood", "icd", "medication", "dates of records", "room types"),
    "employees": ("employee id", "full", "email", "occupation", "departments", "salary", "iban", "national", "dates of records"),
    "orders": ("9-digit ids", "dates of records", "skus", "small counts", "prices", "currencies", "statuses", "tracking codes"),
    "payments": ("uuids", "full", "card digits", "card expiry slash", "card code", "prices", "currencies", "moments"),
    "access_log": ("moments", "ipv4", "agent", "file paths", "three digits", "large counts", "secret jwt", "log lines"),
    "suppliers": ("company", "tax", "street", "city", "postcode", "phone", "url", "job families", "ratings"),
    "fleet": ("plate", "vin", "aircraft", "years", "amounts like salaries", "full", "colours", "batch numbers"),
    "matches": ("dates of records", "teams", "scores", "venues", "large counts", "weather", "academic years"),
    "products": ("ean-13", "products", "brands", "colours", "prices", "small counts", "quantities with units", "categories"),
    "library": ("isbn", "books", "full", "years", "genres", "ratings", "language of software"),
    "sites": ("geo latitude", "geo longitude", "venues", "city", "country", "opening hours", "large counts"),
    "devices": ("imei", "mac :", "ipv4", "aircraft", "version numbers", "unix seconds", "browsers"),
    "students": ("student id", "last", "first", "birth", "nationality", "courses", "grades", "academic years"),
    "survey": ("row numbers", "age", "gender", "marital", "ethnicity", "religion", "political", "salary", "degrees"),
    "accounts": ("full", "iban", "swift", "prices", "currencies", "dates of records", "username", "password bcrypt"),
    "releases": ("songs", "genres", "times", "release dates", "large counts", "ratings"),
    "measurements": ("unix milliseconds", "floats", "sensor readings", "percentages", "zero and one", "batch numbers"),
    "menu": ("dishes", "prices", "ratings", "booleans", "comments", "quantities with units"),
    "shipments": ("tracking codes", "dates of records", "transport", "company", "city", "quantities with units", "statuses"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    source: Source
    headers: Mapping[str, tuple[str, ...]]


def whole_tables(seed: int = 1, scale: float = 1.0) -> Iterator[LabelledColumn]:
    """Tables one after another, their columns in order; each has one country, one kind of header, one number of rows."""
    known = _known()
    for number in range(max(1, round(_TABLES * scale))):
        yield from _table(Random(f"table/{seed}/{number}"), number, known)


def _known() -> dict[str, Source]:
    found: dict[str, Source] = {}
    for source in (*identity.SOURCES, *contact.SOURCES, *holdings.SOURCES, *ordinary.SOURCES):
        found.setdefault(source.name, source)
    return found


def _table(random: Random, number: int, known: Mapping[str, Source]) -> Iterator[LabelledColumn]:
    layout = tuple(_LAYOUTS)[number % len(_LAYOUTS)]
    home = random.choice(tuple(_HOMES))
    style = random.choices(tuple(_STYLES), tuple(_STYLES.values()))[0]
    sources = [_of_home(random, part, home, known) for part in _LAYOUTS[layout]]
    headers = [_header(random, source, style, place) for place, source in enumerate(sources)]
    if style == "wrong":
        headers = [*headers[1:], headers[0]]
    rows = random.choice(_ROWS)
    for place, (source, header) in enumerate(zip(sources, headers, strict=True)):
        draw = source.make(random)
        values = [draw() for _ in range(rows)]
        if style in {"none", "wrong"} and not source.bare and not source.name.startswith("geo"):
            continue  # nobody could tell
        way = random.choice(source.mess) if source.mess and random.random() < 0.25 else "clean"
        yield LabelledColumn(
            id=f"t{number}-{place}", name=header, table=f"{layout}_{number}", dtype="text", values=tuple(MESS[way](random, values)),
            label=source.family, source=source.name, header=style, mess=way, script=source.script, accept=frozenset(source.accept), kind="table",
        )  # fmt: skip


def _header(random: Random, source: Source, style: str, place: int) -> str:
    if style == "none":
        return f"col{place + 1}"
    if isinstance(source.headers, tuple):
        return random.choice(source.headers)
    section = own("headers")[source.headers]
    if style == "foreign" and source.name in own("local"):
        return random.choice(own("local")[source.name])
    return random.choice(section[{"telling": "english", "wrong": "english"}.get(style, style)])


def _of_home(random: Random, part: str, home: str, known: Mapping[str, Source]) -> Source:
    """A source by its name, or one of a kind that the table's country decides."""
    phone, postcode, national = _HOMES[home]
    address = mimesis(home, "address")
    local: dict[str, tuple[str, str, Make]] = {
        "full": ("PERSON", "person_full", drawn(lambda r: contact.full_name(r, home, "first last"))),
        "first": ("PERSON", "person_first", drawn(lambda r: contact.given(r, home))),
        "last": ("PERSON", "person_last", drawn(lambda r: contact.family(r, home))),
        "street": ("STREET_ADDRESS", "street", drawn(lambda r: contact.street(home, r))),
        "city": ("LOCATION", "city", words(address.get("city") or ["Leeds"])),
        "country": ("LOCATION", "country", words(address["country"]["name"] if len(address.get("country", {}).get("name", [])) > 4 else ["DE", "FR", "GB", "US"])),
        "birth": ("DATE_OF_BIRTH", "birth", one_of(*(s.make for s in contact.BIRTHS[:5]))),
    }  # fmt: skip
    if part in local:
        family, headers, make = local[part]
        return Source(name=f"table {part}", family=family, make=make, headers=headers, script=script_of(home))
    chosen = {"phone": phone, "postcode": postcode, "national": national}.get(part, part)
    if chosen in known:
        return known[chosen]
    return random.choice([source for name, source in known.items() if name.startswith(chosen)])
