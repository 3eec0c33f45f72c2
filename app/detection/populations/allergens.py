"""Allergens: foods and medicines are listed, so one that is neither has to be among them."""

from app.detection.gazetteers.terms import lists_of, plain
from app.detection.populations.closed_sets import spread, weight

_ELSEWHERE = frozenset(
    [
        "peanut",
        "peanuts",
        "nuts",
        "seafood",
        "shellfish",
        "egg",
        "eggs",
        "milk",
        "dairy",
        "soy",
        "wheat",
        "kiwi",
        "strawberries",
        "sesame",
        "dust",
        "mold",
        "nickel",
        "aspirin",
        "ibuprofen",
        "codeine",
        "morphine",
        "penicillin",
        "latex",
        "iodine",
        "lactose",
        "gluten",
    ]
)
_OWN = "allergens"


def log_odds(values: list[str]) -> float:
    """For columns with something that is nothing but an allergen.

    >>> log_odds(["Penicillin", "Pollen", "NKDA"]), log_odds(["Milk", "Eggs", "Wheat"])
    (0.5, -5.0)
    """
    some = spread(values)
    own = sum(_OWN in lists_of(value) and plain(value) not in _ELSEWHERE for value in some)
    return weight(own, len(some))
