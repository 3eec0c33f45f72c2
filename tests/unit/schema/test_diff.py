"""Each kind of change by example, and random edits that have to be found exactly."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.schema import (
    Check,
    ObjectKind,
    Skipped,
    SkipReason,
    Snapshot,
    Table,
    TableKind,
    UserType,
    UserTypeKind,
)
from app.schema.changes import Change, ChangeKind, Effect
from app.schema.diff import diff
from app.schema.parts import PartKind
from tests.support.schemas import a_column, a_foreign_key, a_snapshot, a_table, an_index

CUSTOMER = a_table(
    "customer", "id int!, name varchar(40)!, email text, joined date", primary="id", unique=("email",)
)
ORDERS = a_table(
    "orders",
    "id int!, customer_id int!, total numeric(10,2)",
    primary="id",
    foreign=("customer_id -> customer.id",),
)
SHOP = a_snapshot(CUSTOMER, ORDERS)
MOOD = UserType(schema="public", name="mood", kind=UserTypeKind.ENUM, labels=("sad", "ok"))


def _told(changes: tuple[Change, ...]) -> list[str]:
    """Changes as lines: what happened to what, and what it means for readers."""
    lines: list[str] = []
    for change in changes:
        place = change.place
        name = ".".join(filter(None, (place.table, place.name)))
        values = f" {change.before} → {change.after}" if change.before or change.after else ""
        fact = f" {change.attribute}" if change.attribute else ""
        lines.append(f"{change.effect}: {place.kind} {name} {change.kind}{fact}{values}")
    return lines


def _customer(**parts: Any) -> Snapshot:
    return a_snapshot(replace(CUSTOMER, **parts), ORDERS)


def _column(position: int, written: str, **parts: Any) -> Snapshot:
    columns = list(CUSTOMER.columns)
    columns[position] = a_column(written, position + 1, **parts)
    return _customer(columns=tuple(columns))


CASES: list[tuple[str, Snapshot, list[str]]] = [
    ("a table comes", a_snapshot(CUSTOMER, ORDERS, a_table("tag", "word text!", primary="word")), ["safe: table tag added"]),
    ("a table goes", a_snapshot(CUSTOMER), ["breaking: table orders removed"]),
    ("a table is renamed and its keys follow", a_snapshot(replace(CUSTOMER, name="client"), replace(ORDERS, foreign_keys=(a_foreign_key("customer_id -> client.id"),))), ["breaking: table client renamed customer → client"]),
    ("a table moves to another schema", a_snapshot(CUSTOMER, replace(ORDERS, schema="sales")), ["breaking: table orders renamed public.orders → sales.orders"]),
    ("a column comes", _customer(columns=(*CUSTOMER.columns, a_column("age int", 5))), ["safe: column customer.age added"]),
    ("a column goes", _customer(columns=CUSTOMER.columns[:3]), ["breaking: column customer.joined removed"]),
    ("a column is renamed", _column(3, "joined_on date"), ["breaking: column customer.joined_on renamed joined → joined_on"]),
    ("a key column is renamed and keys follow", a_snapshot(replace(CUSTOMER, columns=(a_column("customer_no int!"), *CUSTOMER.columns[1:]), primary_key=replace(CUSTOMER.primary_key, columns=("customer_no",)) if CUSTOMER.primary_key else None), replace(ORDERS, foreign_keys=(a_foreign_key("customer_id -> customer.customer_no"),))), ["breaking: column customer.customer_no renamed id → customer_no"]),
    ("a column gets wider", _column(1, "name varchar(60)!"), ["unknown: column customer.name changed native_type varchar(40) → varchar(60)"]),
    ("a column gets narrower", _column(1, "name varchar(20)!"), ["safe: column customer.name changed native_type varchar(40) → varchar(20)"]),
    ("a column gets another type", _column(3, "joined text"), ["breaking: column customer.joined changed native_type date → text"]),
    ("a column takes NULL", _column(1, "name varchar(40)"), ["breaking: column customer.name changed nullable no → yes"]),
    ("a column takes no NULL any more", _column(3, "joined date!"), ["safe: column customer.joined changed nullable yes → no"]),
    ("a default", _column(3, "joined date", default="now()"), ["safe: column customer.joined changed default None → now()"]),
    ("a comment", _customer(comment="who buys"), ["safe: table customer changed comment None → who buys"]),
    ("columns in another order", _customer(columns=(*CUSTOMER.columns[1:], CUSTOMER.columns[0])), ["unknown: table customer changed column_order id, name, email, joined → name, email, joined, id"]),
    ("a primary key goes", _customer(primary_key=None), ["breaking: primary key customer.primary key removed"]),
    ("a unique key goes", _customer(unique_keys=()), ["breaking: unique key customer.(email) removed"]),
    ("a column is renamed and its key goes", _customer(columns=(*CUSTOMER.columns[:2], a_column("e_mail text", 3), CUSTOMER.columns[3]), unique_keys=()), ["breaking: column customer.e_mail renamed email → e_mail", "breaking: unique key customer.(email) removed"]),
    ("a foreign key goes", a_snapshot(CUSTOMER, replace(ORDERS, foreign_keys=())), ["unknown: foreign key orders.(customer_id) to public, customer removed"]),
    ("a check comes", _customer(checks=(Check(expression="id > 0", name="positive"),)), ["safe: check customer.positive added"]),
    ("an index comes", _customer(indexes=(an_index("by_name: name"),)), ["safe: index customer.by_name added"]),
    ("an index that only backs a key is its key", _customer(indexes=(an_index("sqlite_autoindex_customer_1: email!"),)), []),
    ("a table becomes a view", _customer(kind=TableKind.VIEW), ["unknown: view customer changed kind table → view"]),
    ("a type comes", replace(SHOP, types=(MOOD,)), ["safe: type mood added"]),
]  # fmt: skip


@pytest.mark.parametrize(("case", "after", "told"), CASES, ids=[case for case, *_ in CASES])
def test_a_change_is_told_once_with_what_it_means_for_readers(case: str, after: Snapshot, told: list[str]):
    assert _told(diff(SHOP, after)) == told, case


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("sad", "ok", "happy"), "unknown: type mood changed labels sad, ok → sad, ok, happy"),
        (("sad",), "breaking: type mood changed labels sad, ok → sad"),
        (("ok", "sad"), "unknown: type mood changed labels sad, ok → ok, sad"),
    ],
)
def test_labels_of_an_enum(labels: tuple[str, ...], told: str):
    before, after = replace(SHOP, types=(MOOD,)), replace(SHOP, types=(replace(MOOD, labels=labels),))
    assert _told(diff(before, after)) == [told]


def test_an_index_that_is_renamed_is_one_change():
    before, after = _customer(indexes=(an_index("one: name"),)), _customer(indexes=(an_index("two: name"),))
    (change,) = diff(before, after)
    assert (change.kind, change.before, change.after, change.score) == (ChangeKind.RENAMED, "one", "two", 1.0)


def test_a_guess_says_how_sure_it_is_and_why():
    (change,) = diff(SHOP, _column(3, "joined_on date"))
    assert change.score == pytest.approx(0.94, abs=0.01)
    assert change.evidence == "same type, same place, names 80% alike"


def test_a_table_that_could_not_be_read_this_time_is_not_called_gone():
    unread = Skipped(kind=ObjectKind.TABLE, schema="public", name="orders", reason=SkipReason.NO_ACCESS)
    after = replace(a_snapshot(CUSTOMER), skipped=(unread,))
    (went,) = diff(SHOP, after)
    (came,) = diff(after, SHOP)
    assert went.effect is came.effect is Effect.UNKNOWN
    assert "no_access" in went.reason
    assert "no_access" in came.reason


def test_two_tables_that_share_little_are_not_taken_for_one():
    after = a_snapshot(CUSTOMER, a_table("invoice", "id int!, due date, paid boolean", primary="id"))
    assert [change.kind for change in diff(SHOP, after)] == [ChangeKind.ADDED, ChangeKind.REMOVED]


def test_thousands_of_new_and_lost_tables_alike_are_compared_in_linear_time():
    before = a_snapshot(*(a_table(f"old_{number}", "id int!, name text") for number in range(3000)))
    after = a_snapshot(*(a_table(f"new_{number}", "id int!, name text") for number in range(3000)))
    assert len(diff(before, after)) == 6000


# ── random edits ─────────────────────────────────────────────────────────────────────────────────────

Expected = tuple[ChangeKind, PartKind, str, str | None]
Edit = Callable[[Table], tuple[Table | None, Expected]]


def _a_table(number: int) -> Table:
    name = f"t{number}"
    columns = f"{name}_id int!, {name}_name varchar(10), {name}_born date, {name}_paid numeric(8,2)!"
    table = a_table(name, columns, primary=f"{name}_id", unique=(f"{name}_name",), comment="c")
    return replace(table, indexes=(an_index(f"{name}_i: {name}_born"),))


def _drop(table: Table) -> tuple[Table | None, Expected]:
    return None, (ChangeKind.REMOVED, PartKind.TABLE, table.name, None)


def _rename(table: Table) -> tuple[Table | None, Expected]:
    return replace(table, name=f"{table.name}_new"), (
        ChangeKind.RENAMED,
        PartKind.TABLE,
        f"{table.name}_new",
        None,
    )


def _drop_column(table: Table) -> tuple[Table | None, Expected]:
    kept = table.columns[:3]
    return replace(table, columns=kept), (ChangeKind.REMOVED, PartKind.COLUMN, table.columns[3].name, None)


def _add_column(table: Table) -> tuple[Table | None, Expected]:
    added = replace(table, columns=(*table.columns, a_column("extra boolean", 5)))
    return added, (ChangeKind.ADDED, PartKind.COLUMN, "extra", None)


def _rename_column(table: Table) -> tuple[Table | None, Expected]:
    new = f"{table.columns[3].name}_net"
    columns = (*table.columns[:3], replace(table.columns[3], name=new))
    return replace(table, columns=columns), (ChangeKind.RENAMED, PartKind.COLUMN, new, None)


def _column_fact(fact: str, value: object) -> Edit:
    def edit(table: Table) -> tuple[Table | None, Expected]:
        changed = replace(table.columns[2], **{fact: value})
        columns = (*table.columns[:2], changed, table.columns[3])
        return replace(table, columns=columns), (ChangeKind.CHANGED, PartKind.COLUMN, changed.name, fact)

    return edit


def _comment(table: Table) -> tuple[Table | None, Expected]:
    return replace(table, comment="other"), (ChangeKind.CHANGED, PartKind.TABLE, table.name, "comment")


def _drop_unique(table: Table) -> tuple[Table | None, Expected]:
    name = f"({table.columns[1].name})"
    return replace(table, unique_keys=()), (ChangeKind.REMOVED, PartKind.UNIQUE_KEY, name, None)


def _rename_index(table: Table) -> tuple[Table | None, Expected]:
    index = replace(table.indexes[0], name="other")
    return replace(table, indexes=(index,)), (ChangeKind.RENAMED, PartKind.INDEX, "other", None)


EDITS: list[Edit] = [
    _drop,
    _rename,
    _drop_column,
    _add_column,
    _rename_column,
    _column_fact("nullable", False),
    _column_fact("native_type", "timestamp"),
    _column_fact("default", "now()"),
    _column_fact("comment", "when"),
    _comment,
    _drop_unique,
    _rename_index,
]


@given(st.lists(st.sampled_from(EDITS), max_size=6))
def test_random_edits_are_found_exactly(edits: list[Edit]):
    tables = [_a_table(number) for number in range(8)]
    edited = [edit(table) for edit, table in zip(edits, tables, strict=False)]
    kept = [table for table, _ in edited if table is not None]
    found = diff(a_snapshot(*tables), a_snapshot(*kept, *tables[len(edits) :]))
    assert {(c.kind, c.place.kind, c.place.name, c.attribute) for c in found} == {what for _, what in edited}
    assert len(found) == len(edits)
