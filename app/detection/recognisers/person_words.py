"""Words of personal names: what the given name, surname and full name recognisers share."""

import re
from functools import lru_cache

from app.detection.folding import folded
from app.detection.gazetteers import words

TITLES = frozenset(
    "mr mrs ms miss dr prof sir dame rev fr hr herr frau sr sra srta don dona m mme mlle sig dott ing dhr mevr pan pani "
    "bay jr ii iii iv phd md esq mba dds cpa".split()
)
PARTICLES = frozenset(
    "von van de der den del della di da do dos das du la le el al bin ibn bint ben ter ten zu zum zur y e i o af av "
    "of st mac mc san dal".split()
)
_SPLIT = re.compile(r"[\s.\-'’‘`]+")


@lru_cache(maxsize=8192)
def parts(name: str) -> tuple[str, ...]:
    """The folded words of a name, without dots, hyphens and apostrophes."""
    return tuple(word for word in _SPLIT.split(folded(name)) if word)


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
