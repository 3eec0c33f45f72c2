"""Language codes and locale codes.

Source: ISO 639-1, 639-2 and 639-3 (``gazetteers/language_codes*.txt``); RFC 5646 for the locale behind the language.
"""

from app.detection.gazetteers.terms import codes

_SCRIPTS = frozenset({"hans", "hant", "latn", "cyrl", "arab"})


def is_valid(value: str) -> bool:
    """Whether the value is the code of a language, with or without a country.

    >>> is_valid("en"), is_valid("pt-BR"), is_valid("zh_Hans"), is_valid("deu"), is_valid("qq"), is_valid("de-XX")
    (True, True, True, True, False, False)
    """
    language, _, rest = value.lower().replace("_", "-").partition("-")
    if language not in codes("language_codes") and language not in codes("language_codes_3"):
        return False
    return all(
        part in codes("country_codes") or part in _SCRIPTS or part == "419"
        for part in rest.split("-")
        if rest
    )
