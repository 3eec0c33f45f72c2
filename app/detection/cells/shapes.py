"""Character classes of a value: the cheap gate in front of every pattern.

>>> sorted(classes_of("+31 6 1234"))
['digit', 'plus', 'space']
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

CLASSES = (
    "digit", "upper", "lower", "beyond_ascii", "space", "at", "dot", "colon", "dash",
    "slash", "plus", "paren", "underscore", "comma", "other",
)  # fmt: skip
"""Every class; ``beyond_ascii`` stands for each character outside ASCII."""

_BIT = {name: 1 << index for index, name in enumerate(CLASSES)}
_MARKS = {
    "@": "at", ".": "dot", ":": "colon", "-": "dash", "/": "slash", "+": "plus", "(": "paren",
    ")": "paren", "_": "underscore", ",": "comma", " ": "space", "\t": "space", "\n": "space", "\r": "space",
}  # fmt: skip


def _class_of(byte: int) -> str:
    character = chr(byte)
    if not character.isascii():
        return "beyond_ascii"
    if character.isdigit():
        return "digit"
    if character.isalpha():
        return "upper" if character.isupper() else "lower"
    return _MARKS.get(character, "other")


# One byte per class, so that translating a value and taking the set of the result leaves few bytes to read.
_TRANSLATION = bytes(CLASSES.index(_class_of(byte)) for byte in range(256))


@lru_cache(maxsize=4096)
def _bits_of(found: frozenset[int]) -> int:
    bits = 0
    for index in found:
        bits |= 1 << index
    return bits


def bits_of(value: str) -> int:
    """The classes of the value's characters as bits; 0 for the empty value. Lone surrogates are allowed."""
    return _bits_of(frozenset(value.encode("utf-8", "surrogatepass").translate(_TRANSLATION)))


Gate = tuple[int, int]
"""Length in characters and bits of the classes that occur."""

_WORTH_AN_ARRAY = 12
# One past ASCII stands for all beyond it.
_BITS = np.array([1 << index for index in _TRANSLATION[:129]], np.uint16)


def gates_of(values: Sequence[str]) -> list[Gate]:
    """The gate of each value, none of them empty, in their order.

    >>> gates_of(["42", "4 2"]) == [(2, bits_of("42")), (3, bits_of("4 2"))]
    True
    """
    lengths = list(map(len, values))
    if len(values) < _WORTH_AN_ARRAY or min(lengths) == 0:
        return list(zip(lengths, map(bits_of, values), strict=True))
    text = "".join(values)
    if text.isascii():
        codes = np.frombuffer(text.encode(), np.uint8)
    else:
        codes = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), 128)
    starts = np.cumsum([0, *lengths[:-1]])
    return list(zip(lengths, np.bitwise_or.reduceat(_BITS[codes], starts).tolist(), strict=True))


def bits_for(names: tuple[str, ...]) -> int:
    """The bits of the named classes.

    Raises:
        KeyError: a name is not one of ``CLASSES``.
    """
    bits = 0
    for name in names:
        bits |= _BIT[name]
    return bits


def classes_of(value: str) -> frozenset[str]:
    """The names of the classes that occur in the value."""
    bits = bits_of(value)
    return frozenset(name for name, bit in _BIT.items() if bits & bit)
