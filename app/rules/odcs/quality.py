"""``quality`` of schema objects and properties: metrics of the standard's library, and SQL."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from app.model.rules import NO_ROW, Argument, Rule
from app.rules.file import Gathering
from app.rules.odcs.keys import QUALITY
from app.rules.odcs.placing import Place, ends_of, id_of
from app.rules.parts import OPERATORS, argument_of, dimension_in, severity_in, text_in, tolerance_in
from app.rules.yaml_tree import Node

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


def quality_of(node: Node, place: Place, found: Gathering) -> None:
    """What one entry says, by its type; what is for people or in the words of another tool is told."""
    found.unknown(node, QUALITY)
    kind = node.get("type")
    match kind.value if kind else "library":
        case "library":
            _library(node, place, found)
        case "sql":
            _sql(node, place, found)
        case "text":
            found.note(node, "type text is for people and is not checked")
        case "custom":
            found.note(
                node, "type custom is in the words of another tool; sourcesense rules import may read those"
            )
        case _:
            found.error(kind or node, "a type is library, sql, text or custom")


def _sql(node: Node, place: Place, found: Gathering) -> None:
    query = node.get("query")
    if query is None or not isinstance(query.value, str):
        found.error(node, "type sql needs its query")
    elif not any(key in OPERATORS for key in node.items()):
        found.error(node, f"type sql needs one of {', '.join(OPERATORS)}")
    else:
        _take(place.rule("sql", query=query.value), node, "sql", found)


def _library(node: Node, place: Place, found: Gathering) -> None:
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


def _of_column(metric: str, node: Node, arguments: Node, place: Place, found: Gathering) -> None:
    if metric in {"nullValues", "missingValues"}:
        listed = arguments.get("missingValues") if metric == "missingValues" else None
        _take(place.rule("not_null", **_also(listed)), node, metric, found)
        return
    rules = [*_of_values(arguments, place)]
    if not rules:
        found.error(node, f"{metric} needs validValues or pattern among its arguments")
    for rule in rules:
        _take(rule, node, f"{metric}.{rule.kind}", found)


def _also(listed: Node | None) -> dict[str, Argument]:
    """Values that count as missing besides NULL."""
    values = [argument_of(each) for each in listed.entries()] if listed else []
    if not any(value is not None for value in values):
        return {}
    return {"also": tuple(value for value in values if value is not None and not isinstance(value, tuple))}


def _of_values(arguments: Node, place: Place) -> Iterator[Rule]:
    """What values may be, one rule for each way of saying so."""
    if valid := arguments.get("validValues"):
        yield place.rule("in_set", values=argument_of(valid))
    if pattern := arguments.get("pattern"):
        yield place.rule("pattern", regex=str(pattern.value))
    if ends := ends_of(arguments, "minLength", "maxLength"):
        yield place.rule("length", **ends)
    if ends := ends_of(arguments, "minimum", "maximum"):
        yield place.rule("range", **ends)


def _take(rule: Rule, node: Node, metric: str, found: Gathering) -> None:
    """A rule with everything that ``quality`` says of it; ODCS counts rows, so one without an operator allows none."""
    tolerance = tolerance_in(node, found)
    wanted = text_in(node, "id", found) or text_in(node, "name", found)
    rule = replace(
        rule,
        id=found.free_id(wanted or id_of(rule, metric)),
        tolerance=tolerance or (None if rule.kind == "row_count" else NO_ROW),
        dimension=dimension_in(node, found),
        severity=severity_in(node, found),
        description=text_in(node, "description", found) or text_in(node, "name", found),
        owner=text_in(node, "owner", found),
        schedule=text_in(node, "schedule", found),
    )
    found.add(rule, node)
