"""The lists that a whole value is compared with: countries, faiths, states of marriage and the like.

Terms are compared folded, with ``-`` and ``_`` as spaces and without dots and apostrophes, so ``NEVER_MARRIED`` is
"never married". A cell may name several terms of one list.
"""

import re
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache

from app.detection.cells.folding import folded
from app.detection.gazetteers import phrases, words

LISTS: Mapping[str, tuple[str, ...]] = {
    "countries": ("countries", "country_names", "country_variants"),
    "subdivisions": ("states", "subdivisions", "more_subdivisions"),
    "languages": ("language_names", "language_variants"),
    "nationalities": ("nationalities",),
    "religions": ("religions",),
    "ethnic groups": ("ethnic_groups",),
    "marital statuses": ("marital_statuses",),
    "genders": ("genders",),
    "sexual orientations": ("sexual_orientations",),
    "political parties": ("political_parties",),
    "job titles": ("job_titles", "occupation_groups"),
    "diseases": ("diseases",),
    "drugs": ("drugs",),
    "lab tests": ("lab_tests",),
    "allergens": ("allergens",),
    "ambiguous": ("ambiguous_terms",),
    "unstated": ("unstated_terms",),
}
"""Each list with the files (``gazetteers/*.txt``) it consists of."""

_AS_WRITTEN = str.maketrans({"_": " ", "-": " ", ".": "", "'": "", "\u2019": "", "`": ""})
_BETWEEN = re.compile(r"\s*[,;/|&+]\s*|\s+(?:and|und|et|y|e|og|och|en|oraz|и)\s+")
_NOTE = re.compile(r"\s*\([^()]*\)$")
_NUMBERED = re.compile(r"\d{1,2} ?[\-.:)] ?")
_LONGEST, _MOST_PARTS = 120, 8
_NOWHERE: frozenset[str] = frozenset()


def plain(value: str) -> str:
    """The value as terms are compared.

    >>> plain("Never_Married"), plain("St. Lucia"), plain("Côte d'Ivoire")
    ('never married', 'st lucia', 'cote divoire')
    """
    return " ".join(folded(value).translate(_AS_WRITTEN).split())


def lists_of(value: str) -> frozenset[str]:
    """The lists the value is a term of; those that all parts are terms of, where it names several.

    >>> sorted(lists_of("Roman Catholic")), sorted(lists_of("Hindi; Tamil")), sorted(lists_of("Blue Shirt"))
    (['religions'], ['languages'], [])
    """
    return _lists_of(value) if 0 < len(value) <= _LONGEST else _NOWHERE


@contextmanager
def forgotten_afterwards() -> Generator[None]:
    """At the end of every table nothing is remembered of its values, because none may outlive it."""
    try:
        yield
    finally:
        _lists_of.cache_clear()


def remembered() -> int:
    """Values remembered at the moment."""
    return _lists_of.cache_info().currsize


# The tests of all word lists look at the same fifty values of a column one after the other, and some at all of them.
@lru_cache(maxsize=1024)
def _lists_of(value: str) -> frozenset[str]:
    index = _index()
    whole = index.get(plain(value))
    if whole is not None:
        return whole
    shortened = _NOTE.sub("", value) if value.endswith(")") else value
    shortened = _NUMBERED.sub("", shortened) if value[0].isdigit() else shortened
    parts = [part for part in _BETWEEN.split(folded(shortened)) if part]
    if not parts or parts == [value] or len(parts) > _MOST_PARTS:
        return _NOWHERE
    first, *others = (index.get(plain(part), _NOWHERE) for part in parts)
    return first.intersection(*others)


def member_of(name: str, *, or_unstated: bool = False) -> Callable[[str], bool]:
    """A value test: whether the value is a term of that list, or one that leaves the question open."""

    def is_valid(value: str) -> bool:
        lists = lists_of(value)
        return name in lists or (or_unstated and "unstated" in lists)

    return is_valid


@cache
def terms_of(name: str) -> frozenset[str]:
    """Every term of a list, as terms are compared."""
    return frozenset(term for term, lists in _index().items() if name in lists)


@cache
def codes(name: str) -> frozenset[str]:
    """The codes of a list of codes, in lower case."""
    return words(name)


@cache
def _index() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, sources in LISTS.items():
        for source in sources:
            for term in phrases(source):
                found.setdefault(" ".join(term.translate(_AS_WRITTEN).split()), set()).add(name)
    shared: dict[frozenset[str], frozenset[str]] = {}
    return {
        term: shared.setdefault(lists, lists) for term, names in found.items() if (lists := frozenset(names))
    }
