"""Suites of Great Expectations, of 0.x (``expectation_type``) and 1.x (``type``).

https://docs.greatexpectations.io/docs/core/define_expectations/create_an_expectation
"""

from dataclasses import replace

from app.rules.imports.brought import Bringing, Brought, UnmappedError, plain, refuse, severity_of
from app.rules.imports.expectations import expected
from app.rules.yaml_tree import Node

_TOOL = "Great Expectations"


def bring_great_expectations(tree: Node, bringing: Bringing) -> Brought:
    """The rules of a suite; every check is left if nobody says which table the suite is about."""
    expectations = tree.get("expectations")
    for node in expectations.entries() if expectations else ():
        name = str(plain(node.get("expectation_type") or node.get("type")) or "")
        try:
            if bringing.table is None:
                refuse("a suite does not say which table it is about; say so with --table")
            kwargs = node.get("kwargs") or Node({}, node.line, node.path)
            rule = expected(name.lower(), kwargs, bringing.table, None)
        except UnmappedError as error:
            bringing.leave(node, name or "?", str(error))
            continue
        notes = plain((node.get("meta") or node).get("notes"))
        described = notes if isinstance(notes, str) else plain(node.get("description"))
        bringing.take(
            node,
            replace(
                rule,
                severity=severity_of(plain(node.get("severity"))),
                description=None if described is None else str(described),
            ),
        )
    return bringing.done(_TOOL)
