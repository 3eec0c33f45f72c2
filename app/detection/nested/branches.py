"""The leaves of many cells, merged into one tree by the path that leads to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

MOST_DEPTH = 32
"""Steps of a path; what lies deeper is not looked at."""

LONGEST_CELL = 65_536
"""Characters of a cell that are taken apart."""


class Wild(Enum):
    """A step that stands for many: every item of a list, every key of a map, those keys themselves."""

    ITEM = "[*]"
    ANY = ".*"
    KEYS = ".*~"


Step = str | Wild
Path = tuple[Step, ...]
Leaf = tuple[Path, str]


@dataclass(slots=True)
class Branch:
    """One step of the tree.

    Attributes:
        times: cells that lead here.
        children: by step.
        leaves: number of a cell, and the text that stands here in it.
    """

    times: int = 0
    children: dict[Step, "Branch"] = field(default_factory=dict[Step, "Branch"])
    leaves: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    _last: int = -1

    def add(self, cell: int, leaves: Iterable[Leaf]) -> int:
        """Hang the leaves of a cell into the tree; gives how many they are."""
        count = 0
        for path, text in leaves:
            count += 1
            self._grow(path, cell).leaves.append((cell, text))
        return count

    def _grow(self, path: Path, cell: int) -> "Branch":
        branch = self._visited(cell)
        for step in path:
            branch = branch.children.setdefault(step, Branch())._visited(cell)  # noqa: SLF001 - its own kind
        return branch

    def _visited(self, cell: int) -> "Branch":
        if self._last != cell:
            self._last, self.times = cell, self.times + 1
        return self

    def absorb(self, other: "Branch") -> None:
        """Take over everything of another branch."""
        self.times += other.times
        self.leaves += other.leaves
        for step, child in other.children.items():
            self.children.setdefault(step, Branch()).absorb(child)

    def walk(self, path: Path = ()) -> Iterator[tuple[Path, "Branch"]]:
        """Every branch with its path, itself first."""
        yield path, self
        for step, child in self.children.items():
            yield from child.walk((*path, step))

    def keys(self) -> Mapping[str, "Branch"]:
        """The children that a key leads to."""
        return {step: child for step, child in self.children.items() if isinstance(step, str)}


def json_path(path: Path) -> str:
    """The path in the notation of RFC 9535; ``~`` behind a key stands for the key itself.

    >>> json_path(("items", Wild.ITEM, "unit price")), json_path((Wild.ANY, "tel")), json_path(("by", Wild.KEYS))
    ("$.items[*]['unit price']", '$.*.tel', '$.by.*~')
    """
    return "$" + "".join(_json_step(step) for step in path)


def xml_path(path: Path) -> str:
    """The path in the notation of XPath.

    >>> xml_path(("order", "buyer", "@name")), xml_path(("map", Wild.ANY))
    ('/order/buyer/@name', '/map/*')
    """
    return "".join("/" + (step if isinstance(step, str) else step.value.lstrip(".")) for step in path)


def _json_step(step: Step) -> str:
    if isinstance(step, Wild):
        return step.value
    return f".{step}" if step.replace("-", "_").isidentifier() else f"['{step}']"
