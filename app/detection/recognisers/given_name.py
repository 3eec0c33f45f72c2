"""Given names, from ``gazetteers/given_names.txt``."""

from app.detection.recognisers.person_words import is_given_name, parts


def is_valid(value: str) -> bool:
    """Whether the value is a known given name, double names and initials included.

    >>> is_valid("Jean-Pierre"), is_valid("MARY"), is_valid("Anna K."), is_valid("Dinosaur"), is_valid("")
    (True, True, True, False, False)
    """
    words = parts(value)
    return bool(words) and is_given_name(words[0]) and all(len(w) == 1 or is_given_name(w) for w in words[1:])
