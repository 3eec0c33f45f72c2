"""ICD-10 codes against seats, rooms and sizes: most have a dot, and they come from several chapters."""

_DOTTED, _LONG, _UNDOTTED, _ONE_CHAPTER = 2.0, -0.5, -2.0, -3.0
_SEVERAL, _CHAPTERS = 6, 4
_SHARE, _CATEGORY = 0.4, 3


def log_odds(values: list[str]) -> float:
    """For dotted codes with several first letters.

    >>> log_odds(["J45.0", "E11.9", "I10"]), log_odds(["A12", "B07", "C33"]), log_odds(["A01.1", "A01.2"])
    (2.0, -2.0, -3.0)
    """
    if len(values) > 1 and len({value[0].upper() for value in values}) == 1:
        return _ONE_CHAPTER
    dotted = sum(len(value) > _CATEGORY and value[_CATEGORY] == "." for value in values)
    if dotted >= _SHARE * len(values):
        return _DOTTED
    lengths = {len(value) for value in values}
    varied = len(values) >= _SEVERAL and len(lengths) > 1 and len({value[0] for value in values}) >= _CHAPTERS
    return _LONG if varied else _UNDOTTED
