"""One thing spelled several ways: values alike but for spaces, marks or accents ("New York", "New-York", "Newyork").

Fingerprints after OpenRefine's key collision (Huynh and Mazzocchi, Google Refine 2010), without its sorting of the words.
Case alone is a mix of formats.
"""

from collections.abc import Iterator

from app.detection.cells.folding import folded
from app.model.defects import DefectKind
from app.quality.defects.looking import ColumnLook, TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of

_TIMES = 3
_SHORTEST = 5
_TELLING_MARKS = frozenset("+#")
"""Part of the name, as in C# and C++, and of the next better tariff or rating."""


def spelling_variant(look: TableLook, known: Known) -> Iterator[Sighting]:
    """Columns of names and labels with rare values that are spelled otherwise elsewhere in the column."""
    for column in look:
        if (
            not column.is_text
            or column.is_prose
            or column.is_key
            or column.numbers is not None
            or column.days is not None
        ):
            continue
        if known.has(DefectKind.FORMAT_MIX, column.name):
            continue  # of case: the same cells said twice
        rare = _variants(column)
        rows = known.unexplained(column.name, column.rows_of(rare)) if rare else []
        if rows:
            yield Sighting(
                kind=DefectKind.SPELLING_VARIANT, columns=(column.name,), rows=frozenset(rows), confidence=0.7 if column.is_category else 0.55 if len(rows) > 1 and column.family != "PERSON" else 0.4,
                reasons=("values are alike but for spaces, marks, accents or case",), examples=examples_of(look, column.name, rows),
            )  # fmt: skip


def _variants(column: ColumnLook) -> set[str]:
    groups: dict[str, list[str]] = {}
    for text in column.texts:
        print_ = "".join(mark for mark in folded(text) if mark.isalnum() or mark in _TELLING_MARKS)
        if (
            len(print_) >= _SHORTEST
            and any(map(str.isalpha, print_))
            and sum(map(str.isdigit, print_)) <= len(print_) / 3
        ):
            groups.setdefault(print_, []).append(text)
    found: set[str] = set()
    for texts in groups.values():
        main = max(texts, key=lambda t: column.texts[t])
        found |= {t for t in texts if t != main and column.texts[main] >= _TIMES * column.texts[t]}
        if len(texts) > 1 and not found:
            found |= {t for t in texts if t != main and column.is_category}
    return found
