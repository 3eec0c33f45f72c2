"""Words of column and table names that qualify others: the bundled vocabulary of all languages."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from app.detection.names.splitting import folded
from app.detection.names.terms import languages


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words and short phrases, folded (``vocabulary.toml`` and the ``[vocabulary]`` of every language).

    Attributes:
        attributes: heads that make the rest a qualifier (``id``, ``at``, ``type``, ``count``).
        measures: first words that do the same (``is``, ``num``, ``total``).
        neutral: words that change nothing (``home``, ``primary``, ``line``).
        numbers: words for a number, which change nothing for what is one and make something else of the rest
            (``phone number``, ``house number``).
        codes: the same for a code.
        names: words for a name: of what stands beside them, a person's where nothing does.
        generic: words that, standing alone, are about what the table is about (``name``, ``title``).
        persons: nouns for persons; a table of them holds persons.
        things: nouns for what has a name but is no person.
        places: things that have an address, a telephone and a town.
        empty: words that say nothing when they stand alone (``data``, ``item``).
        articles: what has a name of its own, check digits or a fixed form, and nothing of a person (``isbn``, ``sku``).
        prepositions: words between a head and what qualifies it (``of``).
        short: words of up to three letters that may be part of a name written without separators.
    """

    attributes: frozenset[str]
    measures: frozenset[str]
    neutral: frozenset[str]
    numbers: frozenset[str]
    codes: frozenset[str]
    names: frozenset[str]
    generic: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]
    places: frozenset[str]
    empty: frozenset[str]
    articles: frozenset[str]
    prepositions: frozenset[str]
    short: frozenset[str]

    def all(self) -> frozenset[str]:
        """Every word of the vocabulary."""
        return frozenset(word for f in fields(self) for word in getattr(self, f.name))


@cache
def vocabulary() -> Vocabulary:
    """The bundled vocabulary."""
    raw = tomllib.loads((files("app.detection.names") / "vocabulary.toml").read_text("utf-8"))
    sources = [raw, *(language.vocabulary for language in languages())]
    return Vocabulary(
        **{
            f.name: frozenset(folded(w) for s in sources for w in s.get(f.name, ()))
            for f in fields(Vocabulary)
        }
    )
