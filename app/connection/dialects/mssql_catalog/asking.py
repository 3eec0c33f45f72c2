"""What the statements of this package have in common."""

from collections.abc import Iterable

from app.model.sample import Cell

Row = tuple[Cell, ...]
Rows = Iterable[Row]


def text(cell: Cell) -> str | None:
    """A cell that holds text."""
    return None if cell is None else str(cell)


def number(cell: Cell) -> int:
    """A cell that holds a whole number; NULL as 0."""
    return int(cell or 0)
