"""Codes of ICD-10 whose category records hold often, from ``gazetteers/icd10_categories.txt``.

Source: WHO, ICD-10 version 2019, and its national modifications, which share the three-character categories.
"""

from app.detection.gazetteers.terms import codes

_CATEGORY = 3


def is_valid(value: str) -> bool:
    """Whether the category of the code is a usual one.

    >>> is_valid("J45.0"), is_valid("e11.9"), is_valid("I10"), is_valid("W99.9"), is_valid("")
    (True, True, True, False, False)
    """
    return value[:_CATEGORY].lower() in codes("icd10_categories")
