"""What is known of single words: how usual they are as given name, surname, place and everyday word."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by their hash, ascending, with a code of four grades of two bits each (0 unknown to 3 very usual).

    From the lowest bits: given name, surname, place, everyday word. A word that is not in it has code 0.
    """

    hashes: NDArray[np.uint32]
    grades: NDArray[np.uint8]

    def codes(self, hashes: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """The codes of the words of these hashes."""
        if not len(self.hashes):
            return np.zeros(len(hashes), np.uint8)
        place = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[place] == hashes, self.grades[place], 0).astype(np.uint8)


EMPTY = Lexicon(np.zeros(0, np.uint32), np.zeros(0, np.uint8))
