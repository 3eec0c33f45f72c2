"""Adds rules to a file of rules as somebody wrote it: their comments and layout stay, new rules stand at the end."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import dedent, indent
from typing import Any, Final, cast

import yaml

from app.errors import RulesInContractError
from app.model.rules import Rule
from app.rules.reading import read_rules
from app.rules.writing import write_rules
from app.rules.yaml_tree import read_yaml

_HEAD: Final = "rules:\n"


def is_kept(rule: Rule, known: Iterable[Rule]) -> bool:
    """Whether a rule of that kind about these columns is there already, whatever else it says.

    >>> of = Rule(id="1", kind="unique", table="orders", columns=("no",))
    >>> is_kept(Rule(id="2", kind="unique", table="sales.orders", columns=("no",)), [of])
    True
    """
    names = {rule.table.casefold(), rule.table.partition(".")[2].casefold()}
    wanted = (rule.kind, rule.columns)
    return any((each.kind, each.columns) == wanted and each.table.casefold() in names for each in known)


def with_rules(text: str, rules: Sequence[Rule], comments: Mapping[str, str]) -> str:
    """The file with these rules after its own; ``comments`` by rule id stand above them.

    A file whose layout takes no further lines, such as one on a single line, is written anew. Raises ``RulesInContractError``
    for a data contract, and ``RuleFileError`` where the file would be too long or an id is taken.
    """
    if not text.strip():
        return write_rules(rules, comments)
    if read_yaml(text).get("rules") is None:
        raise RulesInContractError
    known = read_rules(text).usable()
    longer = _inserted(text, write_rules(rules, comments)) or write_rules([*known, *rules], comments)
    read_rules(longer).usable()
    return longer


def _inserted(text: str, written: str) -> str | None:
    """With the new list after the last item of the list under ``rules``; ``None`` where that is not written over lines."""
    added = dedent(written.removeprefix(_HEAD))
    text = text.removeprefix("\ufeff")  # no character to the parser, whose places count characters
    root = cast("Any", yaml).compose(text, Loader=yaml.SafeLoader)  # its stub has no types
    listed = next(value for key, value in root.value if key.value == "rules")
    start, end = listed.start_mark, listed.end_mark
    if root.flow_style or not isinstance(listed, yaml.SequenceNode):
        return None
    if listed.flow_style:
        rest = text[end.index :].lstrip(" ")
        return None if listed.value else f"{text[: start.index]}\n{indent(added, '  ')}{rest}"
    before = text[: end.index]
    line_end = "" if before.endswith("\n") else "\n"
    return f"{before}{line_end}{indent(added, ' ' * start.column)}{text[end.index :]}"
