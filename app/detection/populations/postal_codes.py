"""Postal codes of digits alone: some of them begin with a zero.

Numbers that are counted or measured lose leading zeros, and padded ones have mostly zeros; of the codes of five or four
digits that posts number by region about one in ten begins with a zero (United States, Germany, France, Italy, Spain,
Mexico; UPU addressing systems).
"""

_LENGTHS = frozenset({4, 5})
_FEWEST = 5
_FEW, _MANY = 0.01, 0.4
_ZEROS, _PADDED = 3.0, -2.0


def log_odds(values: list[str]) -> float:
    """3 where codes of one length begin with a zero now and then, -2 where mostly; 0 for anything else.

    >>> log_odds(["80331", "01067", "10115", "60311", "20095"]), log_odds(["00012", "00013", "00170", "00004", "00031"])
    (3.0, -2.0)
    >>> log_odds(["10115", "80331", "60311", "20095", "50667"])
    0.0
    """
    if len(values) < _FEWEST or len(values[0]) not in _LENGTHS:
        return 0.0
    if not all(value.isdigit() and len(value) == len(values[0]) for value in values):
        return 0.0
    share = sum(value[0] == "0" for value in values) / len(values)
    if share > _MANY:
        return _PADDED
    return _ZEROS if share > _FEW else 0.0
