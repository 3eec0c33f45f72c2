"""The catalogue as a page: ``python -m app.detection.document > docs/detectors.md``."""

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby

from app.detection.catalogue import builtin_types
from app.detection.types import Tier, TypeDefinition

_HEAD = """# What SourceSense looks for

Written by `python -m app.detection.document`; a test fails when it is out of date.

How much a value alone can say: **A** check digits or a grammar that at most a few random values pass, **B** one
check digit, **C** structure, dictionary or issuer prefix, **D** only the name of the column tells and values can
merely contradict, **E** words compared with word lists. *By chance* is the share of random values of the same shape
that pass the test. Levels: 4 critical, 3 high, 2 medium, 1 low. The regulations are guidance, not legal advice.
"""
_COLUMNS = (
    "Type",
    "What",
    "Family",
    "Tier",
    "By chance",
    "Level",
    "Also inside text",
    "Regulations",
    "Sources",
)


def pages(types: Iterable[TypeDefinition]) -> Iterator[str]:
    """The lines of the page, types grouped by category."""
    yield from _HEAD.splitlines()
    ordered = sorted(types, key=lambda t: t.category)
    yield f"\n{len(ordered)} types."
    for category, members in groupby(ordered, key=lambda t: t.category):
        yield f"\n## {category.capitalize()}\n"
        yield _row(_COLUMNS)
        yield _row("---" for _ in _COLUMNS)
        yield from map(_type_row, members)


def _type_row(definition: TypeDefinition) -> str:
    chance = (
        "not testable"
        if definition.tier is Tier.D
        else f"{definition.p0:.5%}".rstrip("0%").rstrip(".") + " %"
    )
    return _row(
        (
            f"`{definition.id}`",
            definition.title,
            f"`{definition.family}`",
            definition.tier.value,
            chance,
            str(int(definition.level)),
            "yes" if definition.search is not None else "",
            ", ".join(definition.regulations),
            "; ".join(definition.sources),
        )
    )


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(pages(builtin_types())) + "\n")
