"""Names written without separators: ``FIRSTNAME``, ``Kundentelefonnummer``, ``顧客電話番号``.

The fewest known words that cover the whole token (a shortest path over its letters, as in Viterbi segmentation with
equal word costs). German, Dutch and Nordic compounds may hold a linking letter between two words. A token that no
words cover may still end with a long term: the head of a compound stands last.
"""

from collections.abc import Iterable

_SHORTEST_TOKEN, _LONGEST_TOKEN = 5, 60
_SHORTEST_WORD, _SHORTEST_TAIL, _SHORTEST_REST = 4, 7, 3
_MOST_PIECES = 6
_LINKS = ("s", "n", "en", "es", "e", "er")
_LINK_COST, _SHORT_COST = 0.5, 0.3

Path = tuple[float, tuple[str, ...]]


class Segmenter:
    """Cuts tokens by a dictionary of folded words.

    >>> Segmenter(["kunde", "telefon", "nummer"], short=[]).cut("kundentelefonnummer")
    ('kunde', 'telefon', 'nummer')
    """

    def __init__(self, words: Iterable[str], short: Iterable[str]) -> None:
        short = frozenset(short)
        every = frozenset(words)
        # Where letters are words (Chinese), two are as good as four of an alphabet.
        self._words = frozenset(w for w in every if len(w) >= _SHORTEST_WORD or not w.isascii()) | short
        self._known = every | short
        self._longest = max(map(len, self._words), default=0)
        self._tails = frozenset(w for w in self._words if len(w) >= _SHORTEST_TAIL)

    def cut(self, token: str) -> tuple[str, ...]:
        """The words of the token; the token itself where it is a word or cannot be cut."""
        shortest = _SHORTEST_TOKEN if token.isascii() else 2
        if token in self._known or not shortest <= len(token) <= _LONGEST_TOKEN:
            return (token,)
        return self._covered(token) or self._with_tail(token) or (token,)

    def _covered(self, token: str) -> tuple[str, ...] | None:
        best: list[Path | None] = [None] * (len(token) + 1)
        best[0] = (0.0, ())
        for end in range(1, len(token) + 1):
            for start in range(max(0, end - self._longest), end):
                piece = token[start:end]
                if piece in self._words:
                    _keep(best, end, _extended(token, best, start, piece))
        found = best[-1]
        return found[1] if found is not None and len(found[1]) <= _MOST_PIECES else None

    def _with_tail(self, token: str) -> tuple[str, ...] | None:
        for start in range(_SHORTEST_REST, len(token) - _SHORTEST_TAIL + 1):
            if token[start:] in self._tails:
                return (token[:start], token[start:])
        return None


def _keep(best: list[Path | None], end: int, path: Path | None) -> None:
    kept = best[end]
    if path is not None and (kept is None or path[0] < kept[0]):
        best[end] = path


def _extended(token: str, best: list[Path | None], start: int, piece: str) -> Path | None:
    """The cheapest way to this piece: directly behind a word, or behind a word and a linking letter."""
    cost = 1 + _SHORT_COST * (len(piece) < _SHORTEST_WORD)
    ways = [best[start]]
    if len(piece) >= _SHORTEST_WORD:
        ways += [_linked(best[start - len(link)]) for link in _LINKS if _links(token, start, link)]
    usable = [way for way in ways if way is not None]
    if not usable:
        return None
    cheapest = min(usable, key=lambda way: way[0])
    return (cheapest[0] + cost, (*cheapest[1], piece))


def _links(token: str, start: int, link: str) -> bool:
    return start > len(link) and token.endswith(link, 0, start)


def _linked(way: Path | None) -> Path | None:
    return None if way is None or not way[1] else (way[0] + _LINK_COST, way[1])
