"""Data contracts of Soda: ``dataset``, ``columns`` with their ``checks``, and ``checks`` of the dataset."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from app.model.rules import Argument, Operator, Rule, Tolerance, Unit
from app.rules.imports.brought import Bringing, Brought, UnmappedError, needed, plain, refuse
from app.rules.imports.soda_validity import invalid_rules
from app.rules.yaml_tree import Node

_OPERATORS: Final[Mapping[str, Operator]] = {
    "must_be": Operator.BE,
    "must_not_be": Operator.NOT_BE,
    "must_be_greater_than": Operator.GREATER,
    "must_be_greater_than_or_equal": Operator.GREATER_OR_EQUAL,
    "must_be_less_than": Operator.LESS,
    "must_be_less_than_or_equal": Operator.LESS_OR_EQUAL,
}
_UNITS: Final = {"minute": "m", "hour": "h", "day": "d"}


def bring_contract(tree: Node, bringing: Bringing) -> Brought:
    """The rules of the dataset and its columns."""
    parts = str(plain(tree.get("dataset"))).split("/")
    table = ".".join(parts[-2:])
    for node in _entries(tree, "checks"):
        _check(node, Rule(id="", kind="", table=table), bringing)
    for column in _entries(tree, "columns"):
        of_column = Rule(id="", kind="", table=table, columns=(str(plain(column.get("name"))),))
        for node in _entries(column, "checks"):
            _check(node, of_column, bringing)
    return bringing.done("Soda")


def _check(node: Node, rule: Rule, bringing: Bringing) -> None:
    name, body = next(iter(node.items().items()))
    try:
        if body.get("filter") is not None:
            refuse("a filter limits it to some rows; write it as failing_rows")
        for made in _rules(name, body, rule):
            bringing.take(node, made)
    except UnmappedError as error:
        bringing.leave(node, name, str(error))


def _rules(name: str, body: Node, rule: Rule) -> list[Rule]:  # noqa: PLR0911 - one per check
    limited = replace(rule, tolerance=_tolerance(body))
    match name:
        case "missing":
            also = plain(body.get("missing_values"))
            return [replace(limited, kind="not_null", arguments={} if also is None else {"also": also})]
        case "duplicate":
            columns = plain(body.get("columns"))
            named = tuple(map(str, columns)) if isinstance(columns, tuple) else rule.columns
            return [replace(limited, kind="unique", columns=named)]
        case "invalid":
            return invalid_rules(limited, body, "_")
        case "row_count":
            return [replace(limited, kind="row_count", columns=())]
        case "failed_rows":
            return [_failed_rows(body, limited)]
        case "freshness":
            return [_fresh(body, rule)]
        case _:
            return refuse("no kind of rule says this")


def _failed_rows(body: Node, rule: Rule) -> Rule:
    if (condition := plain(body.get("expression"))) is not None:
        arguments: dict[str, Argument] = {"sql": f"NOT ({condition})"}
        return replace(rule, kind="expression", columns=(), arguments=arguments)
    return replace(rule, kind="failing_rows", columns=(), arguments={"query": needed(body, "query")})


def _fresh(body: Node, rule: Rule) -> Rule:
    threshold = body.get("threshold") or Node({}, body.line, body.path)
    unit = _UNITS.get(str(plain(threshold.get("unit")) or "hour"))
    age = plain(threshold.get("must_be_less_than")) or plain(threshold.get("must_be_less_than_or_equal"))
    if unit is None or age is None:
        refuse("its threshold is not understood")
    return replace(
        rule, kind="freshness", columns=(str(needed(body, "column")),), arguments={"max_age": f"{age}{unit}"}
    )


def _tolerance(body: Node) -> Tolerance | None:
    threshold = body.get("threshold")
    if threshold is None:
        return None
    unit = Unit.PERCENT if plain(threshold.get("metric")) == "percent" else Unit.ROWS
    ends = threshold.get("must_be_between")
    if ends is not None:
        low = _number(ends.get("greater_than_or_equal"))
        return Tolerance(
            operator=Operator.BETWEEN, low=low, high=_number(ends.get("less_than_or_equal")), unit=unit
        )
    keys = [key for key in threshold.items() if key in _OPERATORS]
    if len(keys) != 1:
        refuse("its threshold is not understood")
    return Tolerance(operator=_OPERATORS[keys[0]], low=_number(threshold.get(keys[0])), unit=unit)


def _number(node: Node | None) -> float:
    found = plain(node)
    if not isinstance(found, int | float):
        refuse("its threshold is no number")
    return float(found)


def _entries(node: Node, key: str) -> list[Node]:
    found = node.get(key)
    return [each for each in found.entries() if each.is_mapping and each.items()] if found else []
