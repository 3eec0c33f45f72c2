"""The regulations as a page: ``python -m app.compliance.document > docs/regulations.md``."""

import sys
from collections.abc import Iterable, Iterator

from app.compliance.mapping import GUIDANCE, AtRest, Category, Regulation
from app.compliance.regulations import builtin_regulations
from app.compliance.weights import Weight, Weights, weights

_HEAD = f"""# What regulations say of what is found

Written by `python -m app.compliance.document`; a test fails when it is out of date.

**{GUIDANCE}**

`GET /runs/{{id}}/regulations`, `sourcesense regulations RUN` and the page of a run show a run through each of these:
the columns that fall under each category with their level and risk, the kinds that were looked for and not found, the
kinds that only a column's name can tell, and what no column can show. A kind is a family of types or, where a
regulation asks for less than a family, a type; [what is looked for](detectors.md) lists both. Detectors of your own
fall under the categories whose codes they give in their `regulations`.
"""
_RISK = """## Level and risk

The *level* says what the data is and stands with its type. The *risk* says how it stands in one column: a sum of named
parts, each shown with its points and its reason. Points order columns; they are no probability.
"""


def page(regulations: Iterable[Regulation], known: Weights) -> Iterator[str]:
    """The lines of the page."""
    yield from _HEAD.splitlines()
    for regulation in regulations:
        yield from _regulation(regulation)
    yield from _risk(known)


def _regulation(regulation: Regulation) -> Iterator[str]:
    yield from (f"\n## {regulation.title}\n", f"{regulation.name}. {regulation.jurisdiction}.\n")
    yield f"*Applies to:* {regulation.applies}\n"
    yield f"*Text:* {regulation.version}; <{regulation.source}>. Id `{regulation.id}`.\n"
    yield _row(("Article", "What", "Kinds", "Codes", "What follows"))
    yield _row("---" for _ in range(5))
    yield from map(_category_row, regulation.categories)


def _category_row(category: Category) -> str:
    marks = ["sensitive"] if category.special else []
    if category.at_rest is not AtRest.PROTECTED:
        marks.append(
            {AtRest.NEVER: "must not be stored", AtRest.UNREADABLE: "must be unreadable"}[category.at_rest]
        )
    title = category.title + (f" ({', '.join(marks)})" if marks else "")
    condition = f"*Condition: {category.condition}.*" if category.condition else ""
    words = " ".join(part for part in (category.guidance, condition, category.untold) if part)
    return _row((category.article, title, _kinds(category), _codes(category.codes), words))


def _kinds(category: Category) -> str:
    parts = [_codes(category.kinds)]
    left_out = sorted({kind for scope in category.scopes for kind in scope.without})
    if left_out:
        parts.append(f"without {_codes(left_out)}")
    parts += [
        f"{_codes((*scope.families, *scope.types))} beside {_codes(scope.beside)}"
        for scope in category.scopes
        if scope.beside
    ]
    return "; ".join(parts)


def _risk(known: Weights) -> Iterator[str]:
    yield "\n" + _RISK
    yield _row(("Part", "Points", "Why", "Source"))
    yield _row("---" for _ in range(4))
    for name in known.__struct_fields__:
        weight = getattr(known, name)
        if isinstance(weight, Weight):
            yield _row((weight.title, f"{weight.points:+g}", weight.why, weight.source))
    bands = known.bands
    yield (
        f"\nRisk is medium from {bands.medium:g} points, high from {bands.high:g}, critical from {bands.critical:g}; "
        "reasoned, so that what must not be stored and secrets in clear are always critical."
    )


def _codes(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(page(builtin_regulations(), weights())) + "\n")
