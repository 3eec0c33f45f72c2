"""Writes rules as YAML in our own short form, so that reading it gives the same rules."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import yaml

from app.model.rules import Argument, Rule, Severity, Tolerance, Unit
from app.rules.yaml_tree import plain_value

_WIDTH: Final = 110


class _Dumper(yaml.SafeDumper):
    """Quotes every text that would be read as something else."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - its signature
        """Lists stand in from their key."""
        super().increase_indent(flow, False)


def _text(dumper: Any, text: str) -> yaml.ScalarNode:
    is_plain = isinstance(plain_value(text), str)
    style = "|" if "\n" in text and text.isprintable() else None if is_plain else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write_rules(rules: Iterable[Rule], comments: Mapping[str, str] | None = None) -> str:
    """The rules as a file; ``comments`` by rule id stand above their rule, a line each.

    >>> print(write_rules([Rule(id="a", kind="unique", table="orders", columns=("no",))]), end="")
    rules:
      - id: a
        table: orders
        column: 'no'
        kind: unique
    """
    lines = ["rules:"]
    for rule in rules:
        lines += [f"  # {line}" for line in _commented((comments or {}).get(rule.id, ""))]
        written = yaml.dump(
            [as_mapping(rule)], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH
        )
        lines += [f"  {line}" if line else line for line in written.rstrip("\n").split("\n")]
    return "\n".join(lines) + "\n" if len(lines) > 1 else "rules: []\n"


def as_mapping(rule: Rule) -> dict[str, Any]:
    """The rule as keys and values, without those that say nothing."""
    columns = {"column": rule.columns[0]} if len(rule.columns) == 1 else {"columns": list(rule.columns)}
    found: dict[str, Any] = {
        "id": rule.id,
        "table": rule.table,
        **(columns if rule.columns else {}),
        "kind": rule.kind,
        **{name: _argument(value) for name, value in rule.arguments.items()},
        **(_tolerance(rule.tolerance) if rule.tolerance else {}),
        "severity": None if rule.severity is Severity.ERROR else rule.severity.value,
        "dimension": rule.dimension.value if rule.dimension else None,
        "owner": rule.owner,
        "schedule": rule.schedule,
        "description": rule.description,
    }
    return {key: value for key, value in found.items() if value is not None}


def _argument(value: Argument) -> Any:
    return [*value] if isinstance(value, tuple) else value


def _tolerance(tolerance: Tolerance) -> dict[str, Any]:
    ends = (
        _number(tolerance.low)
        if tolerance.high is None
        else [_number(tolerance.low), _number(tolerance.high)]
    )
    return {tolerance.operator.value: ends} | ({"unit": "percent"} if tolerance.unit is Unit.PERCENT else {})


def _number(number: float) -> float:
    return int(number) if float(number).is_integer() else number


def _commented(comment: str) -> list[str]:
    """Lines of a comment; a line break in somebody's name must not end it."""
    return [" ".join(line.split()) for line in comment.splitlines() if line.strip()]
