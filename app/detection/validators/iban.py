"""International bank account numbers: country, length, remainder 1 modulo 97.

Issuer: SWIFT as registration authority. Sources: ISO 13616-1; ISO/IEC 7064 MOD 97-10; the IBAN registry (lengths).
"""

import re

_FORM = re.compile(r"[A-Z]{2}(?!0[01]|99)\d{2}[A-Z0-9]{11,30}", re.ASCII)
_PREFIX = re.compile(r"IBAN[ :.\-]{0,3}", re.IGNORECASE)
_SEPARATORS = {ord(mark): None for mark in " -."}
_NUMBERS = {ord(letter): str(value) for value, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 10)}
_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
    "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
    "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28,
    "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20,
    "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25,
    "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
    "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "HN": 28, "YE": 30,
    # Not in the registry, but used in the same form (IBAN.com, experimental list).
    "AO": 25, "BF": 28, "BJ": 28, "CF": 27, "CG": 27, "CI": 28, "CM": 27, "CV": 25, "DZ": 26, "GA": 27, "GQ": 27,
    "GW": 25, "IR": 26, "KM": 27, "MA": 28, "MG": 27, "ML": 28, "MZ": 25, "NE": 28, "SN": 28, "TD": 27, "TG": 28,
}  # fmt: skip


def is_valid(value: str) -> bool:
    """Whether the value is an IBAN, bare or in groups, with or without the word before it.

    >>> is_valid("GB82 WEST 1234 5698 7654 32"), is_valid("GB82 WEST 1234 5698 7654 33")
    (True, False)
    >>> is_valid("IBAN: DE89 3704 0044 0532 0130 00"), is_valid("de89370400440532013000")
    (True, True)
    """
    said = _PREFIX.match(value)
    compact = value[said.end() if said else 0 :].translate(_SEPARATORS).upper()
    if not compact.isascii() or _FORM.fullmatch(compact) is None or _LENGTHS.get(compact[:2]) != len(compact):
        return False
    return int((compact[4:] + compact[:4]).translate(_NUMBERS)) % 97 == 1
