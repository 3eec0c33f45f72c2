"""Parts that rules have in every form they are written in: tolerance, severity, dimension, arguments."""

from collections.abc import Callable, Mapping
from typing import Final

from app.model.measurements import Dimension
from app.model.rules import Argument, Operator, Severity, Tolerance, Unit
from app.rules.builtin.volume import seconds_of
from app.rules.file import Gathering
from app.rules.kinds import RuleKind, Taken, Takes
from app.rules.yaml_tree import Node

TOLERANCE_KEYS: Final = frozenset({*(operator.value for operator in Operator), "unit"})
_OTHER_NAMES: Final[Mapping[str, Operator]] = {
    "mustBeGreaterThanOrEqualTo": Operator.GREATER_OR_EQUAL,
    "mustBeLessThanOrEqualTo": Operator.LESS_OR_EQUAL,
}
OPERATORS: Final[Mapping[str, Operator]] = {each.value: each for each in Operator} | _OTHER_NAMES
_RANGES: Final = frozenset({Operator.BETWEEN, Operator.NOT_BETWEEN})
_ENDS: Final = 2
_SEVERITIES: Final[Mapping[str, Severity]] = {
    **dict.fromkeys(("error", "critical", "high", "fail", "blocker", "major"), Severity.ERROR),
    **dict.fromkeys(("warning", "warn", "medium", "minor"), Severity.WARNING),
    **dict.fromkeys(("info", "low", "informational"), Severity.INFO),
}
_DIMENSIONS: Final[Mapping[str, Dimension]] = {
    **{each.value: each for each in Dimension},
    "conformity": Dimension.VALIDITY,
    "coverage": Dimension.COMPLETENESS,
    "freshness": Dimension.TIMELINESS,
}


def tolerance_in(at: Node, found: Gathering) -> Tolerance | None:
    """The one ``mustBe…`` of a rule with its unit; ``None`` without one, and for a wrong one, which is told."""
    keys = [key for key in at.items() if key in OPERATORS]
    if len(keys) > 1:
        found.error(at, f"{' and '.join(keys)} stand beside each other; a rule has one of them")
    if not keys:
        return None
    operator, node = OPERATORS[keys[0]], at.items()[keys[0]]
    numbers = [each.value for each in node.entries()]
    if len(numbers) != (_ENDS if operator in _RANGES else 1) or not all(map(_is_number, numbers)):
        found.error(node, "two numbers are wanted" if operator in _RANGES else "a number is wanted")
        return None
    ends = [float(number) for number in numbers if isinstance(number, int | float)]
    high = ends[1] if operator in _RANGES else None
    return Tolerance(operator=operator, low=ends[0], high=high, unit=_unit(at, found))


def _unit(at: Node, found: Gathering) -> Unit:
    node = at.get("unit")
    if node is None or node.value in {"rows", "count"}:
        return Unit.ROWS
    if node.value in {"percent", "%"}:
        return Unit.PERCENT
    found.error(node, "a unit is rows or percent")
    return Unit.ROWS


def severity_in(at: Node, found: Gathering) -> Severity:
    """The severity; an error without one."""
    node = at.get("severity")
    if node is None:
        return Severity.ERROR
    known = _SEVERITIES.get(str(node.value).lower())
    if known is None:
        found.error(node, "a severity is error, warning or info")
    return known or Severity.ERROR


def dimension_in(at: Node, found: Gathering) -> Dimension | None:
    """The dimension, if the rule names one."""
    node = at.get("dimension")
    if node is None:
        return None
    known = _DIMENSIONS.get(str(node.value).lower())
    if known is None:
        found.note(node, f"this dimension is not one of {', '.join(Dimension)} and was left out")
    return known


def text_in(at: Node, key: str, found: Gathering) -> str | None:
    """The text under a key; ``None`` without one."""
    node = at.get(key)
    if node is not None and node.text() is None:
        found.error(node, "a text is wanted")
    return node.text() if node is not None else None


def arguments_in(at: Node, kind: RuleKind, found: Gathering) -> dict[str, Argument]:
    """What the kind takes, of the keys that stand there; what is wrong or missing is told."""
    arguments: dict[str, Argument] = {}
    for name, taken in kind.arguments.items():
        node = at.get(name)
        if node is None:
            if taken.required:
                found.error(at, f"{kind.name} needs {name}: {taken.takes.value}")
            continue
        problem = _problem(node, taken)
        if problem:
            found.error(node, problem)
        else:
            arguments[name] = argument_of(node)
    if kind.one_of and not any(name in arguments for name in kind.one_of):
        found.error(at, f"{kind.name} needs {' or '.join(kind.one_of)}")
    return arguments


def argument_of(node: Node) -> Argument:
    """A plain value, or a list of plain values."""
    if isinstance(node.value, list):
        return tuple(
            each.value if not isinstance(each.value, list | dict) else None for each in node.entries()
        )
    return None if isinstance(node.value, dict) else node.value


def _problem(node: Node, taken: Taken) -> str | None:
    """Why the value does not fit; ``None`` if it does."""
    listed = taken.takes in {Takes.VALUES, Takes.NAMES}
    values = [each.value for each in node.entries()] if listed else [node.value]
    if not values or not all(_FITS[taken.takes](value) for value in values):
        return f"{taken.takes.value} is wanted"
    if taken.choices and str(node.value) not in taken.choices:
        return f"one of {' '.join(taken.choices)} is wanted"
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_duration(value: object) -> bool:
    try:
        seconds_of(str(value))
    except ValueError:
        return False
    return True


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


_FITS: Final[Mapping[Takes, Callable[[object], bool]]] = {
    Takes.TEXT: _is_plain,
    Takes.NUMBER: _is_number,
    Takes.VALUE: _is_plain,
    Takes.VALUES: _is_plain,
    Takes.NAMES: _is_text,
    Takes.TRUTH: _is_truth,
    Takes.DURATION: _is_duration,
    Takes.SQL: _is_text,
}
