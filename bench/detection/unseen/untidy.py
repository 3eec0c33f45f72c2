"""How real cells differ from clean ones; each way takes and gives as many cells as there are."""

from collections.abc import Callable, Sequence
from random import Random

Cells = list[str | None]
_PLACEHOLDERS = (
    "N/A",
    "-",
    "unknown",
    "n/d",
    "null",
    "?",
    "TBD",
    "none",
    "#N/A",
    "k.A.",
    "s/n",
    "NA",
    "*",
    "0",
)
_STRAYS = (
    "see notes",
    "12",
    "test",
    "Q3",
    "x",
    "deleted",
    "2nd line",
    "error",
    "7.5",
    "ask Kim",
    "TRUE",
    "aaa",
)


def _some(change: Callable[[Random, str], str | None], share: float) -> Callable[[Random, Cells], Cells]:
    def changed(random: Random, cells: Cells) -> Cells:
        return [change(random, c) if c is not None and random.random() < share else c for c in cells]

    return changed


def _repeated(random: Random, cells: Cells) -> Cells:
    few = random.sample(cells, max(2, len(cells) // 3))
    return [random.choice(few) for _ in cells]


def _cased(random: Random, cells: Cells) -> Cells:
    change = random.choice((str.upper, str.lower))
    return [cell and change(cell) for cell in cells]


def _mixed_case(random: Random, cells: Cells) -> Cells:
    return [cell and random.choice((str.upper, str.lower, str.title, str))(cell) for cell in cells]


def _cut(random: Random, cells: Cells) -> Cells:
    width = random.choice((15, 20, 24, 30))
    return [cell and cell[:width].rstrip() for cell in cells]


def _spaced(random: Random, cell: str) -> str:
    return random.choice((f" {cell}", f"{cell} ", f"{cell}   ", f"\t{cell}", cell.replace(" ", "  ")))


def _stray(random: Random, _cell: str) -> str:
    return random.choice(_STRAYS)


def _placeholder(random: Random, cells: Cells) -> Cells:
    mark = random.choice(_PLACEHOLDERS)
    return [mark if random.random() < 0.2 else cell for cell in cells]


def _floats(_random: Random, cells: Cells) -> Cells:
    return [f"{cell}.0" if cell else cell for cell in cells]


def _nothing(_random: Random, cells: Cells) -> Cells:
    return cells


WAYS: dict[str, Callable[[Random, Cells], Cells]] = {
    "clean": _nothing,
    "nulls": _some(lambda _random, _cell: None, 0.25),
    "blanks": _some(lambda random, _cell: random.choice(("", "", " ")), 0.25),
    "repeated": _repeated,
    "placeholders": _placeholder,
    "spaces": _some(_spaced, 0.4),
    "strays": _some(_stray, 0.08),
    "one case": _cased,
    "mixed case": _mixed_case,
    "cut": _cut,
    "floats": _floats,
}  # fmt: skip
_ANY = ("clean",) * 10 + ("nulls", "nulls", "blanks", "repeated", "placeholders", "spaces", "strays")
_TEXT = ("one case", "one case", "mixed case", "cut")


def way_for(random: Random, cells: Sequence[str], *, text: bool) -> str:
    """A way that may happen to these cells: only words change case, only whole numbers become floats."""
    ways = [*_ANY, *(_TEXT if text else ())]
    if all(cell.isdigit() and cell[0] != "0" and len(cell) < 13 for cell in cells):
        ways += ["floats"]
    return random.choice(ways)


def untidied(random: Random, cells: Sequence[str], way: str) -> tuple[str | None, ...]:
    """The cells after this has happened; something always stays."""
    changed = WAYS[way](random, list(cells))
    return tuple(changed) if sum(bool(cell and cell.strip()) for cell in changed) >= 3 else tuple(cells)
