"""Guesses which removed part and which added part are the same under two names.

A pair has a score from 0 to 1 that is the same in both directions; the best pairs are taken first, and each part
once. Weights and thresholds are our own: what has changed in kind as well as in name is not guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from app.model.schema import Column, Table
from app.schema.parts import Facts

TABLE_THRESHOLD = 0.6
"""Sum of 0.7 x the share of columns in common (name and type) and 0.3 x how alike the names are."""
COLUMN_THRESHOLD = 0.65
"""Sum of 0.4 for the same type, 0.3 for the same neighbours and 0.3 x how alike the names are."""
MOST_ALIKE = 50
"""Tables that share a column with more others than this are not compared over it: growth stays linear."""

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Rename(Generic[Part]):
    """A guess with its reason."""

    was: Part
    now: Part
    score: float
    evidence: str


def renamed_tables(removed: Sequence[Table], added: Sequence[Table]) -> list[Rename[Table]]:
    """Tables that seem to have got another name or schema."""
    return _best(guess for was, now in _sharing(removed, added) if (guess := _table_guess(was, now)))


def renamed_columns(was: Table, now: Table) -> list[Rename[Column]]:
    """Columns of one table that seem to have got another name."""
    before, after = {c.name for c in was.columns}, {c.name for c in now.columns}
    removed = [column for column in was.columns if column.name not in after]
    added = [column for column in now.columns if column.name not in before]
    common = before & after
    return _best(
        guess
        for old in removed
        for new in added
        if (guess := _column_guess(old, new, _neighbour(was, old, common) == _neighbour(now, new, common)))
    )


def renamed_parts(removed: Mapping[Part, Facts], added: Mapping[Part, Facts]) -> list[Rename[Part]]:
    """Parts that say the same under another name, where only one pair does."""
    by_facts: defaultdict[str, tuple[list[Part], list[Part]]] = defaultdict(lambda: ([], []))
    for side, parts in enumerate((removed, added)):
        for part, facts in parts.items():
            by_facts[repr(sorted(facts.items()))][side].append(part)
    return [
        Rename(was[0], now[0], 1.0, "says the same under another name")
        for was, now in by_facts.values()
        if len(was) == len(now) == 1
    ]


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1, whatever their case; the same in both directions (Ratcliff and Obershelp).

    >>> round(likeness("customer", "customers"), 2)
    0.94
    """
    first, second = sorted((one.casefold(), other.casefold()))
    return SequenceMatcher(None, first, second).ratio()


def _table_guess(was: Table, now: Table) -> Rename[Table] | None:
    before, after = _signature(was), _signature(now)
    shared = len(before & after) / max(len(before | after), 1)
    score = round(0.7 * shared + 0.3 * likeness(was.name, now.name), 3)
    if was.is_view != now.is_view or score < TABLE_THRESHOLD:
        return None
    return Rename(was, now, score, f"{shared:.0%} of the columns are the same")


def _column_guess(old: Column, new: Column, is_in_place: bool) -> Rename[Column] | None:
    is_same_type = old.native_type == new.native_type
    alike = likeness(old.name, new.name)
    score = round(0.4 * is_same_type + 0.3 * is_in_place + 0.3 * alike, 3)
    if score < COLUMN_THRESHOLD:
        return None
    evidence = [text for text, holds in (("same type", is_same_type), ("same place", is_in_place)) if holds]
    return Rename(old, new, score, ", ".join([*evidence, f"names {alike:.0%} alike"]))


def _neighbour(table: Table, column: Column, common: set[str]) -> tuple[str | None, int]:
    """The nearest column before it that both tables have, and how far that is."""
    names = [each.name for each in table.columns]
    place = names.index(column.name)
    before = next((at for at in range(place - 1, -1, -1) if names[at] in common), -1)
    return (names[before] if before >= 0 else None), place - before


def _sharing(removed: Sequence[Table], added: Sequence[Table]) -> Iterator[tuple[Table, Table]]:
    """Pairs that have a column in common which is not everywhere, or all of them."""
    holders: defaultdict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, tables in enumerate((removed, added)):
        for number, table in enumerate(tables):
            for clue in (_signature(table), *_signature(table)):
                holders[clue][side].append(number)
    pairs = {
        (was, now)
        for before, after in holders.values()
        if len(before) <= MOST_ALIKE and len(after) <= MOST_ALIKE
        for was in before
        for now in after
    }
    return ((removed[was], added[now]) for was, now in sorted(pairs))


def _signature(table: Table) -> frozenset[tuple[str, str]]:
    return frozenset((column.name, column.native_type) for column in table.columns)


def _best(guesses: Iterable[Rename[Part]]) -> list[Rename[Part]]:
    """Each part at most once, the highest scores first; ties by the names, whichever side they are on."""
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    kept: list[Rename[Part]] = []
    for guess in sorted(
        guesses, key=lambda each: (-each.score, sorted((_label(each.was), _label(each.now))))
    ):
        if id(guess.was) not in taken_before and id(guess.now) not in taken_after:
            taken_before.add(id(guess.was))
            taken_after.add(id(guess.now))
            kept.append(guess)
    return kept


def _label(part: object) -> tuple[str, str]:
    return str(getattr(part, "schema", "")), str(getattr(part, "name", ""))
