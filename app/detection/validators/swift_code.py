"""Business identifier codes (SWIFT): four letters, ISO country, location, optional branch.

Issuer: SWIFT. Source: ISO 9362. No check digit exists: the country is all that can be wrong.
"""

import re

from app.detection.recognisers.country import is_code

_FORM = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9][A-NP-Z0-9](?:[A-Z0-9]{3})?", re.ASCII)
_SEPARATORS = {ord(mark): None for mark in " -"}


def is_valid(value: str) -> bool:
    """Whether the value is a BIC; lower case is not how they are written, and would catch words.

    >>> is_valid("DEUTDEFF500"), is_valid("DEUTXXFF"), is_valid("deutdeff"), is_valid("DEUT DE FF")
    (True, False, False, True)
    """
    parts = _FORM.fullmatch(value.translate(_SEPARATORS))
    return parts is not None and (parts[1] == "XK" or is_code(parts[1]))
