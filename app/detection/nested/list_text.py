"""Lists in a cell: PostgreSQL's arrays, and items between semicolons, bars, line breaks or commas.

Source of the array syntax: PostgreSQL manual, 8.15 (arrays).
"""

import re

from app.detection.nested.branches import Leaf, Wild

SEPARATORS = ("\n", ";", "|", ",")

_ARRAY = re.compile(r'\{(?:[^"\\]|\\.|"(?:[^"\\]|\\.)*+")*\}', re.DOTALL)
_ELEMENT = re.compile(r'"((?:[^"\\]|\\.)*+)"|([^",{}\s][^",{}]*+)', re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LONGEST_ITEM, _MOST_WORDS, _FEWEST = 100, 5, 2


def array_leaves(cell: str) -> list[Leaf] | None:
    r"""The elements of an array as PostgreSQL writes it, of however many dimensions; ``None`` for anything else.

    >>> array_leaves('{a@example.org,"x, \\"y\\"",NULL}')
    [((<Wild.ITEM: '[*]'>,), 'a@example.org'), ((<Wild.ITEM: '[*]'>,), 'x, "y"')]
    """
    text = cell.strip()
    if not text.startswith("{") or _ARRAY.fullmatch(text) is None:
        return None
    found = _ELEMENT.findall(text[1:-1])
    elements = [_ESCAPE.sub(r"\1", quoted) if quoted else bare.strip() for quoted, bare in found]
    return [((Wild.ITEM,), element) for element in elements if element and element != "NULL"]


def items_of(cell: str, separator: str) -> list[Leaf] | None:
    """The items between separators; ``None`` where there is but one or they read as sentences.

    >>> [text for _, text in items_of("Ana Silva; Tom Baker", ";")]
    ['Ana Silva', 'Tom Baker']
    >>> items_of("He came late, because of the long way; nobody waited for him any more.", ";")
    """
    items = [item.strip().strip("\"'") for item in cell.strip("[](){} ").split(separator)]
    given = [item for item in items if item]
    if len(given) < _FEWEST or any(_is_sentence(item) for item in given):
        return None
    return [((Wild.ITEM,), item) for item in given]


def _is_sentence(item: str) -> bool:
    return len(item) > _LONGEST_ITEM or item.count(" ") >= _MOST_WORDS
