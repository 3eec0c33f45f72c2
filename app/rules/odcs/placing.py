"""Where a rule stands in a contract, and what everything that is read there shares."""

from dataclasses import dataclass

from app.model.rules import Argument, Rule
from app.rules.parts import argument_of
from app.rules.yaml_tree import Node


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule stands: table, and column if it is in a property."""

    table: str
    columns: tuple[str, ...] = ()

    def rule(self, kind: str, **arguments: Argument) -> Rule:
        """A rule of that kind there; its id comes when it is taken."""
        return Rule(id="", kind=kind, table=self.table, columns=self.columns, arguments=arguments)


def ends_of(node: Node, low: str, high: str) -> dict[str, Argument]:
    """The ends that are written under these keys, as a rule's ``min`` and ``max``; empty without any."""
    return {name: argument_of(end) for name, key in (("min", low), ("max", high)) if (end := node.get(key))}


def name_of(node: Node) -> str | None:
    """What the database calls a schema object or property; ``None`` if it has no name that is a text."""
    named = node.get("physicalName") or node.get("name")
    return named.text() if named else None


def entries(node: Node, key: str) -> list[Node]:
    """The mappings in the list under that key."""
    found = node.get(key)
    return [each for each in found.entries() if each.is_mapping] if found else []


def is_true(node: Node, key: str) -> bool:
    """Whether the key is written and true."""
    found = node.get(key)
    return found is not None and found.value is True


def id_of(rule: Rule, what: str) -> str:
    """The id of a rule that gives itself none."""
    return ".".join((rule.table, *rule.columns, what))
