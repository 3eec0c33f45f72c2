"""Undeclared foreign keys by name, in the styles people use."""

import time
from dataclasses import replace

import pytest

from app.model.relations import Inclusion, RelationCandidate, RelationVerdict
from app.model.schema import DataType, ObjectName, Table, TableKind
from app.schema.relation_confidence import judged
from app.schema.relations import MOST_PER_COLUMN, relation_candidates
from tests.support.schemas import a_foreign_key, a_snapshot, a_table

CUSTOMER = a_table("customer", "id int!, name text", primary="id")
CUSTOMERS = a_table("Customers", "CustomerID int!, Name text", primary="CustomerID")
STAFF = a_table("staff", "staff_id int!, name text", primary="staff_id")
COUNTRY = a_table("country", "code char(2)!, name text", primary="code")
STATUS = a_table("orders_status", "id int!, name text", primary="id")


def _found(*tables: Table) -> list[str]:
    return [
        f"{c.table}.{c.column} -> {c.referred_table}.{c.referred_column}"
        for c in relation_candidates(a_snapshot(*tables))
    ]


def _orders(column: str) -> Table:
    return a_table("orders", f"id int!, {column}", primary="id")


@pytest.mark.parametrize(
    ("target", "column", "found"),
    [
        (CUSTOMER, "customer_id int", "customer_id -> customer.id"),
        (CUSTOMER, "customerId int", "customerId -> customer.id"),
        (CUSTOMER, "CUSTOMER_ID int", "CUSTOMER_ID -> customer.id"),
        (CUSTOMER, "id_customer int", "id_customer -> customer.id"),
        (CUSTOMER, "fk_customer int", "fk_customer -> customer.id"),
        (CUSTOMER, "customer int", "customer -> customer.id"),
        (CUSTOMER, "customers_no int", "customers_no -> customer.id"),
        (CUSTOMER, "paying_customer_id int", "paying_customer_id -> customer.id"),
        (CUSTOMERS, "CustomerID int", "CustomerID -> Customers.CustomerID"),
        (CUSTOMERS, "customer_id int", "customer_id -> Customers.CustomerID"),
        (replace(CUSTOMER, name="tbl_customers"), "customer_id int", "customer_id -> tbl_customers.id"),
        (replace(CUSTOMER, name="crm_customers"), "customer_id int", "customer_id -> crm_customers.id"),
        (STAFF, "manager_staff_id int", "manager_staff_id -> staff.staff_id"),
        (COUNTRY, "country_code char(2)", "country_code -> country.code"),
        (STATUS, "status_id int", "status_id -> orders_status.id"),
    ],
)
def test_names_that_lead_to_a_table(target: Table, column: str, found: str):
    assert _found(target, _orders(column)) == [f"orders.{found}"]


@pytest.mark.parametrize(
    "column", ["parent_id int", "ParentId int", "reports_to int", "manager_id int", "parent_node_id int"]
)
def test_names_that_lead_back_to_the_table(column: str):
    node = a_table("node", f"id int!, {column}", primary="id")
    assert _found(node) == [f"node.{column.split(maxsplit=1)[0]} -> node.id"]


@pytest.mark.parametrize(
    "column",
    ["customer_id text", "name text", "amount int", "customer_count int", "units_on_customer int", "id2 int"],
)
def test_names_or_types_that_lead_nowhere(column: str):
    assert _found(CUSTOMER, _orders(column)) == []


def test_a_tables_own_number_refers_to_nothing():
    assert _found(STAFF, a_table("staff_old", "staff_id int!, name text", primary="staff_id")) == ["staff_old.staff_id -> staff.staff_id"]  # fmt: skip
    assert _found(CUSTOMER, a_table("orders", "id int!, a text", primary="id")) == []


def test_a_declared_key_is_not_suggested_again():
    declared = replace(
        _orders("customer_id int"), foreign_keys=(a_foreign_key("customer_id -> customer.id"),)
    )
    assert _found(CUSTOMER, declared) == []


def test_a_key_declared_on_partitions_counts_for_their_parent():
    parent = replace(_orders("customer_id int"), kind=TableKind.PARTITIONED)
    partition = replace(
        parent,
        name="orders_1",
        kind=TableKind.PARTITION,
        partition_of=ObjectName(schema="public", name="orders"),
        foreign_keys=(a_foreign_key("customer_id -> customer.id"),),
    )
    assert _found(CUSTOMER, parent, partition) == []


def test_the_own_schema_comes_first_and_another_one_costs_confidence():
    orders = _orders("customer_id int")
    near, far = CUSTOMER, replace(CUSTOMER, schema="crm")
    assert [c.referred_schema for c in relation_candidates(a_snapshot(near, far, orders))] == ["public"]
    (candidate,) = relation_candidates(a_snapshot(far, orders))
    assert candidate.confidence == 0.75
    assert candidate.reasons == ("named after customer", "in another schema")


def test_a_table_of_the_same_prefix_is_meant_before_others():
    others = (STATUS, replace(STATUS, name="invoices_status"), replace(STATUS, name="shipments_status"))
    assert _found(*others, _orders("status_id int")) == ["orders.status_id -> orders_status.id"]


def test_a_name_that_many_tables_answer_to_means_none():
    many = [replace(STATUS, name=f"{word}_status") for word in ("a", "b", "c", "d")]
    assert _found(*many[:2], _orders("status_id int")) == [
        "orders.status_id -> a_status.id",
        "orders.status_id -> b_status.id",
    ]
    assert len(many) > MOST_PER_COLUMN
    assert _found(*many, _orders("status_id int")) == []


def test_a_unique_key_is_referred_to_where_its_name_says_so():
    account = a_table("account", "id int!, iban text!", primary="id", unique=("iban",))
    (candidate,) = relation_candidates(a_snapshot(account, _orders("iban text")))
    assert candidate.referred_column == "iban"
    assert candidate.reasons == ("only the key of account has the same name", "unique, not the primary key")


def test_a_name_or_title_that_is_unique_elsewhere_is_no_reference():
    category = a_table("category", "id int!, title text!", primary="id", unique=("title",))
    assert _found(category, _orders("title text")) == []


def test_suggestions_for_thousands_of_tables_take_a_moment():
    references = ", ".join(f"t{number}_id int" for number in range(18))
    tables = [
        a_table(f"t{number}", f"id int!, {references}, status_id int", primary="id") for number in range(5000)
    ]
    snapshot = a_snapshot(*tables)
    started = time.process_time()
    found = relation_candidates(snapshot)
    assert time.process_time() - started < 2.0
    assert len(found) == 18 * 5000 - 18


@pytest.mark.parametrize(
    ("orphan_rows", "orphan_values", "verdict"),
    [
        (0, 0, RelationVerdict.CONFIRMED),
        (400, 4, RelationVerdict.MOSTLY),
        (60, 60, RelationVerdict.MOSTLY),
        (400, 60, RelationVerdict.REFUTED),
    ],
)
def test_few_values_or_few_rows_may_lead_nowhere(
    orphan_rows: int, orphan_values: int, verdict: RelationVerdict
):
    candidate = RelationCandidate(
        schema="s", table="t", column="c", referred_schema="s", referred_table="r", referred_column="id",
        confidence=0.75, reasons=(),
    )  # fmt: skip
    found = Inclusion(rows=1000, values=120, orphan_rows=orphan_rows, orphan_values=orphan_values, exact=True)
    assert judged(candidate, DataType.INTEGER, found).verdict is verdict
