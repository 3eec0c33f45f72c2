"""Column names cut into words.

Cut where separators, capitals and digits say so; ``app.detection.names.segmenting`` cuts what is written together.
"""

import re

from app.detection.cells.folding import folded as fold

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_PATH = re.compile(r"[./\\>\[\]$:]+")
_LONGEST_NAME = 256


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name, lower case and without accents.

    >>> tokens("custFirstName2")
    ('cust', 'first', 'name', '2')
    >>> tokens("Straßen_Nr")
    ('strassen', 'nr')
    """
    plain = name[:_LONGEST_NAME]
    if not plain.isascii():
        # Folded letter by letter: the case of each still shows where a word begins.
        plain = "".join(fold(c).capitalize() if c.isupper() else fold(c) for c in plain)
    return tuple(word.lower() for word in _WORDS.findall(plain))


def folded(term: str) -> str:
    """A term as it is compared: its tokens without separators, so ``first name`` fits ``FIRSTNAME``."""
    return "".join(tokens(term))


def path(name: str) -> tuple[str, ...]:
    """The segments of a dotted name or a path inside a document, the column itself last.

    >>> path("$.customer.address[0].street")
    ('customer', 'address', '0', 'street')
    >>> path("e-mail")
    ('e-mail',)
    """
    return tuple(segment for segment in _PATH.split(name[-_LONGEST_NAME:]) if segment.strip()) or (name,)


def singular(word: str) -> str:
    """The word without a plural ending, roughly.

    >>> [singular(w) for w in ("customers", "companies", "address", "staff", "statuses")]
    ['customer', 'company', 'address', 'staff', 'status']
    """
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - "ties" stays
        return word[:-3] + "y"
    if word.endswith(("sses", "uses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
