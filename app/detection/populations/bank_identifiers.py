"""Bank identifier codes against words of eight capital letters: the largest banks occur in every table of banks.

The list holds the prefixes of the larger banks of some sixty countries (ISO 9362, as their web pages state them); one
in four thousand words or product codes begins with one of them and has a country in the fifth and sixth place.
"""

from app.detection.registries import codes

_MANY, _SOME = 0.5, 0.15
_BANK, _PERHAPS, _BRANCHES, _OTHER = 4.0, 2.5, 1.0, -1.5


def log_odds(values: list[str]) -> float:
    """For columns in which many codes are those of large banks, or end in ``XXX``; against others.

    >>> log_odds(["DEUTDEFF", "BNPAFRPPXXX"]), log_odds(["ABSOLUTE", "CAMPAIGN"])
    (4.0, -1.5)
    >>> log_odds(["QQQQDEFFXXX"]), log_odds([])
    (1.0, 0.0)
    """
    if not values:
        return 0.0
    known = sum(value[:4] in codes("bank_identifier_prefixes") for value in values) / len(values)
    if known >= _SOME:
        return _BANK if known >= _MANY else _PERHAPS
    head_offices = sum(value.endswith("XXX") and len(value) == len("BNPAFRPPXXX") for value in values)
    return _BRANCHES if head_offices * 5 >= len(values) else _OTHER
