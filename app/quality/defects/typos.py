"""Misspellings: a rare word one slip of the fingers away from a frequent one.

One insertion, deletion, substitution or exchange of neighbours is four in five of all misspellings (Damerau, CACM 7, 1964).
Candidates are found by deletions (Garbe's SymSpell; Bocek, Hunt and Stiller, "Fast similarity search in large dictionaries",
2007). Words that differ by one letter are not all errors (Anna, Hanna; Martin, Marten): how many of the column's frequent
words do so among themselves says how many of the rare ones do by nature, and words of the gazetteers are none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from app.detection.cells.folding import folded
from app.detection.gazetteers import words as words_of
from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
_OFTEN = 3
_TIMES, _SURELY, _AGAIN = 3, 10, 50
_OPEN_LIST = 40
"""Different words from which on a column is one of names or texts rather than of a few labels."""
_GAZETTEERS = ("given_names", "surnames", "cities", "everyday_words", "countries", "occupations")
_INFLECTIONS = frozenset("sednraoyi")
_BY_NATURE = 2.0
_MOST_SHARE = 0.25
_MANY_OF_PERSONS = 5
_OF_PERSONS = (
    "name",
    "surname",
    "firstname",
    "lastname",
    "tenant",
    "author",
    "guest",
    "contact",
    "nachname",
    "vorname",
    "nom",
    "prenom",
    "apellido",
    "cognome",
)
"""Names of people differ by a letter by nature, so more is asked of them."""


def typo(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Columns with rare words beside frequent ones that they differ from by one slip."""
    for column in look:
        if (
            not column.is_text
            or column.filled < 8
            or column.numbers is not None
            or column.days is not None
            or (column.is_key and column.is_named_as_key)
        ):
            continue
        explained = known.rows(column.name)
        yield from _typos(look, column, explained)


def _typos(look: TableLook, column: ColumnLook, explained: frozenset[int]) -> Iterator[Sighting]:
    holding = _words_of(column)
    counts = {word: sum(column.texts[t] for t in texts) for word, texts in holding.items()}
    often = {word for word, n in counts.items() if n >= _OFTEN and len(word) >= _SHORTEST}
    if not often:
        return
    most_rare = max(2, int(0.006 * column.filled))
    slips = _slips(often, counts, most_rare)
    if not slips:
        return
    rare = [
        word for word, n in counts.items() if len(word) >= _SHORTEST and (n <= most_rare or word in slips)
    ]
    often -= {word for word, right in slips.items() if counts[right] >= _SURELY * counts[word]}
    is_of_persons = column.family == "PERSON" or column.is_called(*_OF_PERSONS)
    confidence, kept = _judged(slips, often, rare, counts, is_of_persons=is_of_persons)
    rows = [
        row for row in column.rows_of({t for word in kept for t in holding[word]}) if row not in explained
    ]
    if rows and len(rows) <= _MOST_SHARE * column.filled:
        yield Sighting(
            kind=DefectKind.TYPO, columns=(column.name,), rows=frozenset(rows), confidence=confidence,
            reasons=("rare words are one slip away from frequent ones of the column",), examples=examples_of(look, column.name, rows),
        )  # fmt: skip


def _slips(often: set[str], counts: dict[str, int], most_rare: int) -> dict[str, str]:
    """Per rare word the frequent one that it slipped from; of a very frequent word the same slip is made again."""
    index = _index(often)
    slips: dict[str, str] = {}
    most = max(counts.values())
    for word, n in counts.items():
        if len(word) < _SHORTEST or (n > most_rare and _AGAIN * n > most):
            continue
        least = max(_OFTEN, (_TIMES if n <= most_rare else _AGAIN) * n)
        near = [o for o in _near(word, index) if counts[o] >= least]
        if near and not _is_known(word):
            slips[word] = max(near, key=lambda o: counts[o])
    return slips


def _judged(
    slips: dict[str, str], often: set[str], rare: list[str], counts: dict[str, int], *, is_of_persons: bool
) -> tuple[float, list[str]]:
    index = _index(often)
    inner = [word for word, right in slips.items() if not _is_inflection(word, right)]
    is_list = len(often) <= _OPEN_LIST and len(rare) <= max(3 * len(slips), 6)
    if is_list:
        # Among few labels one more that nearly spells another is a slip even in its last letter.
        strong = sum(counts[right] >= _SURELY * counts[word] for word, right in slips.items())
        kept = list(slips) if inner or strong else []
        neighbours = _share_with_neighbours(often, counts, index)
        if neighbours > 0.34:
            return 0.35, kept
        return (0.85 if len(kept) > 1 else 0.75 if inner and len(inner[0]) > _SHORTEST else 0.62), kept
    expected = _share_with_neighbours(often, counts, index) * len(rare)
    # A slip makes letters meet that meet nowhere else in the column.
    pairs = _pairs(counts)
    unheard = [word for word in inner if _has_unheard(word, slips[word], pairs)]
    kept = unheard or inner
    if len(kept) <= _BY_NATURE * expected or not kept:
        return 0.35, kept
    if not unheard:
        return 0.45, kept
    if is_of_persons and len(kept) < _MANY_OF_PERSONS:
        return 0.45, kept
    return (0.55 if len(kept) == 1 else 0.6 + 0.1 * min(len(kept), 3)), kept


def _words_of(column: ColumnLook) -> dict[str, list[str]]:
    holding: dict[str, list[str]] = {}
    for text in column.texts:
        if len(text) > 400:
            continue
        for word in dict.fromkeys(_WORD.findall(text.casefold())):
            holding.setdefault(word, []).append(text)
    return holding


def _index(often: Iterable[str]) -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for word in often:
        for shorter in _deletions(word):
            index.setdefault(shorter, set()).add(word)
    return index


def _deletions(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _near(word: str, index: dict[str, set[str]]) -> set[str]:
    """Frequent words within one slip; accents and case alone are no slip."""
    found = {other for shorter in _deletions(word) for other in index.get(shorter, ())}
    return {
        other
        for other in found
        if other != word and is_one_slip(word, other) and folded(other) != folded(word)
    }


def is_one_slip(left: str, right: str) -> bool:
    """Whether one insertion, deletion, substitution or exchange of neighbours makes one of the other.

    >>> is_one_slip("recieve", "receive"), is_one_slip("paid", "pad"), is_one_slip("open", "closed")
    (True, True, False)
    """
    if abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    a, b = left[start:], right[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def _is_inflection(word: str, right: str) -> bool:
    """Whether they differ in an ending that words have, or in the first letter, as rhymes do."""
    if word[1:] == right or word == right[1:] or word[1:] == right[1:]:
        return True
    longer, shorter = (word, right) if len(word) > len(right) else (right, word)
    return (len(longer) > len(shorter) and longer.startswith(shorter) and longer[-1] in _INFLECTIONS) or word[
        :-1
    ] == right[:-1]


def _share_with_neighbours(often: set[str], counts: dict[str, int], index: dict[str, set[str]]) -> float:
    """Share of the frequent words that resemble another about as frequent: a slip made often is none by nature."""
    return sum(
        any(counts[word] <= _TIMES * counts[o] <= _TIMES**2 * counts[word] for o in _near(word, index))
        for word in often
    ) / len(often)


def _pairs(counts: dict[str, int]) -> Counter[str]:
    """In how many of the words three letters meet, ends of the words included."""
    return Counter(triple for word in counts for triple in _triples(word))


def _triples(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _has_unheard(word: str, right: str, pairs: Counter[str]) -> bool:
    return sum(pairs[triple] <= 1 for triple in _triples(word) - _triples(right)) >= 2


def _is_known(word: str) -> bool:
    return folded(word) in known_words()


@cache
def known_words() -> frozenset[str]:
    """Names, places and everyday words of the gazetteers, folded: two of them a letter apart are no slip."""
    return frozenset(folded(word) for name in _GAZETTEERS for word in words_of(name))
