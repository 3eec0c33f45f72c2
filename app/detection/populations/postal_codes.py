"""Postal codes of a column: the grammar of one country, or leading zeros among codes of digits alone.

Numbers that are counted or measured lose leading zeros, and padded ones have mostly zeros; of the codes of five or four
digits that posts number by region about one in ten begins with a zero (United States, Germany, France, Italy, Spain,
Mexico; UPU addressing systems). The forms of codes with letters or marks are in
``app.detection.grammars/postal_codes.toml``.
"""

from app.detection import grammars

_LENGTHS = frozenset({4, 5})
_FEWEST = 5
_FEW, _MANY = 0.01, 0.4
_ZEROS, _PADDED = 3.0, -2.0


def log_odds(values: list[str]) -> float:
    """Up to 7 for a country's form; 3 where codes of digits begin with a zero now and then, -2 where mostly; else 0.

    >>> log_odds(["80331", "01067", "10115", "60311", "20095"]), log_odds(["00012", "00013", "00170", "00004", "00031"])
    (3.0, -2.0)
    >>> log_odds(["10115", "80331", "60311", "20095", "50667"])
    0.0
    >>> log_odds(["SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH"]) > 5
    True
    """
    if all(map(str.isdigit, values)):
        return _by_zeros(values)
    return grammars.log_odds("postal_codes", values)


def _by_zeros(values: list[str]) -> float:
    if len(values) < _FEWEST or len(values[0]) not in _LENGTHS:
        return 0.0
    if not all(len(value) == len(values[0]) for value in values):
        return 0.0
    share = sum(value[0] == "0" for value in values) / len(values)
    if share > _MANY:
        return _PADDED
    return _ZEROS if share > _FEW else 0.0
