"""Rules in a data contract of the Open Data Contract Standard, version 3, read as it is.

https://bitol-io.github.io/open-data-contract-standard/latest/data-quality/. Read are ``quality`` of schema objects and
properties (``library`` and ``sql``), and the promises that stand beside it: ``required``, ``unique``, ``primaryKey``,
``logicalTypeOptions``, ``relationships``. What is known and says nothing about rows is passed over; every other key is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.model.rules import NO_ROW, Argument, Rule, Tolerance
from app.rules.builtin.volume import seconds_of
from app.rules.file import Gathering
from app.rules.parts import OPERATORS, argument_of, dimension_in, severity_in, text_in, tolerance_in
from app.rules.yaml_tree import Node

_TOP: Final = frozenset(
    """
    apiVersion kind id name version status tenant domain dataProduct description schema servers price
    team roles support slaProperties slaDefaultElement customProperties tags authoritativeDefinitions
    contractCreatedTs
    """.split()  # noqa: SIM905 - words read better than quotes
)
_OBJECT: Final = frozenset(
    """
    id name physicalName physicalType logicalType businessName description dataGranularityDescription
    properties quality tags customProperties authoritativeDefinitions relationships
    """.split()  # noqa: SIM905 - words read better than quotes
)
_PROPERTY: Final = _OBJECT | frozenset(
    """
    required unique primaryKey primaryKeyPosition partitioned partitionKeyPosition classification
    encryptedName transformSourceObjects transformLogic transformDescription examples
    criticalDataElement logicalTypeOptions items
    """.split()  # noqa: SIM905 - words read better than quotes
)
_QUALITY: Final = frozenset(
    """
    id type name description rule metric dimension severity businessImpact method unit scheduler
    schedule arguments query engine implementation validValues tags customProperties
    authoritativeDefinitions owner pattern
    """.split()  # noqa: SIM905 - words read better than quotes
) | frozenset(OPERATORS)
_METRICS: Final[Mapping[str, str]] = {
    "nullValues": "nullValues",
    "nullCheck": "nullValues",
    "nullCount": "nullValues",
    "missingValues": "missingValues",
    "missingCount": "missingValues",
    "invalidValues": "invalidValues",
    "invalidCount": "invalidValues",
    "validValues": "invalidValues",
    "duplicateValues": "duplicateValues",
    "duplicateCount": "duplicateValues",
    "uniqueCheck": "duplicateValues",
    "rowCount": "rowCount",
    "countCheck": "rowCount",
}
_OPTIONS: Final = frozenset(
    """
    minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum format multipleOf
    timezone defaultTimezone minItems maxItems uniqueItems minProperties maxProperties required
    """.split()  # noqa: SIM905 - words read better than quotes
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rule stands: table, and column if it is in a property."""

    table: str
    columns: tuple[str, ...] = ()

    def rule(self, kind: str, **arguments: Argument) -> Rule:
        return Rule(id="", kind=kind, table=self.table, columns=self.columns, arguments=arguments)


def read_odcs(tree: Node, found: Gathering) -> None:
    """Gather the rules of every schema object."""
    found.unknown(tree, _TOP)
    for node in _entries(tree, "schema"):
        name = (node.get("physicalName") or node.get("name") or Node(None, node.line, node.path)).text()
        if name is None:
            found.error(node, "a schema object needs its name")
            continue
        found.unknown(node, _OBJECT)
        _object(node, _Place(name), found)
    for node in _entries(tree, "slaProperties"):
        _sla(node, found)


def _object(node: Node, place: _Place, found: Gathering) -> None:
    keys: list[tuple[int, str]] = []
    for each in _entries(node, "properties"):
        name = (each.get("physicalName") or each.get("name") or Node(None, each.line, each.path)).text()
        if name is None:
            found.error(each, "a property needs its name")
            continue
        found.unknown(each, _PROPERTY)
        _property(each, _Place(place.table, (name,)), found)
        if _is_true(each, "primaryKey"):
            position = each.get("primaryKeyPosition")
            keys.append((position.value if position and isinstance(position.value, int) else 0, name))
    if keys:
        columns = tuple(name for _, name in sorted(keys, key=lambda key: key[0]))
        _promise(_Place(place.table, columns).rule("unique"), node, "primaryKey", found)
    for each in _entries(node, "quality"):
        _quality(each, place, found)


def _property(node: Node, place: _Place, found: Gathering) -> None:
    if _is_true(node, "required") or _is_true(node, "primaryKey"):
        _promise(place.rule("not_null"), node, "required", found)
    if _is_true(node, "unique"):
        _promise(place.rule("unique"), node, "unique", found)
    if options := node.get("logicalTypeOptions"):
        _options(options, place, found)
    for each in _entries(node, "relationships"):
        target = each.get("to")
        if target is None or not isinstance(target.value, str) or "." not in target.value:
            found.note(each, "a relationship is read where its to is one table.column")
            continue
        table, _, column = target.value.rpartition(".")
        rule = place.rule("foreign_key", references=table.rpartition("/")[2], referred_columns=(column,))
        _promise(rule, each, "relationship", found)
    for each in _entries(node, "quality"):
        _quality(each, place, found)


def _options(options: Node, place: _Place, found: Gathering) -> None:
    found.unknown(options, _OPTIONS)
    if pattern := options.get("pattern"):
        _promise(place.rule("pattern", regex=str(pattern.value)), options, "pattern", found)
    for kind, names in (("length", ("minLength", "maxLength")), ("range", ("minimum", "maximum"))):
        ends = {
            key: argument_of(end)
            for key, name in zip(("min", "max"), names, strict=True)
            if (end := options.get(name))
        }
        if ends:
            _promise(place.rule(kind, **ends), options, kind, found)
    for key, name in (("min", "exclusiveMinimum"), ("max", "exclusiveMaximum")):
        if (end := options.get(name)) and not isinstance(end.value, bool):
            rule = place.rule("range", exclusive=True, **{key: argument_of(end)})
            _promise(rule, options, name, found)


def _quality(node: Node, place: _Place, found: Gathering) -> None:
    found.unknown(node, _QUALITY)
    kind = node.get("type")
    match kind.value if kind else "library":
        case "library":
            _library(node, place, found)
        case "sql":
            query = node.get("query")
            if query is None or not isinstance(query.value, str):
                found.error(node, "type sql needs its query")
            elif not any(key in OPERATORS for key in node.items()):
                found.error(node, f"type sql needs one of {', '.join(OPERATORS)}")
            else:
                _take(place.rule("sql", query=query.value), node, "sql", found)
        case "text":
            found.note(node, "type text is for people and is not checked")
        case "custom":
            found.note(
                node, "type custom is in the words of another tool; sourcesense rules import may read those"
            )
        case _:
            found.error(kind or node, "a type is library, sql, text or custom")


def _library(node: Node, place: _Place, found: Gathering) -> None:
    written = node.get("metric") or node.get("rule")
    metric = _METRICS.get(str(written.value)) if written else None
    arguments = node.get("arguments") or node
    if metric is None:
        at, name = written or node, written.value if written else "without a metric"
        found.note(at, f"the library has no {name} that is known here; it was left out")
        return
    if metric == "rowCount":
        _take(replace(place.rule("row_count"), columns=()), node, metric, found)
    elif metric == "duplicateValues":
        properties = arguments.get("properties")
        columns = tuple(str(each.text()) for each in properties.entries()) if properties else place.columns
        if columns:
            _take(replace(place.rule("unique"), columns=columns), node, metric, found)
        else:
            found.error(node, f"{metric} of a schema object needs arguments.properties")
    elif not place.columns:
        found.error(node, f"{metric} stands in a property")
    else:
        _of_column(metric, node, arguments, place, found)


def _of_column(metric: str, node: Node, arguments: Node, place: _Place, found: Gathering) -> None:
    if metric in {"nullValues", "missingValues"}:
        listed = arguments.get("missingValues") if metric == "missingValues" else None
        texts = tuple(
            v for each in (listed.entries() if listed else ()) if (v := argument_of(each)) is not None
        )
        also: dict[str, Argument] = (
            {"also": tuple(v for v in texts if not isinstance(v, tuple))} if texts else {}
        )
        _take(place.rule("not_null", **also), node, metric, found)
        return
    valid, pattern = arguments.get("validValues"), arguments.get("pattern")
    rules = [
        *([place.rule("in_set", values=argument_of(valid))] if valid else []),
        *([place.rule("pattern", regex=str(pattern.value))] if pattern else []),
    ]
    ends = {
        k: argument_of(v) for k, n in (("min", "minLength"), ("max", "maxLength")) if (v := arguments.get(n))
    }
    if ends:
        rules.append(place.rule("length", **ends))
    bounds = {
        k: argument_of(v) for k, n in (("min", "minimum"), ("max", "maximum")) if (v := arguments.get(n))
    }
    if bounds:
        rules.append(place.rule("range", **bounds))
    if not rules:
        found.error(node, f"{metric} needs validValues or pattern among its arguments")
    for rule in rules:
        _take(rule, node, f"{metric}.{rule.kind}", found)


def _sla(node: Node, found: Gathering) -> None:
    """Only ``latency`` or ``freshness`` of one element says something about rows."""
    named = (node.get("property") or Node("", node.line, node.path)).value
    element, value = node.get("element"), node.get("value")
    if named not in {"latency", "freshness", "ly", "fy"} or element is None or value is None:
        return
    table, _, column = str(element.value).rpartition(".")
    unit = str((node.get("unit") or Node("d", node.line, node.path)).value)[:1].lower()
    try:
        seconds_of(f"{value.value}{unit}")
    except ValueError:
        found.note(node, "this age is not understood and was left out")
        return
    if table:
        _promise(
            _Place(table, (column,)).rule("freshness", max_age=f"{value.value}{unit}"), node, "sla", found
        )


def _take(rule: Rule, node: Node, metric: str, found: Gathering) -> None:
    """A rule with everything that ``quality`` says of it; ODCS counts rows, so one without an operator allows none."""
    tolerance = tolerance_in(node, found)
    wanted = text_in(node, "id", found) or text_in(node, "name", found)
    rule = replace(
        rule,
        id=found.free_id(wanted or _id(rule, metric)),
        tolerance=tolerance or _default(rule),
        dimension=dimension_in(node, found),
        severity=severity_in(node, found),
        description=text_in(node, "description", found) or text_in(node, "name", found),
        owner=text_in(node, "owner", found),
        schedule=text_in(node, "schedule", found),
    )
    found.add(rule, node)


def _default(rule: Rule) -> Tolerance | None:
    return None if rule.kind == "row_count" else NO_ROW


def _promise(rule: Rule, node: Node, what: str, found: Gathering) -> None:
    found.add(replace(rule, id=found.free_id(_id(rule, what))), node)


def _id(rule: Rule, what: str) -> str:
    return ".".join((rule.table, *rule.columns, what))


def _entries(node: Node, key: str) -> list[Node]:
    found = node.get(key)
    return [each for each in found.entries() if each.is_mapping] if found else []


def _is_true(node: Node, key: str) -> bool:
    found = node.get(key)
    return found is not None and found.value is True
