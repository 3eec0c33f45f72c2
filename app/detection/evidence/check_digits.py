"""Which types have check digits: those whose examples are wrong with almost any other digit."""

from collections.abc import Callable, Iterator

from app.detection.matching.patterns import pattern_of
from app.detection.types import TypeDefinition

_CHECKED_SHARE = 0.7
_known: dict[str, tuple[TypeDefinition, bool]] = {}


def has_check_digits(definition: TypeDefinition) -> bool:
    """Whether changing one digit of an example makes it invalid, nearly always.

    >>> from app.detection.catalogue import builtin_types, load_catalogue
    >>> types = load_catalogue(builtin_types()).types
    >>> [has_check_digits(types[t]) for t in ("IBAN_CODE", "IPV4_ADDRESS", "EMAIL_ADDRESS")]
    [True, False, False]
    """
    known = _known.get(definition.id)
    if known is None or known[0] is not definition:
        known = _known[definition.id] = (definition, _measured(definition))
    return known[1]


def passing(definition: TypeDefinition) -> Callable[[str], bool]:
    """Pattern and test of a type as one test."""
    pattern, test = pattern_of(definition), definition.test
    if test is None:
        return lambda value: pattern.fullmatch(value) is not None
    return lambda value: pattern.fullmatch(value) is not None and test(value)


def _measured(definition: TypeDefinition) -> bool:
    if definition.test is None or not definition.decisive:
        return False
    changed = [other for example in definition.matches for other in _with_another_digit(example)]
    return bool(changed) and sum(map(passing(definition), changed)) <= (1 - _CHECKED_SHARE) * len(changed)


def _with_another_digit(example: str) -> Iterator[str]:
    for place, character in enumerate(example):
        if character in "0123456789":
            yield example[:place] + str((int(character) + 1) % 10) + example[place + 1 :]
