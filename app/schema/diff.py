"""The differences between two snapshots, each told once.

A table that came or went is one change, whatever it holds. A table or column that seems to be renamed is followed:
keys that name it by its new name have not changed. Other parts are compared by name, then by what they say.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from app.model.schema import Snapshot, Table
from app.schema.changes import Change, ChangeKind, Effect
from app.schema.effects import of_fact, of_part
from app.schema.following import Name, Names, names_of
from app.schema.parts import (
    Facts,
    PartKind,
    Place,
    Value,
    column_facts,
    loose_parts,
    member_facts,
    place_of,
    shown,
    table_facts,
)
from app.schema.renames import Rename, renamed_parts, renamed_tables

Key = TypeVar("Key")

_ORDER = {kind: number for number, kind in enumerate(PartKind)}
_NEVER_RENAMED = frozenset({PartKind.SCHEMA, PartKind.EXTENSION})


@dataclass(frozen=True, slots=True)
class _Part:
    place: Place
    facts: Facts
    followed: Facts


def diff(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Every difference, by kind of part, then by place; empty exactly when the fingerprints are equal.

    ``diff(after, before)`` tells the same the other way round, with effects of its own.
    """
    old = {(table.schema, table.name): table for table in before.tables}
    new = {(table.schema, table.name): table for table in after.tables}
    unread_before, unread_after = _unread(before), _unread(after)
    removed, added = old.keys() - new.keys(), new.keys() - old.keys()
    guesses = renamed_tables(
        [old[name] for name in sorted(removed - unread_after.keys())],
        [new[name] for name in sorted(added - unread_before.keys())],
    )
    followed = [(guess.was, guess.now) for guess in guesses]
    names = names_of([*((table, new[name]) for name, table in old.items() if name in new), *followed])
    removed -= {(was.schema, was.name) for was, _ in followed}
    added -= {(now.schema, now.name) for _, now in followed}
    changes = [_went(place_of(old[name]), unread_after.get(name)) for name in removed]
    changes += [_came(place_of(new[name]), unread_before.get(name)) for name in added]
    changes += [_renamed(place_of(guess.was), place_of(guess.now), guess) for guess in guesses]
    for name, table in old.items():
        if name not in removed:
            changes += _table_changes(table, new[names.tables.get(name, name)], names)
    changes += _loose_changes(before, after, names)
    return tuple(sorted(changes, key=_rank))


def _unread(snapshot: Snapshot) -> dict[Name, str]:
    """What the catalog lists and could not be read at all, with the reason."""
    return {(each.schema, each.name): each.reason.value for each in snapshot.skipped if each.missing is None}


def _table_changes(was: Table, now: Table, names: Names) -> Iterator[Change]:
    if was == now and not names.tables and not names.columns:
        return
    old = (was.schema, was.name)
    before, after = names.follow(old, table_facts(was)), table_facts(now)
    if _is_same_order(before["column_order"], after["column_order"]):
        before = {**before, "column_order": after["column_order"]}
    yield from _fact_changes(
        _Part(place_of(was), table_facts(was), before), _Part(place_of(now), after, after)
    )
    yield from _compared(
        {name: _Part(_column_place(was, name), facts, facts) for name, facts in column_facts(was).items()},
        {name: _Part(_column_place(now, name), facts, facts) for name, facts in column_facts(now).items()},
        [
            Rename(each.was.name, each.now.name, each.score, each.evidence)
            for each in names.columns.get(old, {}).values()
        ],
    )
    yield from _compared(_members(was, names), _members(now, Names()), None)


def _is_same_order(before: Value, after: Value) -> bool:
    """Whether the columns both have stand in the same order."""
    old, new = cast("tuple[str, ...]", before), cast("tuple[str, ...]", after)
    common = set(old) & set(new)
    return [name for name in old if name in common] == [name for name in new if name in common]


def _members(table: Table, names: Names) -> dict[tuple[PartKind, str], _Part]:
    own = (table.schema, table.name)
    said = member_facts(table, lambda facts: names.follow(own, facts))
    return {
        (kind, name): _Part(
            Place(kind=kind, schema=table.schema, table=table.name, name=each.name), each.facts, each.followed
        )
        for (kind, name), each in said.items()
    }


def _loose_changes(before: Snapshot, after: Snapshot, names: Names) -> Iterator[Change]:
    old, new = loose_parts(before), loose_parts(after)
    return _compared(
        {place: _Part(place, facts, names.follow(None, facts)) for place, facts in old.items()},
        {place: _Part(place, facts, facts) for place, facts in new.items()},
        None,
    )


def _compared(
    before: Mapping[Key, _Part], after: Mapping[Key, _Part], guesses: Iterable[Rename[Key]] | None
) -> Iterator[Change]:
    """Parts of one owner by their keys; without guesses, what says the same under another key is renamed."""
    removed = {key: part for key, part in before.items() if key not in after}
    added = {key: part for key, part in after.items() if key not in before}
    for key in before.keys() & after.keys():
        yield from _fact_changes(before[key], after[key])
    for guess in _guessed(removed, added) if guesses is None else guesses:
        was, now = removed.pop(guess.was), added.pop(guess.now)
        yield _renamed(was.place, now.place, guess)
        yield from _fact_changes(was, now)
    yield from (_went(part.place) for part in removed.values())
    yield from (_came(part.place) for part in added.values())


def _guessed(removed: Mapping[Key, _Part], added: Mapping[Key, _Part]) -> list[Rename[Key]]:
    return renamed_parts(
        {key: _comparable(part) for key, part in removed.items() if part.place.kind not in _NEVER_RENAMED},
        {key: _comparable(part) for key, part in added.items() if part.place.kind not in _NEVER_RENAMED},
    )


def _comparable(part: _Part) -> Facts:
    """What it says with what it is: a check never becomes a trigger, a type stays in its schema."""
    return {
        **part.followed,
        "part": part.place.kind.value,
        "of": part.place.schema if part.place.table is None else None,
    }


# ── one change ───────────────────────────────────────────────────────────────────────────────────────


def _fact_changes(was: _Part, now: _Part) -> Iterator[Change]:
    for name, value in now.facts.items():
        if was.followed[name] != value:
            effect, reason = of_fact(now.place.kind, name, was.followed, now.facts)
            yield Change(
                kind=ChangeKind.CHANGED,
                was=was.place,
                now=now.place,
                attribute=name,
                before=shown(was.facts[name]),
                after=shown(value),
                effect=effect,
                reason=reason,
            )


def _went(place: Place, unread: str | None = None) -> Change:
    effect, reason = of_part(place.kind, ChangeKind.REMOVED)
    if unread is not None:
        effect, reason = Effect.UNKNOWN, f"It is listed but was not read this time ({unread})."
    return Change(kind=ChangeKind.REMOVED, was=place, now=None, effect=effect, reason=reason)


def _came(place: Place, unread: str | None = None) -> Change:
    effect, reason = of_part(place.kind, ChangeKind.ADDED)
    if unread is not None:
        effect, reason = Effect.UNKNOWN, f"It was listed before and not read then ({unread})."
    return Change(kind=ChangeKind.ADDED, was=None, now=place, effect=effect, reason=reason)


def _renamed(was: Place, now: Place, guess: Rename[Key]) -> Change:
    effect, reason = of_part(now.kind, ChangeKind.RENAMED)
    return Change(
        kind=ChangeKind.RENAMED,
        was=was,
        now=now,
        before=_called(was, now),
        after=_called(now, was),
        score=guess.score,
        evidence=guess.evidence,
        effect=effect,
        reason=reason,
    )


def _called(place: Place, other: Place) -> str:
    """Its name, with the schema where that is what changed."""
    return place.name if place.schema == other.schema else f"{place.schema}.{place.name}"


def _column_place(table: Table, name: str) -> Place:
    return Place(kind=PartKind.COLUMN, schema=table.schema, table=table.name, name=name)


def _rank(change: Change) -> tuple[object, ...]:
    place = change.place
    return (
        _ORDER[place.kind],
        place.schema,
        place.table or "",
        place.name,
        change.kind,
        change.attribute or "",
    )
