"""Full names of persons, one or a list of them."""

import re

from app.detection.folding import folded
from app.detection.gazetteers import words
from app.detection.recognisers.person_words import is_given_name, is_particle, is_surname, is_title, parts

_LIST = re.compile(r"\s*[;/&|]\s*|\s+(?:and|und|et|y|e)\s+")
_FEWEST_WORDS, _MOST_WORDS, _MOST_PERSONS = 2, 6, 60


def is_valid(value: str) -> bool:
    """Whether the value is a full name, or a list of mostly full names.

    Two orders are known: "Given Surname" and "Surname, Given". A single word is not a full name.

    >>> is_valid("Maria Anders"), is_valid("MILLER, JOHN"), is_valid("Dr. Anna van der Berg")
    (True, True, True)
    >>> is_valid("Academy Dinosaur"), is_valid("Smith & Sons Ltd"), is_valid("Maria")
    (False, False, False)
    >>> is_valid("John Miller, Anna Berg, Paul Simon")
    True
    """
    if _is_name(value) or _is_inverted(value):
        return True
    names = [name for chunk in _LIST.split(value) for name in chunk.split(",") if name.strip()]
    if not 1 < len(names) <= _MOST_PERSONS:
        return False
    return sum(map(_is_name, names)) * 2 > len(names)


def _is_inverted(value: str) -> bool:
    surname, comma, given = value.partition(",")
    return bool(comma) and "," not in given and _is_name(f"{given} {surname}")


def _is_name(value: str) -> bool:
    name = [word for word in parts(value) if not is_title(word)]
    core = [word for word in name if not is_particle(word)]
    if not _FEWEST_WORDS <= len(core) <= _MOST_WORDS or _is_company(value) or any(map(str.isdigit, value)):
        return False
    given = is_given_name(core[0]) or (len(core[0]) == 1 and is_surname(core[-1]))
    surname = is_surname(core[-1]) or is_given_name(core[-1])
    # One of both must be known for certain; the other may be any word that is no everyday one.
    if given:
        return surname or not _is_everyday(core[-1])
    if is_surname(core[0]) and is_given_name(core[-1]):
        return True
    return is_surname(core[-1]) and not any(_is_everyday(word) for word in core[:-1])


def _is_company(value: str) -> bool:
    return any(word.strip(",.") in words("company_words") for word in folded(value).split()[1:])


def _is_everyday(word: str) -> bool:
    return word in words("everyday_words")
