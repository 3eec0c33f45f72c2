"""What a column name is about: which of its terms is the head, and what the other words do to it.

``email_sent_at`` is about an e-mail but is a moment; ``card_count`` is a number; ``país_teléfono`` is a country and
``phone_country`` too, because Romance and Slavic languages put the head first and Germanic ones last (head
directionality: Dryer, WALS Online, chapter 86).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from app.detection.names.splitting import singular
from app.detection.names.vocabulary import vocabulary

_LONGEST_TERM = 6


class Role(Enum):
    """What a word that is not the term in question does to it."""

    ATTRIBUTE = auto()
    MEASURE = auto()
    NAME = auto()
    NUMBER = auto()
    CODE = auto()
    PERSON = auto()
    NEUTRAL = auto()
    PREPOSITION = auto()
    PLACE = auto()
    THING = auto()
    UNKNOWN = auto()


# Roles of words that leave the meaning of a term as it is, and that are the head only where no other term is.
_WEAK = frozenset({Role.NAME, Role.NUMBER, Role.CODE, Role.PERSON, Role.NEUTRAL, Role.PREPOSITION})
_PLAIN = frozenset({Role.PERSON, Role.NEUTRAL, Role.PREPOSITION})


@dataclass(frozen=True, slots=True)
class Sides:
    """Where a term stands that is the head of a name.

    Attributes:
        first: the languages that have it put the head first; ``last`` likewise.
        container: it is an address, inside of which others stand.
        international: an acronym that all languages have, such as ``iban``.
        telling: it tells a type by itself.
    """

    first: bool = False
    last: bool = False
    container: bool = False
    international: bool = False
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A term or a word of a name, with its role beside other terms; ``sides`` is ``None`` for what is no term."""

    text: str
    role: Role
    sides: Sides | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One term of a name and what the rest of the name does to it.

    Attributes:
        is_head: the name is about the term rather than about something of it.
        is_whole: nothing else stands there but words that change nothing.
        is_bare: whole, and no place, name, number or code stands beside it.
        open_end: an unknown word stands where the head would.
        of_a_thing: the term belongs to something (or a kind of it) that is neither person nor place; ``of_a_place`` likewise.
        with_name: a word for a name stands beside it; ``with_number`` and ``with_code`` likewise.
    """

    term: str
    is_head: bool
    is_whole: bool
    is_bare: bool
    open_end: bool
    of_a_thing: bool
    of_a_place: bool
    with_name: bool
    with_number: bool
    with_code: bool


SidesOf = Callable[[str], Sides | None]


def units(words: Sequence[str], sides_of: SidesOf) -> list[Unit]:
    """The name as terms and other words, in order; of overlapping terms the longest, then the first."""
    taken: dict[int, tuple[int, Unit]] = {}
    free = [True] * len(words)
    for start, stop in _runs(len(words)):
        if all(free[start:stop]) and (unit := _unit(words[start:stop], start, sides_of)) is not None:
            free[start:stop] = [False] * (stop - start)
            taken[start] = (stop, unit)
    return [unit for _, (_, unit) in sorted(taken.items(), key=lambda item: item[0])]


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for length in range(min(count, _LONGEST_TERM), 0, -1):
        yield from ((start, start + length) for start in range(count - length + 1))


def _unit(run: Sequence[str], start: int, sides_of: SidesOf) -> Unit | None:
    text = "".join(run)
    sides = sides_of(text)
    if sides is None and len(run) == 1 and len(text) > 1:
        sides = sides_of(singular(text))
    role = _role(text, start)
    if sides is None and len(run) > 1 and role is Role.UNKNOWN:
        return None
    return Unit(text, role, sides)


def _role(text: str, start: int) -> Role:
    words, stem = vocabulary(), singular(text)
    if start == 0 and text in words.measures:
        return Role.MEASURE
    for role, among in _roles():
        if text in among or stem in among:
            return role
    is_filler = text.isdigit() or (len(text) == 1 and text.isascii())
    return Role.NEUTRAL if is_filler else Role.UNKNOWN


def _roles() -> tuple[tuple[Role, frozenset[str]], ...]:
    words = vocabulary()
    return (
        (Role.NEUTRAL, words.neutral),
        (Role.PREPOSITION, words.prepositions),
        (Role.NAME, words.names),
        (Role.NUMBER, words.numbers),
        (Role.CODE, words.codes),
        (Role.PERSON, words.persons),
        (Role.ATTRIBUTE, words.attributes | words.articles),
        (Role.PLACE, words.places),
        (Role.THING, words.things),
    )


def standings(name: Sequence[Unit]) -> list[Standing]:
    """Every term of the name with what the rest does to it, in order."""
    strong = any(unit.sides is not None and unit.role not in _WEAK for unit in name)
    return [
        _standing(unit, name[:i], name[i + 1 :], yields=strong and unit.role in _WEAK)
        for i, unit in enumerate(name)
        if unit.sides is not None
    ]


def _standing(unit: Unit, before: Sequence[Unit], after: Sequence[Unit], *, yields: bool) -> Standing:
    sides = unit.sides or Sides()
    others = (*before, *after)
    roles = {other.role for other in others if not _is_term(other)}
    first_only = sides.first and not sides.last
    return Standing(
        term=unit.text,
        is_head=not yields and _is_head(sides, before, after),
        is_whole=all(o.role in _WEAK or o.role is Role.PLACE for o in others),
        is_bare=all(o.role in _PLAIN for o in others),
        open_end=not first_only and any(o.role is Role.UNKNOWN and o.sides is None for o in after),
        of_a_thing=any(o.role in {Role.THING, Role.ATTRIBUTE} for o in others),
        of_a_place=any(o.role is Role.PLACE for o in others),
        with_name=any(o.role is Role.NAME for o in others),
        with_number=any(o.role is Role.NUMBER for o in others),
        with_code=Role.CODE in roles or any(o.role is Role.CODE for o in others),
    )


def _is_term(unit: Unit) -> bool:
    return unit.sides is not None and unit.role not in _WEAK


def _is_head(sides: Sides, before: Sequence[Unit], after: Sequence[Unit]) -> bool:
    if any(unit.role is Role.ATTRIBUTE and not _is_term(unit) for unit in after):
        return False
    if any(unit.role is Role.MEASURE for unit in before) or _belongs_to_an_earlier_word(sides, before):
        return False
    if sides.international:
        return not any(
            _is_term(u) and u.sides and u.sides.telling and not u.sides.international for u in after
        )
    if sides.first and not sides.last:
        return not any(_takes_over(sides, unit) for unit in after)
    of = next((i for i, unit in enumerate(after) if unit.role is Role.PREPOSITION), len(after))
    return not any(_takes_over(sides, unit) or unit.role is Role.THING for unit in after[:of])


def _takes_over(sides: Sides, later: Unit) -> bool:
    """Whether a later term is the head instead: in a language that puts it last, or inside an address."""
    if not _is_term(later) or later.sides is None:
        return False
    return sides.container or not (sides.first and later.sides.first) or (sides.last and later.sides.last)


def _belongs_to_an_earlier_word(sides: Sides, before: Sequence[Unit]) -> bool:
    """``ciudad_nacimiento``, ``number of employees``: the earlier word is the head."""
    of = next((i for i, unit in enumerate(before) if i and unit.role is Role.PREPOSITION), 0)
    heads = [unit for unit in before[:of] if _is_term(unit) or unit.role in {Role.ATTRIBUTE, Role.THING}]
    if heads:
        return True
    return any(
        _is_term(unit) and not _takes_over(unit.sides or Sides(), Unit("", Role.UNKNOWN, sides))
        for unit in before
    )
