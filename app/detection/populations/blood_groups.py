"""Blood groups against grades: A+ and B- are both, but no group is C or D, and grades have no AB and O."""

import re

_GROUP = re.compile(r"(?:AB|[ABO0])(?![A-Z]*[C-NP-Z]{3})|I{1,3}V?")
_GRADE = re.compile(r"[A-F][+\-]?")
_OWN, _NEITHER, _ALONE, _GRADES = 2.0, -1.0, -3.0, -6.0


def log_odds(values: list[str]) -> float:
    """For columns with a group that is no grade.

    >>> log_odds(["A+", "O-", "AB+"]), log_odds(["A+", "B-"]), log_odds(["A+", "C"]), log_odds(["A", "B"])
    (2.0, -1.0, -6.0, -3.0)
    """
    written = [value.upper() for value in values]
    if sum(_GROUP.match(value) is not None for value in written) * 2 < len(written):
        return _GRADES
    if any(value[0] in "CDEF" for value in written):
        return _GRADES
    if any(not _GRADE.fullmatch(value) and len(value) > 1 for value in written):
        return _OWN
    return _NEITHER if any(len(value) > 1 for value in written) or {"A", "O"} <= set(written) else _ALONE
