"""A uniform sample of rows, drawn while they pass, within a bound of memory."""

from random import Random
from typing import Generic, TypeVar

Row = TypeVar("Row")

_MOST_CHARACTERS = 48 * 2**20


class Reservoir(Generic[Row]):
    """At most so many rows, each row that passed with the same chance (Vitter 1985, algorithm R).

    Rows that together take too much memory are thinned at random to half as many; the sample stays uniform.

    >>> drawn = Reservoir[int](3)
    >>> for n in range(100): drawn.add(n, size=1)
    >>> len(drawn.rows()), drawn.passed
    (3, 100)
    """

    def __init__(self, most: int, *, seed: int = 0, most_characters: int = _MOST_CHARACTERS) -> None:
        self.passed = 0
        self._most, self._most_characters = most, most_characters
        self._random = Random(seed)  # noqa: S311 - a sample, not a secret
        self._kept: list[tuple[int, int, Row]] = []
        self._characters = 0

    def add(self, row: Row, *, size: int) -> None:
        """One more row passes; ``size`` is its characters."""
        self.passed += 1
        entry = (self.passed, size, row)
        if len(self._kept) < self._most:
            self._kept.append(entry)
        else:
            place = self._random.randrange(self.passed)
            if place >= self._most:
                return
            self._characters -= self._kept[place][1]
            self._kept[place] = entry
        self._characters += size
        while self._characters > self._most_characters and len(self._kept) > 1:
            self._thin()

    def rows(self) -> list[Row]:
        """The rows drawn, in the order in which they passed."""
        return [row for _, _, row in sorted(self._kept, key=lambda entry: entry[0])]

    def _thin(self) -> None:
        self._most = len(self._kept) // 2
        self._kept = self._random.sample(self._kept, self._most)
        self._characters = sum(size for _, size, _ in self._kept)
