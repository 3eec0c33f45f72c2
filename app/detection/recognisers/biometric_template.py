"""Biometric records, told by the format identifier they begin with, in base64 or hexadecimal digits.

Source: ISO/IEC 19794-2 (finger minutiae, ``FMR``), -4 (finger image, ``FIR``), -5 (face, ``FAC``), -6 (iris, ``IIR``).
"""

import re

_BEGINNING = re.compile(
    r"(?:\\x|0x)?(?i:464d5200|46495200|46414300|49495200|49524953)[0-9A-Fa-f]*\Z|Rk1SA|RklSA|RkFDA|SUlSA"
)


def is_valid(value: str) -> bool:
    r"""Whether the value begins as such a record does.

    >>> is_valid("Rk1SACAyMAAAAAFQ"), is_valid(r"\x464D520020323000"), is_valid("hunter2hunter2")
    (True, True, False)
    """
    return _BEGINNING.match(value) is not None
