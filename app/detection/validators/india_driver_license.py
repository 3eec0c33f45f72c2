"""Indian driving licence numbers: state, office, year of issue, seven digits.

Issuer: the states' transport offices. Source: Ministry of Road Transport, Sarathi numbering (SS-RR-YYYY-NNNNNNN);
older licences differ from state to state.
"""

import re

_FORM = re.compile(
    r"(?:A[NPRS]|BR|C[GH]|D[DLN]|G[AJ]|H[PR]|J[HK]|K[AL]|L[AD]|M[HLNPZ]|NL|O[DR]|P[BY]|RJ|SK|T[GNRS]|U[AKP]|WB)"
    r"[ \-]?[0-9]{2}[A-Z]?[ /\-]?(?:19[5-9][0-9]|20[0-4][0-9])[ /\-]?[0-9]{7}",
    re.IGNORECASE,
)


def is_valid(value: str) -> bool:
    """Whether the value is built like such a licence.

    >>> is_valid("MH12 20110012345"), is_valid("DL-0420110149646"), is_valid("XX1220110012345")
    (True, True, False)
    """
    return value.isascii() and _FORM.fullmatch(value) is not None
