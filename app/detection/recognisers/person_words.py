"""Words of personal names: what the given name, surname and full name recognisers share."""

import re
from functools import lru_cache

from app.detection.folding import folded
from app.detection.gazetteers import words

_SPLIT = re.compile(r"[\s.\-'`\u2018\u2019]+")


@lru_cache(maxsize=8192)
def parts(name: str) -> tuple[str, ...]:
    """The folded words of a name, without dots, hyphens and apostrophes."""
    return tuple(word for word in _SPLIT.split(folded(name)) if word)


def is_title(word: str) -> bool:
    """Whether the folded word is a title or suffix, such as "dr" or "jr"."""
    return word in words("person_titles")


def is_particle(word: str) -> bool:
    """Whether the folded word is a small word inside surnames, such as "van" or "de"."""
    return word in words("name_particles")


def is_given_name(word: str) -> bool:
    """Whether the folded word is a known given name."""
    return word in words("given_names")


def is_surname(word: str) -> bool:
    """Whether the folded word is a known surname, or ends as surnames do in languages that mark them."""
    return word in words("surnames") or (len(word) > _SHORTEST_MARKED and word.endswith(_ENDINGS))


_SHORTEST_MARKED = 6
# Endings that hardly any other word has: Slavic, Armenian, Georgian, Scandinavian, Finnish, Greek, Lithuanian, Irish.
_ENDINGS = (
    "owski", "ewski", "owska", "ewska", "czyk", "owicz", "ewicz", "enko", "chuk", "sson", "sdotter", "opoulos",
    "opoulou", "idis", "akis", "ovich", "evich", "ovna", "dottir", "auskas", "iene", "aite", "shvili", "adze", "nnen",
    "oglu", "escu",
)  # fmt: skip
