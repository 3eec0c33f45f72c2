"""What holds for every two schemas."""

from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.model.schema import Snapshot, Table
from app.schema.changes import Change, ChangeKind
from app.schema.diff import diff
from app.schema.fingerprint import fingerprint
from tests.support.schema_strategies import snapshots, tables
from tests.support.schemas import a_snapshot

_MIRRORED = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}


@given(snapshots())
def test_a_schema_does_not_differ_from_itself(snapshot: Snapshot):
    assert diff(snapshot, snapshot) == ()


@given(snapshots(), snapshots())
def test_two_schemas_have_one_fingerprint_exactly_when_they_do_not_differ(one: Snapshot, other: Snapshot):
    assert (fingerprint(one).whole == fingerprint(other).whole) == (diff(one, other) == ())


_FIELDS = ("columns", "primary_key", "foreign_keys", "unique_keys", "indexes", "checks", "triggers", "comment", "kind", "row_estimate")  # fmt: skip


@given(tables(), tables(), st.lists(st.sampled_from(_FIELDS), max_size=2))
def test_schemas_that_differ_in_little_have_one_fingerprint_exactly_when_they_do_not_differ(
    table: Table, other: Table, fields: list[str]
):
    changed = replace(table, **{field: getattr(other, field) for field in fields})
    one, two = a_snapshot(table), a_snapshot(changed)
    assert (fingerprint(one).whole == fingerprint(two).whole) == (diff(one, two) == ())


@given(snapshots(), snapshots())
def test_the_other_way_round_the_same_changes_are_told_mirrored(one: Snapshot, other: Snapshot):
    assert Counter(map(_mirrored, diff(one, other))) == Counter(map(_told, diff(other, one)))


@given(snapshots(), st.randoms(use_true_random=False))
def test_order_estimates_and_times_do_not_matter(snapshot: Snapshot, chance: Random):
    shuffled = _shuffled(snapshot, chance)
    assert fingerprint(shuffled) == fingerprint(snapshot)
    assert diff(snapshot, shuffled) == ()


@given(snapshots(), snapshots())
def test_no_change_is_told_twice(one: Snapshot, other: Snapshot):
    told = Counter((change.was, change.now, change.attribute) for change in diff(one, other))
    assert all(count == 1 for count in told.values())


@given(snapshots())
def test_the_fingerprint_of_a_table_changes_with_it_alone(snapshot: Snapshot):
    before = fingerprint(snapshot).tables
    for number, table in enumerate(snapshot.tables):
        tables = list(snapshot.tables)
        tables[number] = replace(table, comment=f"{table.comment}!")
        after = fingerprint(replace(snapshot, tables=tuple(tables))).tables
        assert {key for key in after if after[key] != before[key]} == {table.id}


def _told(change: Change) -> tuple[object, ...]:
    return change.kind, change.was, change.now, change.attribute, change.before, change.after, change.score


def _mirrored(change: Change) -> tuple[object, ...]:
    kind = _MIRRORED.get(change.kind, change.kind)
    return kind, change.now, change.was, change.attribute, change.after, change.before, change.score


def _shuffled(snapshot: Snapshot, chance: Random) -> Snapshot:
    lists = {
        name: _mixed(getattr(snapshot, name), chance)
        for name in ("schemas", "types", "sequences", "routines")
    }
    tables = tuple(_shuffled_table(table, chance) for table in snapshot.tables)
    return replace(snapshot, tables=_mixed(tables, chance), statements=99, **lists)


def _shuffled_table(table: Table, chance: Random) -> Table:
    names = ("foreign_keys", "unique_keys", "indexes", "checks")
    lists = {name: _mixed(getattr(table, name), chance) for name in names}
    return replace(table, row_estimate=77, size_bytes=5, owner="x", **lists)


def _mixed(items: tuple[Any, ...], chance: Random) -> tuple[Any, ...]:
    return tuple(chance.sample(items, len(items)))
