"""Which declared keys are looked into, and how thoroughly."""

from dataclasses import replace

from app.integrity.keys import (
    HIDDEN_ROWS,
    MOST_KEYS,
    MOST_ROWS_OF_A_KEY,
    MOST_ROWS_OF_A_RUN,
    NO_COLUMNS,
    NOT_READ,
    NOT_THERE,
    TOO_MANY,
    DueKey,
    due_keys,
)
from app.model.schema import ObjectName, Table, TableKind
from tests.support.schemas import a_foreign_key, a_snapshot, a_table

CUSTOMER = a_table("customer", "id int!", primary="id")
ORDERS = a_table("orders", "id int!, customer_id int", primary="id", foreign=["customer_id -> customer.id"])


def _due(*tables: Table, read: set[str] | None = None) -> tuple[DueKey, ...]:
    turns = {(t.schema, t.name): t.id for t in tables if read is None or t.name in read}
    return due_keys(a_snapshot(*tables), turns)


def test_a_key_comes_with_its_own_table_and_every_row():
    (due,) = _due(CUSTOMER, ORDERS)
    assert (due.turn, due.every_row, due.reason) == (ORDERS.id, True, None)
    assert (due.key.columns, due.key.referred_columns) == (("customer_id",), ("id",))
    assert (due.ends.child, due.ends.parent) == (ORDERS, CUSTOMER)


def test_keys_nobody_vouches_for_come_first_then_those_of_few_rows():
    def orders(name: str, rows: int, *, validated: bool | None) -> Table:
        key = a_foreign_key("customer_id -> customer.id", validated=validated)
        return replace(ORDERS, name=name, row_estimate=rows, foreign_keys=(key,))

    due = _due(
        CUSTOMER,
        orders("a", 1, validated=True),
        orders("b", 9, validated=None),
        orders("c", 5, validated=False),
    )
    assert [each.key.table for each in due] == ["c", "b", "a"]


def test_of_large_tables_and_after_many_rows_only_some_are_looked_at():
    huge = replace(ORDERS, name="huge", row_estimate=MOST_ROWS_OF_A_KEY + 1)
    assert [each.every_row for each in _due(CUSTOMER, huge)] == [False]
    fitting = MOST_ROWS_OF_A_RUN // MOST_ROWS_OF_A_KEY
    many = [replace(ORDERS, name=f"o{n}", row_estimate=MOST_ROWS_OF_A_KEY) for n in range(fitting + 1)]
    assert [each.every_row for each in _due(CUSTOMER, *many)] == [True] * fitting + [False]


def test_beyond_the_limit_keys_say_that_they_are_not_looked_into():
    many = [replace(ORDERS, name=f"o{n:05}") for n in range(MOST_KEYS + 1)]
    reasons = [each.reason for each in _due(CUSTOMER, *many)]
    assert reasons == [None] * MOST_KEYS + [TOO_MANY]


def test_what_cannot_be_looked_into_says_why():
    hidden = replace(CUSTOMER, row_security=True)
    pointing_nowhere = replace(ORDERS, foreign_keys=(a_foreign_key("customer_id -> customer."),))
    assert [each.reason for each in _due(CUSTOMER, ORDERS, read={"orders"})] == [NOT_READ]
    assert [each.reason for each in _due(hidden, ORDERS)] == [HIDDEN_ROWS]
    assert [each.reason for each in _due(ORDERS)] == [NOT_THERE]
    assert [each.reason for each in _due(CUSTOMER, pointing_nowhere)] == [NO_COLUMNS]


def test_a_table_of_another_database_is_tried():
    elsewhere = a_foreign_key("customer_id -> customer.id", referred_schema="crm")
    (due,) = _due(replace(ORDERS, foreign_keys=(elsewhere,)))
    assert due.reason is None
    assert due.ends.parent is None


def _partitioned() -> tuple[Table, Table, Table]:
    whole = replace(ORDERS, kind=TableKind.PARTITIONED)
    of = ObjectName(schema="public", name="orders")
    return (
        whole,
        replace(ORDERS, name="orders_1", kind=TableKind.PARTITION, partition_of=of, row_estimate=3),
        replace(ORDERS, name="orders_2", kind=TableKind.PARTITION, partition_of=of, row_estimate=4),
    )


def test_a_key_of_a_partitioned_table_is_looked_into_once_for_the_whole():
    whole, first, second = _partitioned()
    turns = {(t.schema, t.name): t.id for t in (CUSTOMER, first, second)} | {("public", "orders"): first.id}
    (due,) = due_keys(a_snapshot(CUSTOMER, whole, first, second), turns)
    assert (due.key.table, due.turn) == ("orders", first.id)


def test_where_a_partition_is_not_read_each_that_is_stands_for_itself():
    whole, first, second = _partitioned()
    turns = {(t.schema, t.name): t.id for t in (CUSTOMER, first)} | {("public", "orders"): first.id}
    (due,) = due_keys(a_snapshot(CUSTOMER, whole, first, second), turns)
    assert due.key.table == "orders_1"


def test_a_key_only_partitions_have_is_theirs():
    whole, first, second = _partitioned()
    turns = {(t.schema, t.name): t.id for t in (CUSTOMER, first, second)} | {("public", "orders"): first.id}
    due = due_keys(a_snapshot(CUSTOMER, replace(whole, foreign_keys=()), first, second), turns)
    assert [each.key.table for each in due] == ["orders_1", "orders_2"]
