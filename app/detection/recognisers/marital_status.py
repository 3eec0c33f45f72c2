"""States of a marriage or partnership, from ``gazetteers/marital_statuses.txt``, and their usual letters and digits."""

from app.detection.gazetteers.terms import lists_of

_CODES = frozenset("SMDWCLPTUVGEOK0123456789")


_ANSWERS = frozenset({"yes", "no", "true", "false", "ja", "nein", "si", "oui", "non"})


def is_valid(value: str) -> bool:
    """Whether the value is such a state, its code, or a term that leaves the question open.

    >>> is_valid("Never_Married"), is_valid("verheiratet"), is_valid("M"), is_valid("double")
    (True, True, True, False)
    """
    if len(value) == 1:
        return value.upper() in _CODES
    if value.lower() in _ANSWERS:
        return True
    lists = lists_of(value)
    return "marital statuses" in lists or "unstated" in lists
