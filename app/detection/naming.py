"""What a column is called: tokens, and which of them is the head.

``email_sent_at`` is about an e-mail but is a moment; ``card_count`` is a number. A name speaks for a type where
one of its terms is the head of the name, and against it where the term only qualifies something else.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from app.detection.folding import folded as fold

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_LONGEST_TERM, _LONGEST_NAME = 5, 256


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of column and table names that qualify the others (``vocabulary.toml``).

    Attributes:
        attributes: heads that make the rest a qualifier (``id``, ``at``, ``type``, ``count``).
        measures: first words that do the same (``is``, ``num``, ``total``).
        neutral: words that change nothing (``home``, ``primary``, ``line``).
        generic: words that, standing alone, are about what the table is about (``name``, ``title``).
        persons: nouns for persons; a table of them holds persons.
        things: nouns for what has a name but is no person.
    """

    attributes: frozenset[str]
    measures: frozenset[str]
    neutral: frozenset[str]
    generic: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The bundled vocabulary."""
    raw = tomllib.loads((files("app.detection") / "vocabulary.toml").read_text("utf-8"))
    return Vocabulary(**{name: frozenset(words) for name, words in raw.items()})


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


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term inside a name, with what stands before and after it."""

    term: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_head(self) -> bool:
        """Whether the name is about the term rather than about something of it."""
        words = vocabulary()
        # A number behind the term counts it (address2), a number before it belongs to another word.
        tail = [word for word in self.after if not word.isdigit()]
        return not (words.attributes.intersection(tail) or words.measures.intersection(self.before[:1]))

    @property
    def is_whole(self) -> bool:
        """Whether nothing else stands in the name but words that change nothing, or a person the term is of."""
        words = vocabulary()
        others = (*self.before, *self.after)
        return all(w.isdigit() or w in words.neutral or singular(w) in words.persons for w in others)

    @property
    def of_a_thing(self) -> bool:
        """Whether the term belongs to something that is no person (``product name``)."""
        return any(singular(word) in vocabulary().things for word in (*self.before, *self.after))


def singular(word: str) -> str:
    """The word without a plural ending, roughly.

    >>> [singular(w) for w in ("customers", "companies", "address", "staff")]
    ['customer', 'company', 'address', 'staff']
    """
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - "ties" stays
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def occurrences(words: tuple[str, ...]) -> list[Occurrence]:
    """Every run of up to five words with its surroundings, longest first.

    >>> [o.term for o in occurrences(("home", "phone"))]
    ['homephone', 'home', 'phone']
    """
    return [
        Occurrence("".join(words[start : start + length]), words[:start], words[start + length :])
        for length in range(min(len(words), _LONGEST_TERM), 0, -1)
        for start in range(len(words) - length + 1)
    ]
