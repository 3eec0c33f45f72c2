"""Ages in bands, or one with its unit."""

import re

_BAND = re.compile(r"[\[(]?(\d{1,3}) ?(?:[\-\u2013\u2014,]|to) ?(\d{1,3})")
_NARROWEST, _WIDEST, _OLDEST = 3, 30, 120
_MOST_DIGITS = 5


def is_valid(value: str) -> bool:
    """Whether a band has the width of an age band; a number beside a word is one if it is no more than 120.

    >>> is_valid("25-34"), is_valid("0-17"), is_valid("34 years old"), is_valid("12-11"), is_valid("1-2")
    (True, True, True, False, False)
    >>> is_valid("65+"), is_valid("250 years old")
    (True, False)
    """
    band = _BAND.match(value)
    if band is not None:
        return _NARROWEST <= int(band[2]) - int(band[1]) <= _WIDEST and int(band[2]) <= _OLDEST
    digits = "".join(c for c in value if c.isascii() and c.isdigit())
    return 0 < len(digits) < _MOST_DIGITS and int(digits) <= _OLDEST
