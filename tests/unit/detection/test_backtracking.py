"""The bundled patterns are matched by Python's own engine: none may be slow on a text made to make it slow."""

import time
from collections.abc import Iterator

import pytest

from app.detection.catalogue import builtin_types
from app.detection.cells.values import LONGEST_VALUE
from app.detection.matching.patterns import Pattern, pattern_of, search_of
from app.detection.types import TypeDefinition

SECONDS = 0.05
TYPES = tuple(builtin_types())
UNITS = ("a", "A", "0", "aA0", " ", "a ", "0 ", "-", "0-", "a-", ".", "a.", "0.", "@", "a@", "a.a@", ":", "0:", "a:", "/", "//a",
         "_", ",", "0,", "+", "(0)", "(", "=", '"', "'", "<", "{", "é", "中", "\u0660", "\n", "\ud800", "\0")  # fmt: skip
ENDS = ("", "!", "\n", "@", "\ud800")


def hostile(definition: TypeDefinition, longest: int) -> Iterator[str]:
    """Texts of the greatest length: one unit or example again and again, whole and broken at the end."""
    examples = definition.matches[:3]
    parts = (
        part for example in examples for part in (example[:1], example[: len(example) // 2], example[-1:])
    )
    units = dict.fromkeys((*UNITS, *examples, *(f"{e} " for e in examples), *parts))
    for unit in units:
        if unit:
            text = (unit * longest)[:longest]
            yield from (text[: longest - len(end)] + end for end in ENDS)


def slowest(pattern: Pattern, texts: Iterator[str], *, whole: bool) -> float:
    """Seconds of this process's own work for the worst of the texts; a slow one gets a second chance."""
    worst = 0.0
    for text in texts:
        taken = (
            min(seconds(pattern, text, whole=whole) for _ in range(2))
            if worst
            else seconds(pattern, text, whole=whole)
        )
        worst = max(worst, taken)
    return worst


def seconds(pattern: Pattern, text: str, *, whole: bool) -> float:
    start = time.process_time()
    if whole:
        pattern.fullmatch(text)
    else:
        list(pattern.finditer(text))
    return time.process_time() - start


@pytest.mark.parametrize("definition", TYPES, ids=lambda t: t.id)
def test_no_pattern_takes_long_for_a_whole_value(definition: TypeDefinition):
    longest = min(LONGEST_VALUE, definition.shape.longest if definition.shape else LONGEST_VALUE)

    assert slowest(pattern_of(definition), hostile(definition, longest), whole=True) < SECONDS


@pytest.mark.parametrize("definition", [t for t in TYPES if t.search is not None], ids=lambda t: t.id)
def test_no_search_takes_long_in_a_text(definition: TypeDefinition):
    search = search_of(definition)

    assert search is not None
    assert slowest(search, hostile(definition, LONGEST_VALUE), whole=False) < SECONDS
