"""What was read of a file of rules, in words."""

from collections.abc import Iterable

from app.model.names import visible
from app.rules.file import RuleProblem
from app.rules.imports.brought import Brought


def problems_text(problems: Iterable[RuleProblem], file: str) -> str:
    """A line per problem, as compilers write them; empty without any."""
    return "".join(
        f"{visible(file)}:{each.line}: {each.kind.value}: {visible(each.path)}: {visible(each.text)}\n"
        for each in problems
    )


def brought_text(brought: Brought, file: str) -> str:
    """A line per check that has no rule, and how many there are of both."""
    left = [f"{visible(file)}:{each.line}: {visible(each.check)}: {each.why}\n" for each in brought.unmapped]
    return "".join([*left, f"{brought.tool}: {len(brought.rules)} rules, {len(left)} checks without one\n"])
