"""Soda's words for what makes a value valid, which its checks and its contracts share."""

from dataclasses import replace

from app.model.rules import Rule
from app.rules.imports.brought import between, plain, refuse
from app.rules.yaml_tree import Node


def invalid_rules(rule: Rule, body: Node, join: str) -> list[Rule]:
    """A rule for each way the values are described; ``join`` stands between the words of its keys."""

    def key(*words: str) -> str:
        return join.join(words)

    made = [
        *([replace(rule, kind="in_set", arguments={"values": v})] if (v := plain(body.get(key("valid", "values")))) else []),
        *([replace(rule, kind="not_in_set", arguments={"values": v})] if (v := plain(body.get(key("invalid", "values")))) else []),
        *([replace(rule, kind="pattern", arguments={"regex": str(v)})] if (v := plain(body.get(key("valid", "regex")))) else []),
    ]  # fmt: skip
    for kind, words in (("range", ()), ("length", ("length",))):
        least, most = key("valid", "min", *words), key("valid", "max", *words)
        if body.get(least) is not None or body.get(most) is not None:
            made.append(replace(rule, kind=kind, arguments=between(body, least, most)))
    if (exact := plain(body.get(key("valid", "length")))) is not None:
        made.append(replace(rule, kind="length", arguments={"min": exact, "max": exact}))
    if body.get(key("valid", "format")) is not None:
        refuse("valid format is a pattern of Soda's own; write it as pattern")
    if not made:
        refuse("it does not say what is valid")
    if len(made) > 1 and rule.tolerance is not None and rule.tolerance.low:
        refuse("several conditions share one tolerance; write them one by one")
    return made
