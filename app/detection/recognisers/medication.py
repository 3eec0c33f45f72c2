"""Medicines: known ones, and names that end in the stem of a class of substances.

Source: WHO, The use of stems in the selection of international nonproprietary names (2018), in
``gazetteers/drug_endings.txt``; ``drugs.txt`` for the names.
"""

import re
from functools import cache

from app.detection.cells.folding import folded
from app.detection.gazetteers import words
from app.detection.gazetteers.terms import lists_of, terms_of

_WORDS = re.compile(r"[^\W\d_]+")
_DOSE = re.compile(
    r"\d ?(?:mg|mcg|µg|ug|ml|g|iu|ie|units?)\b|\b(?:tablets?|capsules?|tabs?|oral|injection|tabletten)\b"
)
_LONGEST, _SHORTEST_ENDED, _MOST_WORDS = 200, 7, 12


def is_valid(value: str) -> bool:
    """Whether the value names a medicine, with or without its dose.

    >>> is_valid("Metformin"), is_valid("Lisinopril 10 MG Oral Tablet"), is_valid("Atorvastatin / Amlodipine")
    (True, True, True)
    >>> is_valid("Blue Shirt"), is_valid("Sugar 500 g"), is_valid("Zanubrutinib")
    (False, False, True)
    """
    if "drugs" in lists_of(value):
        return True
    found = _WORDS.findall(folded(value[:_LONGEST]))[:_MOST_WORDS]
    return any(word in terms_of("drugs") or _ends_so(word) for word in found)


def has_dose(value: str) -> bool:
    """Whether a dose or a form stands in the value.

    >>> has_dose("Lisinopril 10 MG"), has_dose("Lisinopril")
    (True, False)
    """
    return _DOSE.search(folded(value[:_LONGEST])) is not None


def _ends_so(word: str) -> bool:
    return len(word) >= _SHORTEST_ENDED and word.endswith(_endings())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words("drug_endings")))
