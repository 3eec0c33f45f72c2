"""What is fixed for one generated column: language, locales, part of the word lists, and the slots of templates."""

import re
from collections.abc import Callable
from functools import cache
from random import Random

from training import sources as S
from training import wordnet

_SLOT = re.compile(r"\{([A-Za-z]+)(?::([^{}]*))?\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_LATIN = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "pl",
    "sv",
    "da",
    "nb",
    "fi",
    "cs",
    "sk",
    "hu",
    "ro",
    "tr",
    "id",
    "vi",
    "lt",
    "lv",
    "sl",
    "sh",
    "ca",
    "fil",
    "ms",
    "is",
)
_JS = {
    "nb": "nb_NO",
    "cs": "cs_CZ",
    "pt": "pt_BR",
    "sl": "sl_SI",
    "zh": "zh_CN",
    "id": "id_ID",
    "ta": "ta_IN",
    "bn": "bn_BD",
    "sh": "sr_RS_latin",
}
_COUNTRIES = (
    "US",
    "US",
    "US",
    "DE",
    "FR",
    "GB",
    "ES",
    "IT",
    "NL",
    "PL",
    "BR",
    "MX",
    "IN",
    "CA",
    "AU",
    "SE",
    "NO",
    "FI",
    "DK",
    "CH",
    "AT",
    "BE",
    "PT",
    "CZ",
    "HU",
    "RO",
    "TR",
    "JP",
    "CN",
    "ID",
    "PH",
    "VN",
    "ZA",
    "NG",
    "AR",
    "CO",
    "RU",
    "UA",
    "GR",
    "IE",
    "NZ",
    "CL",
    "PE",
    "EG",
    "MA",
    "PK",
    "BD",
    "TH",
    "MY",
    "KE",
    "HR",
    "RS",
    "SK",
    "BG",
    "IL",
    "IR",
    "KR",
    "TW",
)
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяієїґ",
        (
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "i",
            "ye",
            "yi",
            "g",
        ),
        strict=True,
    )
)


# Languages whose names of ordinary things are drawn: those in other scripts more often.
_ANNOTATED = (
    *("ar", "bn", "el", "fa", "he", "hi", "hy", "ja", "ja", "ka", "ko", "ko", "mr", "ru", "ru", "ta", "th", "uk", "ur"),
    *("zh", "zh", "zh-Hant", "bg", "sr", "mk", "kk", "te", "ne", "am", "km", "my", "si", "gu", "kn", "ml", "pa", "be"),
    *("en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "tr", "id", "vi", "fi", "cs", "hu", "ro", "da", "nb", "hr"),
    *("sw", "fil", "ms", "lt", "lv", "et", "sk", "sl", "sq", "eu", "ca", "gl", "is", "ga", "cy", "az", "uz", "zu", "so"),
)  # fmt: skip


def transliterated(text: str) -> str:
    """Cyrillic in Latin letters, as passports write it, roughly (ICAO 9303)."""
    return "".join(
        _CYRILLIC.get(c, _CYRILLIC.get(c.lower(), c).capitalize() if c.isupper() else c) for c in text
    )


class Context:
    """One column's world. ``part`` says which cut of every word list may be used: train, held or all."""

    def __init__(self, random: Random, part: str, locales: tuple[str, ...] | None = None) -> None:
        self.random, self.part = random, part
        self.language = (
            "en" if random.random() < 0.5 else random.choice(S.LANGUAGES if random.random() < 0.5 else _LATIN)
        )
        names = locales or tuple(S.person_lists())
        english = tuple(l for l in names if l.startswith("en_")) or names
        self.locales = (
            random.choices(names, k=8)
            if random.random() < 0.35
            else [random.choice(english if random.random() < 0.3 else names)]
        )
        native = [l for l in S.native_locales() if l in names]
        if native and random.random() < 0.18:
            self.locales = [random.choice(native)]
        elif random.random() < 0.15 and "en_US" in names:
            self.locales.append("en_US")
        self.countries = (
            random.choices(_COUNTRIES, k=4) if random.random() < 0.3 else [random.choice(_COUNTRIES)]
        )
        self.latin_names = random.random() < 0.5
        self.annotated = random.choice(_ANNOTATED)
        self.tongue = self.annotated if random.random() < 0.35 else self.language
        self.at_home = random.random() < 0.7
        self.script = random.choice(list(S.native_places()))

    def pick(self, lists: dict[str, list[str]]) -> str:
        """One of the words of this part, the earlier (more usual) ones more often."""
        words = lists[self.part] or lists["all"]
        power = self.random.choice((1.0, 1.0, 2.5))
        return words[int(len(words) * self.random.random() ** power)]

    def name(self, kind: str, locale: str | None = None) -> str:
        """A given name or surname of one of the column's locales; now and then one nobody has, spliced of two."""
        lists = S.person_lists()[locale or self.random.choice(self.locales)][kind]
        word = self.pick(lists)
        if self.random.random() < (0.12 if kind == "surname" else 0.04):
            word = spliced(word, self.pick(lists))
        return transliterated(word) if self.latin_names else word

    def word(self, language: str | None = None) -> str:
        """A word of the column's language."""
        return self.pick(S.words(language or self.language))

    def city(self) -> str:
        """A place of the column's countries."""
        places = S.places()
        code = self.random.choice(self.countries)
        key = code if self.random.random() < 0.5 else code + "+"
        if self.random.random() < 0.12:
            key = "*+" if self.random.random() < 0.7 else "*"
        return self.pick(places.get(key, places["*"]))

    def fill(self, template: str) -> str:
        """The template with choices made and slots filled."""
        while (m := _CHOICE.search(template)) is not None:
            template = template[: m.start()] + self.random.choice(m[1].split("|")) + template[m.end() :]
        return _SLOT.sub(lambda m: str(SLOTS[m[1]](self, m[2] or "")), template)

    def chars(self, alphabet: str, count: str) -> str:
        low, _, high = count.partition("-")
        return "".join(
            self.random.choices(alphabet, k=self.random.randint(int(low or 1), int(high or low or 1)))
        )


def spliced(first: str, second: str) -> str:
    """The beginning of one word with the end of another."""
    if min(len(first), len(second)) < 5 or not first.isalpha() or not second.isalpha():
        return first
    return first[: len(first) // 2] + second[len(second) // 2 :].lower()


def _span(argument: str) -> tuple[float, float]:
    low, _, high = argument.partition("-")
    return float(low or 0), float(high or 100)


def _number(c: Context, argument: str) -> str:
    low, high = _span(argument)
    value = (
        c.random.uniform(low, high)
        if c.random.random() < 0.5
        else low + (high - low) * c.random.random() ** 3
    )
    return str(int(value))


def _float(c: Context, argument: str) -> str:
    low, high = _span(argument)
    return f"{c.random.uniform(low, high):.{c.random.choice((1, 2, 2, 3))}f}"


def _fakerjs(c: Context, path: str) -> str:
    keys = tuple(path.split("."))
    local = _js_words(_JS.get(c.language, c.language), keys) if c.random.random() < 0.5 else {"all": []}
    return c.pick(local if len(local["all"]) > 8 else _js_words("en", keys))


@cache
def _js_words(locale: str, keys: tuple[str, ...]) -> dict[str, list[str]]:
    return S.split(S.js(locale, *keys))


_cut: dict[tuple[str, ...], dict[str, list[str]]] = {}


def _wordnet(c: Context, roots: str) -> str:
    key = tuple(roots.split(";"))
    if key not in _cut:
        _cut[key] = S.split(wordnet.below(*key))
    return c.pick(_cut[key])


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def _date(c: Context, _: str) -> str:
    r = c.random
    return r.choice(("{2}.{1}.{0}", "{0}-{1}-{2}", "{1}/{2}/{0}", "{2}/{1}/{0}")).format(
        r.randint(1950, 2025), f"{r.randint(1, 12):02}", f"{r.randint(1, 28):02}"
    )


def _cldr(kind: str) -> Callable[[Context, str], str]:
    def draw(c: Context, _: str) -> str:
        table = S.cldr(kind)
        return c.random.choice(table.get(c.tongue, table["en"]))

    return draw


def _full(c: Context, _: str) -> str:
    locale = c.random.choice(c.locales)
    return f"{c.name('given', locale)} {c.name('surname', locale)}"


def _annotated(c: Context, group: str) -> str:
    table = S.annotations()[group]
    key = ("annotated", group, c.annotated if c.annotated in table else "en")
    if key not in _cut:
        _cut[key] = S.split(table[key[2]])
    return c.pick(_cut[key])


def _native_place(c: Context, script: str) -> str:
    towns = S.native_towns() if c.at_home else S.native_places()
    return c.pick(towns[script or c.script])


SLOTS: dict[str, Callable[[Context, str], str]] = {
    "n": _number, "f": _float, "js": _fakerjs, "wn": _wordnet, "WN": lambda c, a: _wordnet(c, a).title(), "date": _date,
    "w": lambda c, a: c.word(a or None), "W": lambda c, a: _cap(c.word(a or None)),
    "adj": lambda c, _: _fakerjs(c, "word.adjective"), "Adj": lambda c, _: _cap(_fakerjs(c, "word.adjective")),
    "noun": lambda c, _: _fakerjs(c, "word.noun"), "Noun": lambda c, _: _cap(_fakerjs(c, "word.noun")),
    "given": lambda c, _: c.name("given"), "surname": lambda c, _: c.name("surname"), "name": _full,
    "Given": lambda c, _: c.name("given"), "Surname": lambda c, _: c.name("surname"), "Name": _full,
    "city": lambda c, _: c.city(), "City": lambda c, _: c.city(),
    "Country": lambda c, _: c.random.choice(S.territories()["en"]), "State": lambda c, _: c.random.choice(S.regions()["US"]),
    "country": lambda c, _: c.random.choice(S.territories().get(c.language, S.territories()["en"])),
    "region": lambda c, _: c.random.choice(S.regions()["*"]),
    "d": lambda c, a: c.chars("0123456789", a), "AZ": lambda c, a: c.chars("ABCDEFGHIJKLMNOPQRSTUVWXYZ", a),
    "az": lambda c, a: c.chars("abcdefghijklmnopqrstuvwxyz", a), "hex": lambda c, a: c.chars("0123456789abcdef", a),
    "X": lambda c, a: c.chars("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", a), "x": lambda c, a: c.chars("abcdefghijkmnpqrstuvwxyz0123456789", a),
    "b": lambda c, a: c.chars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", a),
    "year": lambda c, _: str(c.random.randint(1900, 2026)), "month": _cldr("months"), "weekday": _cldr("days"),
    "language": _cldr("languages"), "currency": _cldr("currencies"),
    "airport": lambda c, _: c.pick(S.airports()),
    "thing": _annotated, "Thing": lambda c, a: _cap(_annotated(c, a)), "place": _native_place,
    "unit": _cldr("units"), "script": _cldr("scripts"), "field": _cldr("fields"),
    "gloss": lambda c, _: c.pick(_glosses()),
}  # fmt: skip


def _glosses() -> dict[str, list[str]]:
    if ("gloss",) not in _cut:
        _cut[("gloss",)] = S.split(wordnet.glosses())
    return _cut[("gloss",)]
