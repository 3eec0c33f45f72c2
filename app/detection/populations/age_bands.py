"""Age bands: each begins a year after one ends, from the youngest to the oldest, the last one open.

Ranges of other things (sizes, hours, scores) share their ends, or go on far beyond the age of man.
"""

import re

_BAND = re.compile(r"[\[(]?(\d{1,3}) ?(?:[\-\u2013\u2014,]|to) ?(\d{1,3})")
_UNIT = re.compile(r"[^\W\d_]{2,}")
_FOLLOWING, _SOME, _WITH_UNIT, _APART = 1.5, -1.5, 1.0, -6.0
_FEWEST, _ADULT = 3, 44


def log_odds(values: list[str]) -> float:
    """For bands of which most follow another.

    >>> log_odds(["18-24", "25-34", "35-44", "45-54", "55-64", "65+"]), log_odds(["10-20", "20-30", "30-40"])
    (1.5, -6.0)
    >>> log_odds(["34 years old", "7 years old"]), log_odds(["65+"])
    (1.0, -6.0)
    """
    bands = [(int(found[1]), int(found[2])) for value in values if (found := _BAND.match(value))]
    if not bands:
        return _WITH_UNIT if all(_UNIT.search(value) for value in values) else _APART
    starts = {first for first, _ in bands}
    # Half-open bands, "[30-40)", share their ends.
    step = 0 if all(value.endswith(")") for value in values) else 1
    following = sum(last + step in starts for _, last in bands)
    if len(bands) < _FEWEST or following < len(bands) / 2:
        return _APART
    return _FOLLOWING if max(last for _, last in bands) >= _ADULT else _SOME
