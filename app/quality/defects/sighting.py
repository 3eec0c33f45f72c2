"""What a search sees before it is told: the rows themselves, so that one search can tell what another explains."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.model.defects import SHOWN_FROM, DefectKind
from app.quality.defects.looking import TableLook


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One kind of error in one column, or between several.

    Attributes:
        columns: where the error is.
        rows: places of the rows that have it, in the sample.
        confidence: 0 to 1.
        reasons: in words without values.
        examples: column and value as it stands; masked before they leave.
        explains: further rows whose oddity it accounts for, as the other one of two copies.
        pairs: the earlier and the later row of each two that stand for the same, where it is about such.
    """

    kind: DefectKind
    columns: tuple[str, ...]
    rows: frozenset[int]
    confidence: float
    reasons: tuple[str, ...]
    examples: tuple[tuple[str, str], ...] = ()
    explains: frozenset[int] = frozenset()
    pairs: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Known:
    """What was seen so far, and which cells of a column it explains."""

    sightings: list[Sighting] = field(default_factory=list[Sighting])
    _explained: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, sightings: Iterable[Sighting]) -> None:
        """Remember what a search saw; what is too unsure to be shown explains nothing."""
        for sighting in sightings:
            self.sightings.append(sighting)
            if sighting.confidence >= SHOWN_FROM:
                for column in sighting.columns:
                    self._explained[column] |= sighting.rows | sighting.explains

    def has(self, kind: DefectKind, column: str) -> bool:
        """Whether that kind of error was seen in that column alone."""
        return any(seen.kind is kind and seen.columns == (column,) for seen in self.sightings)

    def rows(self, column: str) -> frozenset[int]:
        """Places of the cells of the column that are explained."""
        return frozenset(self._explained.get(column, ()))

    def unexplained(self, column: str, rows: Iterable[int]) -> list[int]:
        """Those of the rows whose cell nothing explains yet."""
        known = self._explained.get(column, frozenset[int]())
        return [row for row in rows if row not in known]


Parents = Mapping[str, frozenset[str]]
"""Per column of the table the keys that its values must be among, where they are all known."""

Search = Callable[[TableLook, Known], Iterable[Sighting]]
"""One kind of error looked for in a table."""


def examples_of(
    look: TableLook, column: str, rows: Iterable[int], most: int = 3
) -> tuple[tuple[str, str], ...]:
    """A few different values of the column at those rows."""
    cells = look[column].cells
    found = dict.fromkeys(value for row in rows if (value := cells[row]) is not None)
    return tuple((column, value) for value in list(found)[:most])
