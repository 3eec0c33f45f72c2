"""Reads a file of rules, in our own short form or as a data contract."""

from app.rules.file import Gathering, RuleFile
from app.rules.native import read_native
from app.rules.odcs import read_odcs
from app.rules.yaml_tree import read_yaml


def read_rules(text: str) -> RuleFile:
    """The rules of a file with every problem in it; raises ``RuleFileError`` where it is no YAML at all.

    >>> read_rules("rules: [{table: orders, column: id, kind: unique}]").usable()[0].id
    'orders.id.unique'
    """
    tree, found = read_yaml(text), Gathering()
    if tree.get("rules") is not None:
        read_native(tree, found)
    elif tree.get("schema") is not None or tree.get("apiVersion") is not None:
        read_odcs(tree, found)
    else:
        found.error(
            tree,
            "neither rules of our own (rules:) nor a data contract (schema:); sourcesense rules import reads checks of other tools",
        )
    return found.gathered()
