"""Surnames, from ``gazetteers/surnames.txt`` and the endings some languages mark them with."""

from app.detection.recognisers.person_words import is_particle, is_surname, parts


def is_valid(value: str) -> bool:
    """Whether the value is a known surname, double names and particles included.

    >>> is_valid("García López"), is_valid("van der Berg"), is_valid("O'Brien"), is_valid("Dinosaur"), is_valid("")
    (True, True, True, False, False)
    """
    if is_surname("".join(parts(value))):
        return True
    words = [word for word in parts(value) if not is_particle(word)]
    return bool(words) and sum(is_surname(w) for w in words) * 2 > len(words) - 1 and is_surname(words[-1])
