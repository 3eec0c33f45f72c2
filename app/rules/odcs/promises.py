"""Promises that stand beside ``quality``: what is required, unique, a key, of a length or range, a reference, fresh."""

from dataclasses import replace

from app.model.rules import Rule
from app.rules.builtin.volume import seconds_of
from app.rules.file import Gathering
from app.rules.odcs.keys import OPTIONS
from app.rules.odcs.placing import Place, ends_of, entries, id_of, is_true
from app.rules.parts import argument_of
from app.rules.yaml_tree import Node


def promises_of(node: Node, place: Place, found: Gathering) -> None:
    """What a property promises of its values."""
    if is_true(node, "required") or is_true(node, "primaryKey"):
        promise(place.rule("not_null"), node, "required", found)
    if is_true(node, "unique"):
        promise(place.rule("unique"), node, "unique", found)
    if options := node.get("logicalTypeOptions"):
        _options(options, place, found)
    for each in entries(node, "relationships"):
        _relationship(each, place, found)


def _relationship(node: Node, place: Place, found: Gathering) -> None:
    target = node.get("to")
    if target is None or not isinstance(target.value, str) or "." not in target.value:
        found.note(node, "a relationship is read where its to is one table.column")
        return
    table, _, column = target.value.rpartition(".")
    rule = place.rule("foreign_key", references=table.rpartition("/")[2], referred_columns=(column,))
    promise(rule, node, "relationship", found)


def _options(options: Node, place: Place, found: Gathering) -> None:
    found.unknown(options, OPTIONS)
    if pattern := options.get("pattern"):
        promise(place.rule("pattern", regex=str(pattern.value)), options, "pattern", found)
    for kind, low, high in (("length", "minLength", "maxLength"), ("range", "minimum", "maximum")):
        if ends := ends_of(options, low, high):
            promise(place.rule(kind, **ends), options, kind, found)
    for key, name in (("min", "exclusiveMinimum"), ("max", "exclusiveMaximum")):
        if (end := options.get(name)) and not isinstance(end.value, bool):
            rule = place.rule("range", exclusive=True, **{key: argument_of(end)})
            promise(rule, options, name, found)


def key_of(node: Node, place: Place, columns: list[tuple[int, str]], found: Gathering) -> None:
    """That the columns, each with its position, tell the rows of a schema object apart; nothing without columns."""
    if columns:
        names = tuple(name for _, name in sorted(columns, key=lambda each: each[0]))
        promise(Place(place.table, names).rule("unique"), node, "primaryKey", found)


def freshness_of(node: Node, found: Gathering) -> None:
    """How old the newest row may be: of the agreements of service only ``latency`` and ``freshness`` speak of rows."""
    named, element, value, unit = (node.get(key) for key in ("property", "element", "value", "unit"))
    if named is None or named.value not in {"latency", "freshness", "ly", "fy"} or not (element and value):
        return
    table, _, column = str(element.value).rpartition(".")
    age = f"{value.value}{str(unit.value if unit else 'd')[:1].lower()}"
    try:
        seconds_of(age)
    except ValueError:
        found.note(node, "this age is not understood and was left out")
        return
    if table:
        promise(Place(table, (column,)).rule("freshness", max_age=age), node, "sla", found)


def promise(rule: Rule, node: Node, what: str, found: Gathering) -> None:
    """A rule that no row may break, named after what promises it."""
    found.add(replace(rule, id=found.free_id(id_of(rule, what))), node)
