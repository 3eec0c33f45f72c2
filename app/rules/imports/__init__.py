"""Brings checks of other tools in: what maps becomes a rule, everything else is told with its reason."""

from app.rules.imports.brought import Bringing, Brought
from app.rules.imports.dbt import bring_dbt
from app.rules.imports.great_expectations import bring_great_expectations
from app.rules.imports.soda import bring_soda
from app.rules.yaml_tree import read_yaml

__all__ = ["Brought", "bring"]


def bring(text: str, *, table: str | None = None) -> Brought:
    """The rules in a file of Soda, Great Expectations or dbt; raises ``RuleFileError`` where it is no YAML or JSON.

    Args:
        text: the file.
        table: what a suite of Great Expectations is about, which does not say so itself.
    """
    is_json = text.lstrip().startswith("{")
    tree = read_yaml(text.replace("\t", " ") if is_json else text)  # JSON holds no tab but between its parts
    bringing = Bringing(table=table)
    if tree.get("expectations") is not None:
        return bring_great_expectations(tree, bringing)
    if any(tree.get(key) for key in ("models", "sources", "seeds", "snapshots")):
        return bring_dbt(tree, bringing)
    return bring_soda(tree, bringing)
