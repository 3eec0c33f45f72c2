"""Write the word lists that come from other people's data: ``python training/gazetteers/write.py``.

Country and language names are those of Unicode CLDR (Unicode-3.0 licence), job titles and administrative units those of
Faker's locales (MIT licence); both licences allow shipping the result. The lists of terms that no such source holds
are written by hand and not touched.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import faker.providers.address
import faker.providers.job
from babel import Locale, UnknownLocaleError

GAZETTEERS = Path(__file__).parents[2] / "app" / "detection" / "gazetteers"
WORDS_FROM = [
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da", "nb", "fi", "cs", "tr", "ru", "uk", "zh", "zh_Hant", "ja",
    "ko", "ar", "hi", "he", "el", "hu", "ro", "bg", "hr", "sk", "sl", "fa", "th", "vi", "id", "ca", "bn", "et", "lt", "lv",
]  # fmt: skip
LANGUAGES = ["aa", "ab", "af", "am", "ar", "as", "ay", "az", "ba", "be", "bg", "bn", "bo", "br", "bs", "ca", "ce", "co", "cs", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en", "eo", "es", "et", "eu", "fa", "fi", "fil", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "ha", "he", "hi", "hr", "ht", "hu", "hy", "id", "ig", "is", "it", "iu", "ja", "jv", "ka", "kk", "kl", "km", "kn", "ko", "ks", "ku", "ky", "la", "lb", "lg", "ln", "lo", "lt", "lv", "mg", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nb", "ne", "nl", "nn", "no", "ny", "oc", "om", "or", "pa", "pl", "ps", "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sa", "sd", "se", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "st", "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "ug", "uk", "ur", "uz", "ve", "vi", "wo", "xh", "yi", "yo", "za", "zh", "zu", "yue", "wuu", "ast", "ceb", "ckb", "haw", "hmn", "bho", "mai", "awa", "mni", "kok", "tzm", "kab", "ber", "ig", "bem", "sco", "nds", "gsw", "hsb", "tpi"]  # fmt: skip
ADMINISTRATIVE = (
    "states", "provinces", "regions", "departments", "prefectures", "cantons", "counties", "administrative_units",
    "federal_subjects", "regencies", "luzon_provinces", "mindanao_provinces", "visayas_provinces",
)  # fmt: skip
JOB_LOCALES = ["en_US", "de_DE", "de_AT", "fr_FR", "fr_CH", "es", "es_ES", "es_MX", "es_AR", "pt_BR", "pt_PT", "pl_PL", "da_DK", "fi_FI", "ru_RU", "uk_UA", "ja_JP", "zh_CN", "zh_TW", "ko_KR", "tr_TR", "ar_AA", "el_GR", "cs_CZ", "it_IT", "nl_NL", "th_TH", "vi_VN"]  # fmt: skip
_ALPHA_2 = 2
_SHORTEST, _LONGEST_CODE = 3, 4
_BRACKETS = re.compile(r"\s*[(\uff08][^)\uff09]*[)\uff09]")


def country_names() -> Iterator[str]:
    """Names of ISO 3166-1 countries in the languages of ``WORDS_FROM``."""
    for locale in WORDS_FROM:
        for code, name in Locale.parse(locale).territories.items():
            if (
                len(code) == _ALPHA_2
                and code.isalpha()
                and code not in {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
            ):
                yield name


def language_names() -> Iterator[str]:
    """Names of languages in those languages, and each in itself."""
    for locale in WORDS_FROM:
        names = Locale.parse(locale).languages
        yield from (names[code] for code in LANGUAGES if code in names)
    for code in LANGUAGES:
        try:
            own = Locale.parse(code)
        except (ValueError, LookupError, UnknownLocaleError):
            continue
        yield own.languages.get(code, "")


def job_titles() -> Iterator[str]:
    """Titles of Faker's job providers, an inverted one also the other way round, a starred one in both genders."""
    for provider in providers(faker.providers.job):
        if provider.__module__.rpartition(".")[2] not in JOB_LOCALES:
            continue
        for title in flat(
            [
                *getattr(provider, "jobs", ()),
                *getattr(provider, "male_jobs", ()),
                *getattr(provider, "female_jobs", ()),
            ]
        ):
            first, comma, rest = title.partition(",")
            for words in ((f"{rest.strip()} {first}" if comma else title), first):
                yield words.partition("*")[0] if words.count("*") == 1 and "*in" in words else words
                yield words.replace("*", "")


def subdivisions() -> Iterator[str]:
    """States, provinces, regions, cantons and departments of Faker's address providers."""
    for provider in providers(faker.providers.address):
        for name in ADMINISTRATIVE:
            yield from flat(getattr(provider, name, ()))


def flat(entries: object) -> Iterator[str]:
    """The texts of nested rows; of a code and its name only the name."""
    if isinstance(entries, str):
        yield entries
    elif isinstance(entries, dict):
        yield from flat(list(entries.values()))
    elif isinstance(entries, (list, tuple)):
        for entry in entries:
            yield from flat(entry)


def providers(package: object) -> Iterator[object]:
    """The providers of every locale."""
    for module in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{module.name}").Provider


def write(name: str, source: str, entries: Callable[[], Iterable[str]]) -> None:
    """Write one list, sorted, without doubles; the first line says where it is from."""
    plain = {" ".join(_BRACKETS.sub("", e.replace(",", " ")).split()) for e in entries()}
    kept = sorted(
        {
            e
            for e in plain
            if len(e) > 1
            and not any(map(str.isdigit, e))
            and not (e.isascii() and (len(e) < _SHORTEST or (e.isupper() and len(e) <= _LONGEST_CODE)))
        }
    )
    (GAZETTEERS / f"{name}.txt").write_text("\n".join([f"# {source}", *kept]) + "\n", "utf-8")


if __name__ == "__main__":
    cldr = "Unicode CLDR through babel, Unicode-3.0 licence; written by training/gazetteers/write.py"
    mit = "Faker's locales, MIT licence; written by training/gazetteers/write.py"
    write("country_names", cldr, country_names)
    write("language_names", cldr, language_names)
    write("job_titles", mit, job_titles)
    write("subdivisions", mit, subdivisions)
