"""Each rule on a schema it finds something in, and on the nearest one where it must not."""

from dataclasses import replace
from typing import Any

import pytest

from app.model.schema import (
    Check,
    ForeignKey,
    ObjectKind,
    ObjectName,
    Policy,
    Sequence,
    Skipped,
    SkipReason,
    Snapshot,
    TableKind,
    Trigger,
)
from app.schema.lint.findings import Severity
from app.schema.lint.linting import lint
from app.schema.lint.rules import RULES
from tests.support.schemas import a_column, a_foreign_key, a_snapshot, a_table, an_index

CUSTOMER = a_table("customer", "id int!, name text", primary="id")
PAIR = "id int!, a_id int!, b_id int!, created_at timestamp"
A_AND_B = ("a_id -> a.id", "b_id -> b.id")
SNAKE = a_table(
    "orders",
    "order_id int!, first_name text, last_name text, post_code text, home_town text",
    primary="order_id",
)


def _numbered(column: str, **parts: Any) -> Snapshot:
    """A table whose id a sequence numbers."""
    sequence = Sequence(
        schema="public",
        name="s",
        owned_by=ObjectName(schema="public", name="t"),
        owned_by_column="id",
        **parts,
    )
    return a_snapshot(a_table("t", column, primary="id"), sequences=(sequence,))


def _referring(
    written: str = "c_id -> customer.id", *, columns: str = "id int!, c_id int", **parts: Any
) -> Snapshot:
    key = a_foreign_key(written, **parts)
    orders = a_table("orders", columns, primary="id", indexes=("i: c_id",))
    return a_snapshot(CUSTOMER, replace(orders, foreign_keys=(key,)))


def _circle(second: ForeignKey) -> Snapshot:
    staff = a_table("staff", "id int!, store_id int!", primary="id", foreign=("store_id -> store.id",))
    store = a_table("store", "id int!, boss_id int!, other_id int", primary="id")
    return a_snapshot(staff, replace(store, foreign_keys=(second,)))


def _columns(columns: str, product: str = "PostgreSQL", **parts: Any) -> Snapshot:
    return a_snapshot(a_table("t", columns, primary="id", **parts), product=product)


def _with(written: str, **parts: Any) -> Snapshot:
    """A table of an id and one column with these parts."""
    table = a_table("t", "id int!", primary="id")
    return a_snapshot(replace(table, columns=(*table.columns, a_column(written, 2, **parts))))


def _indexes(*indexes: str, **parts: Any) -> Snapshot:
    table = a_table("t", "id int!, a int, b int", primary="id")
    return a_snapshot(replace(table, indexes=tuple(an_index(text, **parts) for text in indexes)))


FOUND: list[tuple[str, str, Snapshot]] = [
    ("no_primary_key", "public.log", a_snapshot(a_table("log", "at timestamp, what text"))),
    ("nullable_primary_key", "public.t(id)", a_snapshot(a_table("t", "id text", primary="id"), product="SQLite")),
    ("nullable_unique", "public.t(email)", _columns("id int!, email text", unique=("email",))),
    ("nullable_unique_part", "public.t(a b)", _columns("id int!, a int!, b int", unique=("a b",))),
    ("key_runs_out", "public.t(id)", _columns("id int!, a text", row_estimate=1_500_000_000)),
    ("narrow_sequence", "public.t(id)", _numbered("id bigint!", maximum=2**31 - 1)),
    ("cycling_sequence", "public.t(id)", _numbered("id int!", cycles=True)),
    ("join_table_without_key", "public.a_b(a_id b_id)", a_snapshot(a_table("a_b", PAIR, primary="id", foreign=A_AND_B))),
    ("foreign_key_without_index", "public.orders(c_id)", a_snapshot(CUSTOMER, a_table("orders", "id int!, c_id int", primary="id", foreign=("c_id -> customer.id",), indexes=("i: id c_id",)))),
    ("foreign_key_type", "public.orders(c_id)", _referring(columns="id int!, c_id bigint")),
    ("foreign_key_type", "public.orders(c_id)", _referring(columns="id int!, c_id text")),
    ("foreign_key_target", "public.orders(c_id)", _referring("c_id -> customer.name", columns="id int!, c_id text")),
    ("foreign_key_dangling", "public.orders(c_id)", _referring("c_id -> gone.id")),
    ("foreign_key_duplicate", "public.t(a)", _columns("id int!, a int", foreign=("a -> t.id", "a -> t.id"))),
    ("foreign_key_sets_null", "public.orders(c_id)", _referring(columns="id int!, c_id int!", on_delete="SET NULL")),
    ("foreign_key_cycle", "public.staff", _circle(a_foreign_key("boss_id -> staff.id"))),
    ("not_validated", "public.orders(c_id)", _referring(validated=False)),
    ("not_validated", "public.t", _columns("id int!", checks=(Check(expression="id > 0", validated=False),))),
    ("duplicate_index", "public.t(a)", _indexes("one: a", "two: a")),
    ("duplicate_index", "public.t(a)", _indexes("one: a!", "two: a")),
    ("redundant_index", "public.t(a)", _indexes("one: a", "two: a b")),
    ("invalid_index", "public.t(a)", _indexes("one: a", valid=False)),
    ("reserved_word", "public.t(user)", _columns("id int!, user text")),
    ("reserved_word", "public.order", a_snapshot(a_table("order", "id int!", primary="id"))),
    ("name_needs_quotes", "public.Order", a_snapshot(a_table("Order", "id int!, a int", primary="id"))),
    ("name_needs_quotes", "public.t(e-mail)", _columns("id int!, e-mail text", "MySQL")),
    ("hidden_characters", "public.t(na\u200bme)", _columns("id int!, na\u200bme text")),
    ("confusable_names", "public.Log", a_snapshot(a_table("log", "id int!, a int", primary="id"), a_table("Log", "id int!, a int", primary="id"))),
    ("confusable_names", "public.t(a A)", _columns("id int!, a text, A text")),
    ("table_style", "public.StockItem", a_snapshot(*(a_table(name, "id int!, a int", primary="id") for name in ("a_b", "b_c", "c_d", "d_e", "StockItem")), product="MySQL")),
    ("column_style", "public.t(homeTown)", a_snapshot(SNAKE, a_table("t", "id int!, homeTown text", primary="id"), product="MySQL")),
    ("numbered_columns", "public.t(tag1 tag2 tag3)", _columns("id int!, tag1 text, tag2 text, tag3 text")),
    ("conflicting_types", "public(customer_no)", a_snapshot(a_table("customer", "customer_no int!, a int", primary="customer_no"), a_table("orders", "id int!, customer_no text", primary="id"))),
    ("null_as_text", "public.t(a)", _with("a text", default="'NULL'::text")),
    ("money_as_float", "public.t(unitPrice)", _columns("id int!, unitPrice real", "MySQL")),
    ("money_type", "public.t(a)", _columns("id int!, a money")),
    ("flag_as_text", "public.t(is_open)", _columns("id int!, is_open char(1)")),
    ("moment_as_text", "public.t(birth_date created_at)", _columns("id int!, birth_date text, created_at varchar(20)")),
    ("three_byte_text", "public.t(a)", _with("a text", collation="utf8mb3_general_ci")),
    ("no_columns", "public.t", a_snapshot(a_table("t"))),
    ("single_column", "public.t(id)", _columns("id int!")),
    ("too_wide", "public.t", _columns("id int!, " + ", ".join(f"c{chr(97 + n // 26)}{chr(97 + n % 26)} int" for n in range(250)))),
    ("broken_view", "public.v", a_snapshot(a_table("v", kind=TableKind.VIEW, definition="SELECT 1"))),
    ("no_partition", "public.t", _columns("id int!, a int", kind=TableKind.PARTITIONED)),
    ("not_transactional", "public.t", _columns("id int!, a int", storage="MyISAM")),
    ("disabled_trigger", "public.t", _columns("id int!, a int", triggers=(Trigger(name="g", enabled=False),))),
    ("idle_policies", "public.t", _columns("id int!, a int", row_security=False, policies=(Policy(name="p", command="ALL"),))),
    ("closed_table", "public.t", _columns("id int!, a int", row_security=True)),
]  # fmt: skip

UNREAD = Skipped(
    kind=ObjectKind.TABLE, schema="public", name="t", reason=SkipReason.NO_ACCESS, missing="columns"
)

UNFOUND: list[tuple[str, str, Snapshot]] = [
    ("no_columns", "columns that could not be read", a_snapshot(a_table("t"), skipped=(UNREAD,))),
    ("broken_view", "columns that could not be read", a_snapshot(a_table("t", kind=TableKind.VIEW), skipped=(UNREAD,))),
    ("no_partition", "a partition that was left out", a_snapshot(a_table("p", "a int", kind=TableKind.PARTITIONED), skipped=(replace(UNREAD, missing=None, reason=SkipReason.FILTERED),))),
    ("no_primary_key", "a view", a_snapshot(a_table("v", "a int", kind=TableKind.VIEW))),
    ("no_primary_key", "a partition", a_snapshot(a_table("p", "a int", kind=TableKind.PARTITION))),
    ("nullable_primary_key", "not null", _columns("id int!, a int")),
    ("nullable_unique", "not null", _columns("id int!, email text!", unique=("email",))),
    ("nullable_unique", "unknown", _columns("id int!, email text!", unique=("gone",))),
    ("key_runs_out", "bigint", _columns("id bigint!, a text", row_estimate=1_500_000_000)),
    ("key_runs_out", "SQLite's integer has 64 bits", _columns("id integer!, a text", "SQLite", row_estimate=1_500_000_000)),
    ("key_runs_out", "no estimate", _columns("id int!, a text")),
    ("narrow_sequence", "as wide as its column", _numbered("id int!", maximum=2**31 - 1)),
    ("cycling_sequence", "unknown", _numbered("id int!")),
    ("join_table_without_key", "a unique pair", a_snapshot(a_table("a_b", PAIR, primary="id", foreign=A_AND_B, unique=("a_id b_id",)))),
    ("join_table_without_key", "something of its own", a_snapshot(a_table("a_b", PAIR + ", amount int", primary="id", foreign=A_AND_B))),
    ("join_table_without_key", "a thing others refer to", a_snapshot(a_table("a_b", PAIR, primary="id", foreign=A_AND_B), a_table("r", "id int!, x int", primary="id", foreign=("x -> a_b.id",)))),
    ("foreign_key_without_index", "an index that starts with it", _referring()),
    ("foreign_key_without_index", "two columns the other way round", a_snapshot(a_table("t", "id int!, a int, b int", primary="id", foreign=("a b -> u.a b",), indexes=("i: b a id",)))),
    ("foreign_key_without_index", "a primary key that starts with it", a_snapshot(a_table("t", "a int!, b int!", primary="a b", foreign=("a -> u.id",)))),
    ("foreign_key_type", "the same type", _referring()),
    ("foreign_key_type", "SQLite's sizes mean nothing", replace(_referring(columns="id int!, c_id bigint"), product="SQLite")),
    ("foreign_key_type", "a longer text", a_snapshot(a_table("c", "id varchar(5)!, a int", primary="id"), a_table("t", "id int!, c varchar(9)", primary="id", foreign=("c -> c.id",)))),
    ("foreign_key_target", "a unique index", a_snapshot(a_table("c", "id int!, n int", primary="id", indexes=("i: n!",)), a_table("t", "id int!, c int", primary="id", foreign=("c -> c.n",)))),
    ("foreign_key_dangling", "a schema that was not read", _referring("c_id -> gone.id", referred_schema="other")),
    ("foreign_key_dangling", "a table that was skipped", replace(_referring("c_id -> gone.id"), skipped=(Skipped(kind=ObjectKind.TABLE, schema="public", name="gone", reason=SkipReason.NO_ACCESS),))),
    ("foreign_key_sets_null", "nullable", _referring(on_delete="SET NULL")),
    ("foreign_key_cycle", "one side may be NULL", _circle(a_foreign_key("other_id -> staff.id"))),
    ("foreign_key_cycle", "one side may wait", _circle(a_foreign_key("boss_id -> staff.id", deferrable=True))),
    ("not_validated", "unknown", _referring()),
    ("duplicate_index", "another order", _indexes("one: a b", "two: b a")),
    ("duplicate_index", "a condition", a_snapshot(replace(a_table("t", "id int!, a int", primary="id"), indexes=(an_index("one: a"), an_index("two: a", predicate="a > 0"))))),
    ("redundant_index", "a unique one", _indexes("one: a!", "two: a b")),
    ("redundant_index", "not sorted", _indexes("one: a", "two: a b", method="gin")),
    ("redundant_index", "a part", _indexes("one: b", "two: a b")),
    ("invalid_index", "unknown", _indexes("one: a")),
    ("reserved_word", "a word of another server", _columns("id int!, user text", "MySQL")),
    ("reserved_word", "a server that is not known", _columns("id int!, select text", "DuckDB")),
    ("name_needs_quotes", "capitals where nothing folds them", _columns("id int!, Name text", "MySQL")),
    ("hidden_characters", "an ordinary space", _columns("id int!, größe text")),
    ("table_style", "single words", a_snapshot(*(a_table(name, "id int!, a int", primary="id") for name in ("a_b", "b_c", "c_d", "d_e", "item")))),
    ("column_style", "too few names", _columns("id int!, first_name text, lastName text", "MySQL")),
    ("numbered_columns", "two addresses", _columns("id int!, address1 text, address2 text")),
    ("numbered_columns", "years", _columns("id int!, y_20 int, y_21 int, y_22 int")),
    ("conflicting_types", "an id per table", a_snapshot(a_table("a", "id int!, x int", primary="id"), a_table("b", "id uuid!, x int", primary="id"))),
    ("null_as_text", "no default", _with("a text", default="NULL::text")),
    ("money_as_float", "a rate", _columns("id int!, tax_rate real, price_ratio real")),
    ("flag_as_text", "a letter", _columns("id int!, grade char(1)")),
    ("moment_as_text", "SQLite has no dates", _columns("id int!, birth_date text", "SQLite")),
    ("moment_as_text", "update_by", _columns("id int!, updated_by text, location text")),
    ("single_column", "a list others refer to", a_snapshot(a_table("c", "code text!", primary="code"), a_table("t", "id int!, c text", primary="id", foreign=("c -> c.code",)))),
    ("no_partition", "one partition", a_snapshot(a_table("t", "a int", kind=TableKind.PARTITIONED), a_table("p", "a int", kind=TableKind.PARTITION, partition_of=ObjectName(schema="public", name="t")))),
    ("closed_table", "a policy", _columns("id int!, a int", row_security=True, policies=(Policy(name="p", command="ALL"),))),
    ("disabled_trigger", "unknown", _columns("id int!, a int", triggers=(Trigger(name="g"),))),
]  # fmt: skip


def _places(snapshot: Snapshot, rule: str) -> list[str]:
    places: list[str] = []
    for finding in lint(snapshot, [each for each in RULES if each.id == rule]):
        name = ".".join(filter(None, (finding.schema, finding.table)))
        places.append(name + (f"({' '.join(finding.columns)})" if finding.columns else ""))
    return places


@pytest.mark.parametrize(
    ("rule", "place", "snapshot"), FOUND, ids=[f"{rule}-{n}" for n, (rule, *_) in enumerate(FOUND)]
)
def test_a_rule_finds_what_it_is_for(rule: str, place: str, snapshot: Snapshot):
    assert _places(snapshot, rule) == [place]


@pytest.mark.parametrize(
    ("rule", "case", "snapshot"), UNFOUND, ids=[f"{rule}-{case}" for rule, case, _ in UNFOUND]
)
def test_a_rule_leaves_alone_what_is_right(rule: str, case: str, snapshot: Snapshot):
    assert _places(snapshot, rule) == [], case


def test_every_rule_has_an_example_it_finds():
    assert {rule for rule, *_ in FOUND} == {rule.id for rule in RULES}


def test_no_two_rules_share_an_id_and_each_says_why_how_and_where_from():
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(text.strip() for rule in RULES for text in (rule.title, rule.why, rule.fix))
    assert all(rule.source for rule in RULES)


def test_what_a_catalog_does_not_say_is_not_remarked():
    unknown = a_table("t", "id int!, a int", primary="id")
    unknown = replace(unknown, columns=tuple(replace(c, nullable=None) for c in unknown.columns))
    assert lint(a_snapshot(unknown)) == ()


def test_errors_come_before_warnings_and_those_before_notices():
    odd = a_table("order", "Select text, na\u200bme money, price real")
    assert [finding.severity for finding in lint(a_snapshot(odd))] == [
        Severity.ERROR,
        *[Severity.WARNING] * 2,
        *[Severity.NOTICE] * 4,
    ]
