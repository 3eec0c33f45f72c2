"""What was brought in from another tool, and what was not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn

from app.model.rules import Argument, Operator, Rule, Severity, Tolerance, Unit
from app.rules.file import Gathering
from app.rules.yaml_tree import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmapped:
    """A check that has no rule; ``check`` is its name in the other tool."""

    line: int
    check: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Rules in the order of the file, and the checks that became none."""

    tool: str
    rules: tuple[Rule, ...]
    unmapped: tuple[Unmapped, ...]


class UnmappedError(Exception):
    """This check has no rule; the text says why."""


def refuse(why: str) -> NoReturn:
    """Raise ``UnmappedError``."""
    raise UnmappedError(why)


@dataclass(slots=True)
class Bringing:
    """Rules while a file is read."""

    table: str | None = None
    _rules: list[Rule] = field(default_factory=list[Rule])
    _unmapped: list[Unmapped] = field(default_factory=list[Unmapped])
    _ids: Gathering = field(default_factory=Gathering)

    def take(self, at: Node, rule: Rule) -> None:
        """A rule that stands for a check; it gets an id of its own if it has none."""
        wanted = rule.id or ".".join((rule.table, *rule.columns, rule.kind))
        named = replace(rule, id=self._ids.free_id(wanted))
        self._ids.add(named, at)
        self._rules.append(named)

    def leave(self, at: Node, check: str, why: str) -> None:
        """A check that has no rule."""
        self._unmapped.append(Unmapped(line=at.line, check=check, why=why))

    def done(self, tool: str) -> Brought:
        """What came of it."""
        return Brought(tool=tool, rules=tuple(self._rules), unmapped=tuple(self._unmapped))


def plain(node: Node | None) -> Argument:
    """What a node holds as an argument; ``None`` for nothing and for mappings."""
    if node is None or isinstance(node.value, dict):
        return None
    if isinstance(node.value, list):
        return tuple(e.value for e in node.entries() if not isinstance(e.value, list | dict))
    return node.value


def needed(at: Node, key: str) -> Argument:
    """What stands under a key that the check cannot do without."""
    found = plain(at.get(key))
    if found is None or found == ():
        raise UnmappedError(f"{key} is missing")
    return found


def at_least_share(share: Argument) -> Tolerance | None:
    """The tolerance of a check that at least this share of rows must keep, 0 to 1; ``None`` for all of them."""
    if share is None or share == 1:
        return None
    if not isinstance(share, int | float) or not 0 <= share <= 1:
        raise UnmappedError("the share of rows is no number between 0 and 1")
    return Tolerance(operator=Operator.LESS_OR_EQUAL, low=round(100 * (1 - share), 9), unit=Unit.PERCENT)


def between(at: Node, least: str, most: str) -> dict[str, Argument]:
    """The ends of a range that stand under these keys, at least one of them."""
    found: dict[str, Argument] = {}
    for name, key in (("min", least), ("max", most)):
        if (end := plain(at.get(key))) is not None:
            found[name] = end
    return found or refuse(f"neither {least} nor {most} is there")


def count_between(ends: Mapping[str, Argument]) -> Tolerance:
    """A tolerance for a number between the ends that there are."""
    low, high = ends.get("min"), ends.get("max")
    if isinstance(low, int | float) and isinstance(high, int | float):
        return Tolerance(operator=Operator.BETWEEN, low=low, high=high)
    if isinstance(low, int | float):
        return Tolerance(operator=Operator.GREATER_OR_EQUAL, low=low)
    if isinstance(high, int | float):
        return Tolerance(operator=Operator.LESS_OR_EQUAL, low=high)
    raise UnmappedError("the ends are no numbers")


def severity_of(text: Argument) -> Severity:
    """``warn`` is a warning, everything else an error."""
    return Severity.WARNING if str(text).lower().startswith("warn") else Severity.ERROR
