"""Which form the cells of a column have, and their leaves by path."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import islice

from app.detection.cells.values import spread
from app.detection.nested.branches import LONGEST_CELL, Branch, Leaf, Path, json_path, xml_path
from app.detection.nested.json_text import json_leaves
from app.detection.nested.list_text import SEPARATORS, array_leaves, items_of
from app.detection.nested.pair_text import pair_leaves
from app.detection.nested.xml_text import xml_leaves

MOST_CELLS, MOST_LEAVES = 1_000, 50_000
"""Distinct cells of a column that are taken apart, and leaves of all of them together."""

_TRIED, _MOST_OF_THEM = 30, 0.5

Opening = Callable[[str], "list[Leaf] | None"]


@dataclass(frozen=True, slots=True)
class Form:
    """How cells hold several values.

    Attributes:
        name: in words.
        leaves: takes one cell apart; ``None`` for one of another form.
        write: a path as a person reads it.
        is_list: items without names; the column's own name is theirs.
        begins: what a cell of the form can begin with; empty for anything.
        holds: one of these marks is in every cell of the form.
    """

    name: str
    leaves: Opening
    write: Callable[[Path], str] = json_path
    is_list: bool = False
    begins: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()

    def may_be(self, cell: str) -> bool:
        """A cheap gate: nearly every column of a database holds nothing but plain values."""
        start = cell.lstrip()[:1]
        return (not self.begins or start in self.begins) and any(mark in cell for mark in self.holds)


def _items(separator: str) -> Form:
    return Form(
        f"list with {separator!r}", lambda cell: items_of(cell, separator), is_list=True, holds=(separator,)
    )


_JSON = Form("JSON", json_leaves, begins=('"', "{", "[", "\ufeff"), holds=("{", "["))
_XML = Form("XML", xml_leaves, write=xml_path, begins=("<", "\ufeff"), holds=("<",))
_PAIRS = Form("pairs", pair_leaves, holds=("=", ":"))
_ARRAYS = Form("array", array_leaves, is_list=True, begins=("{",), holds=("}",))
_FORMS = (_JSON, _XML, _PAIRS, _ARRAYS, *map(_items, SEPARATORS))


@dataclass(slots=True)
class TakenApart:
    """The leaves of a column.

    Attributes:
        tree: of all cells; a leaf's number of a cell is a place in ``weights``.
        weights: of each distinct cell looked at that has the form, how many cells are like it.
        cells: cells looked at that are not NULL, whatever their form.
        others: distinct cells of another form.
    """

    form: Form
    tree: Branch = field(default_factory=Branch)
    weights: list[int] = field(default_factory=list[int])
    cells: int = 0
    others: int = 0


def take_apart(cells: Sequence[str | None]) -> TakenApart | None:
    """The leaves of a column most of whose cells have one form; ``None`` for a column of plain values."""
    form = _form_of(cells)
    if form is None:
        return None
    counts = Counter(cell for cell in cells if cell is not None and cell.strip())
    taken, leaves = TakenApart(form), 0
    for cell in spread(list(counts))[:MOST_CELLS]:
        if leaves > MOST_LEAVES:
            break
        taken.cells += counts[cell]
        found = _opened(form, cell)
        if found is None:
            taken.others += 1
            continue
        leaves += taken.tree.add(len(taken.weights), islice(found, MOST_LEAVES)) * counts[cell]
        taken.weights.append(counts[cell])
    return taken if len(taken.weights) >= _MOST_OF_THEM * (len(taken.weights) + taken.others) else None


def _opened(form: Form, cell: str) -> list[Leaf] | None:
    return form.leaves(cell[:LONGEST_CELL]) if form.may_be(cell) else None


def _form_of(cells: Sequence[str | None]) -> Form | None:
    """The first form that most of some cells have, with more than one leaf in some cell."""
    tried: dict[str, None] = {}
    for cell in cells:
        if cell and cell not in tried and not cell.isspace():
            tried[cell] = None
            if len(tried) == _TRIED:
                break
    return next((form for form in _FORMS if _has_form(form, tried)), None)


def _has_form(form: Form, given: Collection[str]) -> bool:
    possible = [cell for cell in given if form.may_be(cell)]
    if not possible or len(possible) < _MOST_OF_THEM * len(given):
        return False
    found = [leaves for cell in possible if (leaves := _opened(form, cell)) is not None]
    several = any(len(leaves) > 1 for leaves in found) or not form.is_list
    return several and len(found) >= _MOST_OF_THEM * len(given)
