"""Which pairs of rows are one entity: weights of evidence, after Fellegi and Sunter.

Fellegi and Sunter, "A theory for record linkage" (JASA 64, 1969), with weights from how frequent the agreeing value is
(Winkler, "String comparator metrics and enhanced decision rules", 1990): two Zimmermanns say more than two Smiths. Precision
comes before recall: whoever differs in a name, a date of birth or a number given once is somebody else.
"""

from collections.abc import Sequence
from math import log2
from typing import Final

from app.integrity.entities.blocking import Pair, candidates
from app.integrity.entities.comparing import Level, level
from app.integrity.entities.fields import Field, Role, fields_of
from app.quality.defects.looking import TableLook

FEWEST_ROWS: Final = 20
COPIES: Final = 0.01
"""Of the rows, expected to have a copy before anything is compared."""
POSTERIOR_BITS: Final = 4.0
"""Odds of 16 to 1 that a pair is one entity."""
MOST_SHARE: Final = 0.2
"""Of the rows in pairs; where more are alike, they are so by nature."""
_FOLLOWING: Final = 0.7
"""Of the weight of further columns, which follow from one another in part."""
_SLIP_BITS: Final = 3.0
"""One value in eight has a slip in somebody's second record."""
_OTHER_CONTACT, _OTHER_TRAIT = 2.0, 1.0
_MOST_TRAITS_DIFFER: Final = 0.5
_FEWEST_AGREEING: Final = 3

Levels = Sequence[tuple[Field, Level]]
"""How alike two rows are, field by field."""


def likely_pairs(look: TableLook) -> list[Pair]:
    """Pairs of rows that are likely one entity, the earlier first, in order; none for a table that names nobody."""
    fields = fields_of(look)
    if look.rows < FEWEST_ROWS or not any(field.role is Role.IDENTITY for field in fields):
        return []
    needed = log2(look.rows / (2 * COPIES)) + POSTERIOR_BITS
    kept: dict[Pair, Levels] = {}
    events = 0
    for pair in candidates(fields):
        levels = [(field, level(field, *pair)) for field in fields]
        is_event = _is_another_event(levels)
        events += is_event
        if not is_event and not _is_another(levels) and _weight(levels, pair) >= needed:
            kept[pair] = levels
    # As many rows of the same somebody at another time: a slip in a name makes them no second record.
    are_events = events >= len(kept)
    pairs = sorted(pair for pair, levels in kept.items() if not are_events or _tells_the_same(levels))
    involved = {row for pair in pairs for row in pair}
    return pairs if len(involved) <= MOST_SHARE * look.rows else []


def _weight(levels: Levels, pair: Pair) -> float:
    """Bits for one entity of what agrees, less what speaks against it."""
    against = sum(
        _OTHER_CONTACT if field.role is Role.CONTACT else _OTHER_TRAIT
        for field, found in levels
        if found is Level.OTHER
    )
    agreeing = [
        (field, _bits(field, found, pair)) for field, found in levels if found in {Level.SAME, Level.CLOSE}
    ]
    weights = [bits for field, bits in agreeing if not field.place]
    weights += [max((bits for field, bits in agreeing if field.place), default=0.0)]
    strongest = max(weights)
    return strongest + _FOLLOWING * (sum(weights) - strongest) - against


def _bits(field: Field, found: Level, pair: Pair) -> float:
    bits = min(field.bits(row) for row in pair)
    if found is Level.SAME:
        return bits
    # A number or address that differs by one character is as likely the next one as a slip.
    return max(bits - _SLIP_BITS, 0.0) if field.is_of_words else 0.0


def _is_another(levels: Levels) -> bool:
    """Whether a name or a number given once differs, or too little agrees to say anything."""
    decisive = [found for field, found in levels if field.role in {Role.IDENTITY, Role.IDENTIFIER}]
    named = [found for field, found in levels if field.role is Role.IDENTITY]
    agreeing = sum(found in {Level.SAME, Level.CLOSE} for _, found in levels)
    return (
        Level.OTHER in decisive
        or all(found is Level.UNKNOWN for found in named)
        or agreeing < min(_FEWEST_AGREEING, len(levels))
    )


def _is_another_event(levels: Levels) -> bool:
    """Whether the same somebody does another thing, as in a table of orders.

    Names and addresses are then written alike to the letter, while a day or two numbers differ; or most traits do.
    """
    traits = [
        (field, found) for field, found in levels if field.role is Role.TRAIT and found is not Level.UNKNOWN
    ]
    differing = _differing_traits(levels)
    is_alike = all(
        found in {Level.SAME, Level.UNKNOWN} for field, found in levels if field.role is not Role.TRAIT
    )
    if is_alike and _happened_apart(levels):
        return True
    return len(differing) > 1 and len(differing) > _MOST_TRAITS_DIFFER * len(traits)


def _tells_the_same(levels: Levels) -> bool:
    """Whether at most one trait differs, and that is no day: among events the rest is another one, or another part of it."""
    return len(_differing_traits(levels)) <= 1 and not _happened_apart(levels)


def _differing_traits(levels: Levels) -> list[Field]:
    return [field for field, found in levels if field.role is Role.TRAIT and found is Level.OTHER]


def _happened_apart(levels: Levels) -> bool:
    """Whether a day or two numbers differ that rows seldom share."""
    differing = _differing_traits(levels)
    telling = [field for field in differing if field.is_telling]
    return len(telling) > 1 or any(field.dated for field in telling)
