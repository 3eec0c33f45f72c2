"""US employer identification numbers (EIN): prefix of a campus or of online assignment, seven digits.

Issuer: Internal Revenue Service. Source: irs.gov, "How EINs are assigned and valid EIN prefixes"; no check digit
exists, so only the hyphen after two digits tells such a number from nine other digits.
"""

import re

_FORM = re.compile(r"([0-9]{2})-[0-9]{7}")
_UNUSED = frozenset(("00", "07", "08", "09", "17", "18", "19", "28", "29", "49", "69", "70", "78", "79", "89", "96",
                     "97"))  # fmt: skip


def is_valid(value: str) -> bool:
    """Whether the value is an EIN with its hyphen.

    >>> is_valid("91-1144442"), is_valid("07-1144442"), is_valid("911144442")
    (True, False, False)
    """
    found = _FORM.fullmatch(value)
    return found is not None and found[1] not in _UNUSED
