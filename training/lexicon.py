"""The lexicon the model ships with: how usual words are as given name, surname, place and everyday word."""

from collections import Counter

import numpy as np
import wordfreq

from app.detection.wording import features
from app.detection.wording.lexicon import EMPTY, Lexicon
from training import sources as S

_MAJOR = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "sv", "tr", "da", "nb", "fi", "cs")


def words_of(text: str) -> list[str]:
    return text.replace("-", " ").replace("'", " ").split()


def build(part: str) -> Lexicon:
    """From the words of one part of every list, ``all`` for the model that ships."""
    given, surname = Counter(), Counter()
    for lists in S.person_lists().values():
        for counter, kind in ((given, "given"), (surname, "surname")):
            for place, name in enumerate(lists[kind][part]):
                for word in words_of(name):
                    counter[word.lower()] += 3 if place < 300 else 1
    place: Counter[str] = Counter()
    for code, names in S.places().items():
        for _i, name in enumerate(names[part]):
            for word in words_of(name):
                place[word.lower()] += 2 if code.endswith("+") else 1
    for script in S.native_towns().values():
        for name in script[part]:
            for word in words_of(name):
                place[word.lower()] += 2
    usual: dict[str, float] = {}
    for language in S.LANGUAGES:
        left = 15000 if language in _MAJOR else 5000
        # Words by frequency: list i holds those of 10 ** (-i / 100).
        for centibels, words in enumerate(wordfreq.get_frequency_list(language, "best")):
            for word in words[: max(left, 0)]:
                if part in {S.part_of(word), "all"}:
                    usual[word] = max(usual.get(word, 0), 9 - centibels / 100)
            left -= len(words)
    grades: dict[str, int] = {}
    for word in {*given, *surname, *(w for w, n in place.items() if n > 1), *usual}:
        if not 1 < len(word) < 24:
            continue
        z = usual.get(word, 0)
        code = (
            _grade(given[word], 1, 4, 9)
            | _grade(surname[word], 1, 4, 9) << 2
            | _grade(place[word], 1, 3, 6) << 4
            | _grade(z, 0.1, 3.9, 4.8) << 6
        )
        if code:
            grades[word] = code
    return hashed(grades)


def _grade(count: float, *steps: float) -> int:
    return sum(count >= s for s in steps)


def hashed(grades: dict[str, int]) -> Lexicon:
    """The words by the hash that ``features`` gives them; words it would cut in two are left out."""
    words = list(grades)
    line = features._line(words)
    hashes, owner, _ = features._tokens(line, EMPTY, 1.0, 0)
    counts = np.bincount(owner, minlength=len(words))
    single = counts[owner] == 1
    keys, _first = np.unique(hashes[single], return_index=True)
    codes = np.array([grades[w] for w in words], np.uint8)[owner[single]]
    merged: dict[int, int] = {}
    for h, c in zip(hashes[single].tolist(), codes.tolist(), strict=True):
        old = merged.get(h, 0)
        merged[h] = sum(max(old >> s & 3, c >> s & 3) << s for s in (0, 2, 4, 6))
    return Lexicon(keys, np.array([merged[k] for k in keys.tolist()], np.uint8))
