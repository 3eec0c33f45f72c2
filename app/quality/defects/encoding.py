"""Text that was read in the wrong encoding, or holds what belongs to another layer.

UTF-8 read as Windows-1252 leaves its bytes as letters (``app.quality.mojibake``); what cannot be read at all becomes U+FFFD
or a question mark between letters; HTML leaves its entities.
"""

import re
from collections.abc import Iterator

from app.model.defects import DefectKind
from app.quality.defects.looking import TableLook
from app.quality.defects.sighting import Known, Sighting, examples_of
from app.quality.mojibake import is_misread

_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])")
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[aeiouAEIOUnNcC](?:acute|grave|circ|uml|tilde|cedil)|szlig|#\d{2,5}|#x[0-9a-fA-F]{2,5});"
)
_WAYS = (
    (is_misread, "letters read in another encoding than they were written in", 0.9),
    (_LOST.search, "letters that could not be read were replaced by a mark", 0.8),
    (_ENTITY.search, "entities of HTML stand in the text", 0.7),
)
_ALL_SHARE = 0.5
"""A column in which every other cell has entities is one of HTML."""


def encoding(look: TableLook, _: Known) -> Iterator[Sighting]:
    """Columns with cells that were damaged on their way."""
    for column in look:
        if not column.is_text or all(
            value.isascii() and "&" not in value and "?" not in value for value in column.values
        ):
            continue
        seen = {
            way: broken
            for way in _WAYS
            if (broken := {text for text in column.texts if way[0](text) and not _is_address(text)})
        }
        rows = frozenset(column.rows_of(frozenset[str]().union(*seen.values())))
        if rows and len(rows) <= _ALL_SHARE * column.filled:
            yield Sighting(
                kind=DefectKind.ENCODING, columns=(column.name,), rows=rows, confidence=max(way[2] for way in seen),
                reasons=tuple(way[1] for way in seen), examples=examples_of(look, column.name, sorted(rows)),
            )  # fmt: skip


def _is_address(text: str) -> bool:
    return "://" in text or text.startswith("/")
