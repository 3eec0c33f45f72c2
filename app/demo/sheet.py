"""One table of the demo while it is made: columns, rows, and the faults put into them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from app.demo.planted import Decoy, Fault, Holding, PlantedFault

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class DemoColumn:
    """A column: its SQL declaration and what it holds on purpose."""

    name: str
    declaration: str
    holds: tuple[Holding | Decoy, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key of one column."""

    column: str
    table: str
    referred: str = "id"


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A table that is still being filled.

    Attributes:
        rows: mutable, so that faults can be put in afterwards.
        faults: what was put in, with exact counts.
    """

    name: str
    columns: tuple[DemoColumn, ...]
    rows: list[list[Value]]
    primary_key: tuple[str, ...] = ("id",)
    references: tuple[Reference, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    unique: tuple[str, ...] = ()
    faults: list[PlantedFault] = field(default_factory=list[PlantedFault])
    _touched: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])

    def place(self, column: str) -> int:
        """Position of the column, from 0."""
        return next(place for place, each in enumerate(self.columns) if each.name == column)

    def spoil(
        self, random: Random, column: str, fault: Fault, count: int, spoiled: Callable[[Value], Value]
    ) -> None:
        """Replace ``count`` cells that no fault has touched by what ``spoiled`` makes of them."""
        place = self.place(column)
        for row in self._choose(random, place, count):
            self.rows[row][place] = spoiled(self.rows[row][place])
        self._record(column, fault, count)

    def duplicate(self, random: Random, column: str, count: int) -> None:
        """Copy the values of ``count`` cells over as many others; both stay as they are from then on."""
        place = self.place(column)
        chosen = self._choose(random, place, 2 * count)
        for source, target in zip(chosen[:count], chosen[count:], strict=True):
            self.rows[target][place] = self.rows[source][place]
        self._record(column, Fault.DUPLICATE, count)

    def _choose(self, random: Random, place: int, count: int) -> list[int]:
        free = [row for row in range(len(self.rows)) if (place, row) not in self._touched]
        filled = [row for row in free if self.rows[row][place] is not None]
        chosen = random.sample(filled, count)
        self._touched.update((place, row) for row in chosen)
        return chosen

    def _record(self, column: str, fault: Fault, count: int) -> None:
        self.faults.append(PlantedFault(table=self.name, column=column, fault=fault, count=count))


def column(name: str, declaration: str = "TEXT", *holds: Holding | Decoy) -> DemoColumn:
    """A column in one line."""
    return DemoColumn(name, declaration, holds)


def decoy(looks_like: str, is_really: str) -> Decoy:
    """A decoy in one line."""
    return Decoy(looks_like=looks_like, is_really=is_really)


def misspelled(random: Random) -> Callable[[Value], Value]:
    """A fault that swaps two neighbouring letters; the result is never the same word."""

    def swap(value: Value) -> Value:
        text = str(value)
        places = [at for at in range(1, len(text) - 1) if text[at] != text[at + 1]]
        at = random.choice(places)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    return swap


def chance(random: Random, share: float) -> bool:
    """``True`` in that share of all calls."""
    return random.random() < share


def numbered(rows: Sequence[Sequence[Value]]) -> list[list[Value]]:
    """The rows with an id from 1 put in front."""
    return [[number, *row] for number, row in enumerate(rows, 1)]
