"""Data tests of dbt in its property files: the four of its own, dbt_utils, dbt_expectations, freshness of sources.

https://docs.getdbt.com/reference/resource-properties/data-tests, https://github.com/dbt-labs/dbt-utils.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from app.model.rules import Argument, Operator, Rule, Severity, Tolerance
from app.rules.imports.brought import (
    Bringing,
    Brought,
    UnmappedError,
    at_least_share,
    between,
    needed,
    plain,
    refuse,
    severity_of,
)
from app.rules.imports.expectations import expected
from app.rules.yaml_tree import Node

_REFERENCE: Final = re.compile(
    r"""\{*\s*(?:ref|source)\(\s*(?:['"][^'"]+['"]\s*,\s*)?['"]([^'"]+)['"]\s*\)\s*\}*"""
)
_LIMIT: Final = re.compile(r"\s*(>=?|=|!=)\s*(\d+)\s*")
_PERIODS: Final = {"minute": "m", "hour": "h", "day": "d", "week": "w"}


@dataclass(frozen=True, slots=True)
class _Place:
    table: str
    column: str | None = None

    def rule(
        self, kind: str, *columns: str, tolerance: Tolerance | None = None, **arguments: Argument
    ) -> Rule:
        own = (self.column,) if self.column and not columns else columns
        return Rule(id="", kind=kind, table=self.table, columns=own, arguments=arguments, tolerance=tolerance)


def bring_dbt(tree: Node, bringing: Bringing) -> Brought:
    """The rules of models, seeds, snapshots and sources, tests and freshness alike; a test that has none is left with its reason.

    Tables are named by ``identifier`` or ``alias`` before ``name``, those of a source with its schema.
    """
    for key in ("models", "seeds", "snapshots"):
        for node in _entries(tree, key):
            _relation(node, None, bringing)
    for source in _entries(tree, "sources"):
        schema = plain(source.get("schema") or source.get("name"))
        for node in _entries(source, "tables"):
            _relation(node, None if schema is None else str(schema), bringing)
            _freshness(node, source, schema, bringing)
    return bringing.done("dbt")


def _relation(node: Node, schema: str | None, bringing: Bringing) -> None:
    name = plain(node.get("identifier") or node.get("alias") or node.get("name"))
    table = str(name) if schema is None else f"{schema}.{name}"
    for test in _tests(node):
        _test(test, _Place(table), bringing)
    for column in _entries(node, "columns"):
        for test in _tests(column):
            _test(test, _Place(table, str(plain(column.get("name")))), bringing)


def _test(node: Node, place: _Place, bringing: Bringing) -> None:
    name, body = _named(node)
    arguments = body.get("arguments") or body
    config = body.get("config") or body
    try:
        if (config.get("where") or body.get("where")) is not None:
            refuse("where limits it to some rows; write it as failing_rows")
        package, _, test = name.rpartition(".")
        if package == "dbt_expectations":
            rule = expected(test.lower(), arguments, place.table, place.column)
        elif (package, test) in _MADE:
            rule = _MADE[package, test](arguments, place)
        else:
            refuse("no kind of rule says this")
        rule = replace(rule, tolerance=_limited(config, rule), severity=_severity(config))
    except UnmappedError as error:
        bringing.leave(node, name, str(error))
        return
    given = plain(body.get("name"))
    described = plain(body.get("description"))
    bringing.take(
        node,
        replace(
            rule,
            id="" if given is None else str(given),
            description=None if described is None else str(described),
        ),
    )


def _limited(config: Node, rule: Rule) -> Tolerance | None:
    """``error_if: ">10"`` allows up to ten."""
    limit = plain(config.get("error_if")) or (
        plain(config.get("warn_if")) if _severity(config) is Severity.WARNING else None
    )
    if limit is None:
        return rule.tolerance
    found = _LIMIT.fullmatch(str(limit))
    if found is None:
        refuse("its error_if is no comparison with a number")
    operators = {
        ">": Operator.LESS_OR_EQUAL,
        ">=": Operator.LESS,
        "!=": Operator.BE,
        "=": Operator.NOT_BE,
    }
    return Tolerance(operator=operators[found[1]], low=float(found[2]))


def _severity(config: Node) -> Severity:
    return severity_of(plain(config.get("severity")))


def _range(at: Node, place: _Place) -> Rule:
    ends = between(at, "min_value", "max_value")
    if plain(at.get("inclusive")) is False:
        ends["exclusive"] = True
    return replace(place.rule("range"), arguments=ends)


def _relationship(at: Node, place: _Place) -> Rule:
    referred = _referred(needed(at, "to"))
    return place.rule("foreign_key", references=referred, referred_columns=(str(needed(at, "field")),))


def _combination(at: Node, place: _Place) -> Rule:
    columns = needed(at, "combination_of_columns")
    return place.rule("unique", *map(str, columns if isinstance(columns, tuple) else (columns,)))


def _expression(at: Node, place: _Place) -> Rule:
    expression = str(needed(at, "expression"))
    return replace(
        place.rule("expression", sql=f"{place.column} {expression}" if place.column else expression),
        columns=(),
    )


def _recency(at: Node, place: _Place) -> Rule:
    age = f"{needed(at, 'interval')}{_PERIODS.get(str(needed(at, 'datepart')).lower(), '?')}"
    if age.endswith("?"):
        refuse("its datepart is not minute, hour, day or week")
    return place.rule("freshness", str(needed(at, "field")), max_age=age)


def _proportion(at: Node, place: _Place) -> Rule:
    if plain(at.get("at_most")) not in {None, 1}:
        refuse("at_most demands NULLs")
    return place.rule("not_null", tolerance=at_least_share(needed(at, "at_least")))


_MADE: Final[Mapping[tuple[str, str], Callable[[Node, _Place], Rule]]] = {
    ("", "not_null"): lambda _, place: place.rule("not_null"),
    ("", "unique"): lambda _, place: place.rule("unique"),
    ("", "accepted_values"): lambda at, place: place.rule("in_set", values=needed(at, "values")),
    ("", "relationships"): _relationship,
    ("dbt_utils", "accepted_range"): _range,
    ("dbt_utils", "unique_combination_of_columns"): _combination,
    ("dbt_utils", "expression_is_true"): _expression,
    ("dbt_utils", "not_accepted_values"): lambda at, place: place.rule(
        "not_in_set", values=needed(at, "values")
    ),
    ("dbt_utils", "not_empty_string"): lambda _, place: place.rule("pattern", regex=r"\S"),
    ("dbt_utils", "not_null_proportion"): _proportion,
    ("dbt_utils", "recency"): _recency,
    ("dbt_utils", "equal_rowcount"): lambda at, place: place.rule(
        "same_rows", other=_referred(needed(at, "compare_model"))
    ),
}


def _freshness(node: Node, source: Node, schema: Argument, bringing: Bringing) -> None:
    """Of ``error_after``, else of ``warn_after``, which is a warning."""
    freshness = node.get("freshness") or source.get("freshness")
    if freshness is None:
        return
    after = freshness.get("error_after") or freshness.get("warn_after")
    field = plain(node.get("loaded_at_field") or source.get("loaded_at_field"))
    try:
        if after is None or field is None or not re.fullmatch(r"\w+", str(field)):
            refuse("it needs loaded_at_field with the name of a column, and error_after or warn_after")
        period = _PERIODS.get(str(needed(after, "period")))
        age = f"{needed(after, 'count')}{period}"
        rule = Rule(
            id="",
            kind="freshness",
            table=f"{schema}.{plain(node.get('identifier') or node.get('name'))}",
            columns=(str(field),),
            arguments={"max_age": age},
            severity=Severity.ERROR if freshness.get("error_after") else Severity.WARNING,
        )
    except UnmappedError as error:
        bringing.leave(freshness, "freshness", str(error))
        return
    bringing.take(freshness, rule)


def _referred(argument: Argument) -> str:
    found = _REFERENCE.fullmatch(str(argument).strip())
    if found is None and not re.fullmatch(r"[\w.]+", str(argument)):
        refuse("the other table is no ref() or source()")
    return found[1] if found else str(argument)


def _tests(node: Node) -> list[Node]:
    return [each for key in ("tests", "data_tests") if (found := node.get(key)) for each in found.entries()]


def _named(node: Node) -> tuple[str, Node]:
    """Name and body of a test: a text, a mapping of one key, or one with ``test_name``."""
    items = node.items()
    if not items:
        return str(node.value), Node({}, node.line, node.path)
    if "test_name" in items:
        return str(items["test_name"].value), node
    name, body = next(iter(items.items()))
    rest = {key: each for key, each in items.items() if key != name}
    return name, Node({**rest, **body.items()}, node.line, node.path)


def _entries(node: Node, key: str) -> list[Node]:
    found = node.get(key)
    return [each for each in found.entries() if each.is_mapping] if found else []
