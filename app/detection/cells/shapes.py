"""Character classes of a value: the cheap gate in front of every pattern.

>>> sorted(classes_of("+31 6 1234"))
['digit', 'plus', 'space']
"""

from functools import lru_cache

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
