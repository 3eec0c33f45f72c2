"""What patients are allergic to: allergens, or medicines."""

from app.detection.gazetteers.terms import lists_of


def is_valid(value: str) -> bool:
    """Whether the value names an allergen or a medicine, or leaves the question open.

    >>> is_valid("Penicillin"), is_valid("Peanuts; Latex"), is_valid("NKDA"), is_valid("Blue Shirt")
    (True, True, True, False)
    """
    return not lists_of(value).isdisjoint({"allergens", "drugs", "unstated"})
