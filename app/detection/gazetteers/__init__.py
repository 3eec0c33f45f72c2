"""Word lists, one per file, written for this project from general knowledge.

Words are separated by white space, or by lines in lists whose entries hold spaces; lines that begin with ``#`` are comments. Everything is compared folded: lower
case, no accents.
"""

from functools import cache
from importlib.resources import files

from app.detection.cells.folding import folded


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list ``name``, folded."""
    return frozenset(word for line in _lines(name) for word in folded(line).split())


@cache
def phrases(name: str) -> frozenset[str]:
    """The entries of the list ``name``, folded, one per comma or line."""
    return frozenset(
        entry.strip() for line in _lines(name) for entry in folded(line).split(",") if entry.strip()
    )


def _lines(name: str) -> list[str]:
    text = (files("app.detection.gazetteers") / f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
