"""Spanish tax numbers of organisations (CIF): letter of the legal form, seven digits, Luhn as digit or letter.

Issuer: Agencia Tributaria. Source: Orden EHA/451/2008. Which legal forms carry a letter is told in conflicting ways,
so either is accepted.
"""

import re

from app.detection.checksums import bare
from app.detection.validators import luhn

_FORM = re.compile(
    r"[ABCDEFGHJNPQRSUVW][ \-]?(?:[0-9]{7}|[0-9]{2}\.[0-9]{3}\.[0-9]{2})[ \-]?[0-9A-J]", re.IGNORECASE
)
_LETTERS = "JABCDEFGHI"


def is_valid(value: str) -> bool:
    """Whether the value is a CIF.

    >>> is_valid("A13585625"), is_valid("J-99216582"), is_valid("J99216583")
    (True, True, False)
    """
    if not value.isascii() or _FORM.fullmatch(value) is None:
        return False
    digits, check = bare(value[1:-1]), value[-1].upper()
    return luhn.is_valid(digits + (check if check.isdigit() else str(_LETTERS.index(check))))
