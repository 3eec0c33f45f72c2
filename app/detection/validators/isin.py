"""International securities identification numbers: country, nine characters, Luhn over letters as numbers.

Issuer: national numbering agencies (ANNA). Source: ISO 6166; the prefixes are ISO 3166-1 and those ANNA reserves.
"""

import re

from app.detection.recognisers.country import is_code
from app.detection.validators import luhn

_FORM = re.compile(r"([A-Z]{2})[A-Z0-9]{9}\d", re.ASCII)
_RESERVED = frozenset({"XS", "XA", "XB", "XC", "XD", "XF", "XK", "EU", "QS", "QT", "QY", "XT"})


def is_valid(value: str) -> bool:
    """Whether the value is an ISIN.

    >>> is_valid("US0378331005"), is_valid("US0378331006"), is_valid("QQ0378331005")
    (True, False, False)
    """
    found = _FORM.fullmatch(value)
    if found is None or not (found[1] in _RESERVED or is_code(found[1])):
        return False
    return luhn.is_valid("".join(str(int(c, 36)) for c in value))
