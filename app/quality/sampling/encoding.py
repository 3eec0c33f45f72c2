"""Texts that bear traces of a wrong encoding.

Sources: ``app.quality.mojibake`` for UTF-8 read as something else; The Unicode Standard 16, 3.9 (U+FFFD), 23.2 (format
characters), UTS 39 (mixed scripts), UAX 15 (normalisation forms).
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from app.quality.mojibake import is_misread

_LEFTOVERS: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufeff\u200b\u2060\ud800-\udfff\ufffe\uffff]"
)
"""Controls, replacement characters, byte order marks, spaces without width, halves of surrogate pairs.

Joiners (U+200C, U+200D) and direction marks are missing on purpose: Persian and emoji need them.
"""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LOOKALIKES: Final = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
_NOT_GREEK: Final = frozenset(
    "\u03a9\u03bc\u03c0\u03b1\u03b2\u03b3\u03bb\u0394\u03b4\u03a3\u03c3\u03b5\u03b8\u03c6"
)
"""Greek letters that stand in formulas and units beside Latin ones."""


def damaged(texts: Collection[str]) -> frozenset[str]:
    r"""Those of the texts that show it; decomposed ones only where others of them are composed.

    >>> sorted(damaged(["caf\u00c3\u00a9", "caf\u00e9", "\u00c5ngstr\u00f6m"])) == ["caf\u00c3\u00a9"]
    True
    """
    joined = "\n".join(texts)
    if joined.isascii() and _LEFTOVERS.search(joined) is None:
        return frozenset()
    found = {text for text in texts if _is_damaged(text)}
    others = [text for text in texts if not text.isascii()]
    decomposed = {text for text in others if not _is_composed(text)}
    if decomposed and any(
        unicodedata.normalize("NFD", text) != text for text in others if text not in decomposed
    ):
        found |= decomposed
    return frozenset(found)


def _is_damaged(text: str) -> bool:
    if _LEFTOVERS.search(text) is not None:
        return True
    return is_misread(text) or _mixes_scripts(text)


def _is_composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def _mixes_scripts(text: str) -> bool:
    """A word of Latin letters with some that merely look so."""
    if _LOOKALIKES.search(text) is None:
        return False
    return any(
        _LATIN.search(word) is not None and not _NOT_GREEK.issuperset(_LOOKALIKES.findall(word))
        for word in _WORD.findall(text)
    )
