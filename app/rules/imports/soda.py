"""Checks of Soda: SodaCL (``checks for TABLE:``) and data contracts (``dataset:``).

https://docs.soda.io/soda-cl-overview, https://docs.soda.io/reference/contract-language-reference.
"""

import re
from dataclasses import replace
from typing import Final

from app.model.rules import Argument, Operator, Rule, Severity, Tolerance, Unit
from app.rules.imports.brought import Bringing, Brought, UnmappedError, needed, plain, refuse
from app.rules.imports.soda_contract import bring_contract
from app.rules.imports.soda_validity import invalid_rules
from app.rules.yaml_tree import Node

_CHECK: Final = re.compile(
    r"(?P<metric>[a-z_]+)\s*(?:\(\s*(?P<columns>[^)]*?)\s*\))?\s*(?:(?P<operator><=|>=|!=|<>|=|<|>|not between|between)\s*(?P<bound>.+))?"
)
_REFERENCE: Final = re.compile(
    r"values in \(?(?P<columns>[^)]+?)\)? must exist in (?P<other>[\w.\"]+)\s*\(?(?P<referred>[^)]*?)\)?"
)
_SAME: Final = re.compile(r"row_count same as (?P<other>[\w.\"]+)")
_OPERATORS: Final = {
    "=": Operator.BE,
    "!=": Operator.NOT_BE,
    "<>": Operator.NOT_BE,
    "<": Operator.LESS,
    "<=": Operator.LESS_OR_EQUAL,
    ">": Operator.GREATER,
    ">=": Operator.GREATER_OR_EQUAL,
    "between": Operator.BETWEEN,
    "not between": Operator.NOT_BETWEEN,
}
_AGE: Final = re.compile(r"(\d+)\s*([smhdw])")


def bring_soda(tree: Node, bringing: Bringing) -> Brought:
    """The rules under every ``checks for`` of a file of Soda Core, or of a contract (``dataset``); raises nothing.

    A check that has no rule is left with its reason, and so is any other key at the top.
    """
    if tree.get("dataset") is not None:
        return bring_contract(tree, bringing)
    for key, node in tree.items().items():
        about = re.fullmatch(r"checks for (?P<table>\S+)(?P<part>.*)", key)
        if about is None:
            bringing.leave(node, key, "it is neither checks for a table nor a contract")
            continue
        for check in node.entries():
            _check(check, about["table"].strip('"'), about["part"].strip(), bringing)
    return bringing.done("Soda")


def _check(node: Node, table: str, part: str, bringing: Bringing) -> None:
    text, body = _written(node)
    try:
        if part or body.get("filter") is not None:
            refuse("a filter limits it to some rows; write it as failing_rows")
        for severity, said in _alerts(text, body):
            for rule in _rules(said, body, table):
                name = plain(body.get("name"))
                described = None if name is None else str(name)
                bringing.take(node, replace(rule, severity=severity, description=described))
    except UnmappedError as error:
        bringing.leave(node, text, str(error))


def _written(node: Node) -> tuple[str, Node]:
    items = node.items()
    if not items:
        return str(node.value), Node({}, node.line, node.path)
    text, body = next(iter(items.items()))
    return text, body


def _alerts(text: str, body: Node) -> list[tuple[Severity, str]]:
    """The check as it must hold: as written, or the opposite of when it warns and fails."""
    found = [
        (severity, f"{text} {_opposite(str(plain(when)))}")
        for key, severity in (("fail", Severity.ERROR), ("warn", Severity.WARNING))
        if (when := body.get(key)) is not None
    ]
    return found or [(Severity.ERROR, text)]


def _opposite(when: str) -> str:
    found = re.fullmatch(r"when\s+(<=|>=|!=|=|<|>|between|not between)\s*(.+)", when)
    opposites = {
        "<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "=", "between": "not between", "not between": "between",
    }  # fmt: skip
    if found is None:
        refuse("when it alerts is not understood")
    return f"{opposites[found[1]]} {found[2]}"


def _rules(text: str, body: Node, table: str) -> list[Rule]:
    if found := _REFERENCE.fullmatch(text):
        referred = _names(found["referred"])
        arguments: dict[str, Argument] = {"references": found["other"].strip('"')}
        return [
            Rule(
                id="",
                kind="foreign_key",
                table=table,
                columns=_names(found["columns"]),
                arguments=arguments | ({"referred_columns": referred} if referred else {}),
            )
        ]
    if found := _SAME.fullmatch(text):
        return [Rule(id="", kind="same_rows", table=table, arguments={"other": found["other"].strip('"')})]
    if text.startswith("failed rows"):
        return [_failed_rows(body, table)]
    found = _CHECK.fullmatch(text.strip())
    if found is None or found["operator"] is None:
        return refuse("no kind of rule says this")
    return _measured(found, body, table)


def _failed_rows(body: Node, table: str) -> Rule:
    if (condition := plain(body.get("fail condition"))) is not None:
        return Rule(id="", kind="expression", table=table, arguments={"sql": f"NOT ({condition})"})
    return Rule(id="", kind="failing_rows", table=table, arguments={"query": needed(body, "fail query")})


def _measured(found: re.Match[str], body: Node, table: str) -> list[Rule]:  # noqa: PLR0911 - one per metric
    metric, columns = found["metric"], _names(found["columns"] or "")
    base, _, unit = metric.rpartition("_")
    tolerance = _tolerance(found, Unit.PERCENT if unit == "percent" else Unit.ROWS, metric)
    rule = Rule(id="", kind="", table=table, columns=columns, tolerance=tolerance)
    if metric == "row_count":
        return [replace(rule, kind="row_count", columns=())]
    if metric == "freshness":
        return [_fresh(rule, found)]
    if base == "missing" and unit in {"count", "percent"}:
        also = plain(body.get("missing values"))
        if body.get("missing regex") is not None:
            refuse("a pattern for missing values has no rule")
        return [replace(rule, kind="not_null", arguments={} if also is None else {"also": also})]
    if base == "duplicate" and unit in {"count", "percent"}:
        return [replace(rule, kind="unique")]
    if base == "invalid" and unit in {"count", "percent"}:
        return invalid_rules(rule, body, " ")
    if metric in {"min", "max"} and tolerance.operator in _SIDE[metric]:
        exclusive = tolerance.operator in {Operator.LESS, Operator.GREATER}
        ends: dict[str, Argument] = {metric: tolerance.low}
        if exclusive:
            ends["exclusive"] = True
        return [replace(rule, kind="range", tolerance=None, arguments=ends)]
    return refuse("no kind of rule says this")


_SIDE: Final = {
    "min": frozenset({Operator.GREATER, Operator.GREATER_OR_EQUAL}),
    "max": frozenset({Operator.LESS, Operator.LESS_OR_EQUAL}),
}


def _fresh(rule: Rule, found: re.Match[str]) -> Rule:
    age = _AGE.fullmatch(found["bound"].strip())
    if age is None or found["operator"] not in {"<", "<="}:
        refuse("its age is not understood")
    return replace(rule, kind="freshness", tolerance=None, arguments={"max_age": f"{age[1]}{age[2]}"})


def _tolerance(found: re.Match[str], unit: Unit, metric: str) -> Tolerance:
    if metric == "freshness":
        return Tolerance(operator=Operator.BE, low=0)
    numbers = re.findall(r"-?\d+(?:\.\d+)?", found["bound"])
    operator = _OPERATORS[found["operator"]]
    ranged = operator in {Operator.BETWEEN, Operator.NOT_BETWEEN}
    if len(numbers) != 1 + ranged:
        refuse("its threshold is no number")
    high = float(numbers[1]) if ranged else None
    return Tolerance(operator=operator, low=float(numbers[0]), high=high, unit=unit)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().strip('"') for name in text.split(",") if name.strip())
