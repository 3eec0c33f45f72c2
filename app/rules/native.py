"""Rules in the short form of our own: a list under ``rules``, each with its table, its kind and what the kind takes."""

from typing import Final

from app.model.rules import Rule
from app.rules.file import Gathering
from app.rules.kinds import RuleKind, rule_kinds
from app.rules.parts import (
    OPERATORS,
    arguments_in,
    dimension_in,
    severity_in,
    text_in,
    tolerance_in,
)
from app.rules.yaml_tree import Node

_COMMON: Final = frozenset(
    {"id", "kind", "table", "column", "columns", "severity", "owner", "description"}
    | {"dimension", "schedule", "unit", *OPERATORS}
)
_TOP: Final = frozenset({"rules", "version"})


def read_native(tree: Node, found: Gathering) -> None:
    """Gather every rule under ``rules``; what is wrong is told with its line, and the other rules are read all the same."""
    found.unknown(tree, _TOP)
    rules = tree.get("rules")
    if rules is None:
        return
    for node in rules.entries():
        if node.is_mapping:
            _rule(node, found)
        else:
            found.error(node, "a rule is a mapping with table and kind")


def _rule(node: Node, found: Gathering) -> None:
    kind, table = _kind(node, found), node.get("table")
    if table is None or not table.text():
        found.error(node, "a rule needs its table")
    if kind is None or table is None:
        return
    found.unknown(node, _COMMON | set(kind.arguments))
    columns = _columns(node, kind, found)
    tolerance = tolerance_in(node, found)
    if tolerance is None and kind.accepts is None and not any(key in OPERATORS for key in node.items()):
        found.error(node, f"{kind.name} needs one of {', '.join(OPERATORS)}")
    name = str(table.text())
    rule_id = text_in(node, "id", found) or found.free_id(".".join((name, *columns, kind.name)))
    rule = Rule(
        id=rule_id,
        kind=kind.name,
        table=name,
        columns=columns,
        arguments=arguments_in(node, kind, found),
        dimension=dimension_in(node, found),
        severity=severity_in(node, found),
        owner=text_in(node, "owner", found),
        description=text_in(node, "description", found),
        tolerance=tolerance,
        schedule=text_in(node, "schedule", found),
    )
    found.add(rule, node)


def _kind(node: Node, found: Gathering) -> RuleKind | None:
    written = node.get("kind")
    if written is None:
        found.error(node, "a rule needs its kind")
        return None
    kind = rule_kinds().get(str(written.value))
    if kind is None:
        found.error(written, f"there is no kind of rule {written.value}; there are {', '.join(rule_kinds())}")
    return kind


def _columns(node: Node, kind: RuleKind, found: Gathering) -> tuple[str, ...]:
    written = node.get("columns") or node.get("column")
    names = tuple(str(each.text()) for each in written.entries()) if written else ()
    least, most = kind.columns
    if len(names) < least or (most is not None and len(names) > most):
        wanted = f"{least}" if least == most else f"{least} or more" if most is None else f"{least} to {most}"
        found.error(written or node, f"{kind.name} takes {wanted} columns and got {len(names)}")
    return names
