"""ICD-10 codes against seats, rooms and sizes: most have a dot, and they come from several chapters."""

_DOTTED, _UNDOTTED, _ONE_CHAPTER = 2.0, -2.0, -3.0
_SHARE, _CATEGORY = 0.4, 3


def log_odds(values: list[str]) -> float:
    """For dotted codes with several first letters.

    >>> log_odds(["J45.0", "E11.9", "I10"]), log_odds(["A12", "B07", "C33"]), log_odds(["A01.1", "A01.2"])
    (2.0, -2.0, -3.0)
    """
    if len(values) > 1 and len({value[0].upper() for value in values}) == 1:
        return _ONE_CHAPTER
    dotted = sum(len(value) > _CATEGORY and value[_CATEGORY] == "." for value in values)
    return _DOTTED if dotted >= _SHARE * len(values) else _UNDOTTED
