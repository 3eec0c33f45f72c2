"""Checks of other tools become the rules that mean the same, or are left with a reason."""

from app.rules.imports import Brought, bring
from app.rules.reading import read_rules
from app.rules.writing import as_mapping, write_rules

DBT = """
version: 2
models:
  - name: orders
    tests:
      - dbt_utils.unique_combination_of_columns: {combination_of_columns: [id, line]}
      - dbt_utils.expression_is_true: {expression: "total >= 0"}
      - my_own_test
    columns:
      - name: id
        data_tests: [unique, not_null]
      - name: status
        tests:
          - accepted_values: {arguments: {values: [placed, 'NO', 3]}, config: {severity: warn, error_if: ">10"}}
          - not_null: {config: {where: "status > 1"}}
      - name: customer_id
        tests:
          - relationships: {to: ref('customers'), field: id}
          - dbt_utils.not_null_proportion: {at_least: 0.95}
          - dbt_expectations.expect_column_values_to_be_between: {min_value: 1, strictly: true}
sources:
  - name: raw
    schema: landing
    loaded_at_field: loaded_at
    freshness: {warn_after: {count: 12, period: hour}}
    tables: [{name: events, columns: [{name: at, tests: [dbt_utils.recency: {datepart: day, field: at, interval: 1}]}]}]
"""

SODA = """
checks for sales.orders:
  - row_count > 0
  - missing_count(email) = 0:
      missing values: [n/a, "-"]
  - missing_percent(phone) < 5 %
  - duplicate_count(id, line) = 0
  - invalid_count(status) = 0:
      valid values: [a, b]
  - invalid_percent(zip) < 2%:
      valid regex: '^[0-9]{5}$'
  - freshness(created_at) < 1d
  - min(price) >= 0
  - avg(price) between 1 and 5
  - values in (customer_id) must exist in customers (id)
  - row_count same as archive
  - failed rows: {name: no negatives, fail condition: price < 0}
  - duplicate_count(sku): {warn: when > 1, fail: when > 10}
  - schema: {fail: {when required column missing: [id]}}
checks for sales.orders [daily]:
  - row_count > 0
"""

SODA_CONTRACT = """
dataset: pg/shop/sales/orders
columns:
  - name: id
    checks: [missing: , duplicate: {threshold: {metric: percent, must_be_less_than: 1}}]
  - name: size
    checks: [invalid: {valid_values: [S, M]}, aggregate: {function: avg, threshold: {must_be: 3}}]
checks:
  - row_count: {threshold: {must_be_between: {greater_than_or_equal: 10, less_than_or_equal: 20}}}
  - freshness: {column: created_at, threshold: {unit: hour, must_be_less_than: 24}}
  - failed_rows: {expression: price < 0}
"""

SUITE = """{"name": "s",\t"expectations": [
 {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "id", "mostly": 0.9}},
 {"expectation_type": "expect_column_values_to_be_in_set", "kwargs": {"column": "c", "value_set": ["x", 1]}},
 {"type": "expect_column_pair_values_a_to_be_greater_than_b", "kwargs": {"column_A": "e", "column_B": "s", "or_equal": true}},
 {"type": "expect_table_row_count_to_be_between", "kwargs": {"min_value": 5}},
 {"type": "expect_column_values_to_match_regex", "kwargs": {"column": "z", "regex": "^a"}},
 {"type": "expect_column_mean_to_be_between", "kwargs": {"column": "z", "min_value": 1}},
 {"type": "expect_column_max_to_be_between", "kwargs": {"column": "z", "min_value": 1}},
 {"type": "expect_column_values_to_be_unique", "kwargs": {"column": "z", "row_condition": "a > 1"}}
]}"""


def said(brought: Brought) -> list[dict[str, object]]:
    return [{k: v for k, v in as_mapping(rule).items() if k != "id"} for rule in brought.rules]


def test_tests_of_dbt():
    brought = bring(DBT)
    assert said(brought) == [
        {"table": "orders", "columns": ["id", "line"], "kind": "unique"},
        {"table": "orders", "kind": "expression", "sql": "total >= 0"},
        {"table": "orders", "column": "id", "kind": "unique"},
        {"table": "orders", "column": "id", "kind": "not_null"},
        {"table": "orders", "column": "status", "kind": "in_set", "values": ["placed", "NO", 3], "mustBeLessOrEqualTo": 10, "severity": "warning"},
        {"table": "orders", "column": "customer_id", "kind": "foreign_key", "references": "customers", "referred_columns": ["id"]},
        {"table": "orders", "column": "customer_id", "kind": "not_null", "mustBeLessOrEqualTo": 5, "unit": "percent"},
        {"table": "orders", "column": "customer_id", "kind": "range", "min": 1, "exclusive": True},
        {"table": "landing.events", "column": "at", "kind": "freshness", "max_age": "1d"},
        {"table": "landing.events", "column": "loaded_at", "kind": "freshness", "max_age": "12h", "severity": "warning"},
    ]  # fmt: skip
    assert [(each.check, each.line) for each in brought.unmapped] == [("my_own_test", 8), ("not_null", 15)]


def test_checks_of_soda():
    brought = bring(SODA)
    assert [(r["kind"], r.get("column") or r.get("columns")) for r in said(brought)] == [
        ("row_count", None), ("not_null", "email"), ("not_null", "phone"), ("unique", ["id", "line"]),
        ("in_set", "status"), ("pattern", "zip"), ("freshness", "created_at"), ("range", "price"),
        ("foreign_key", "customer_id"), ("same_rows", None), ("expression", None), ("unique", "sku"), ("unique", "sku"),
    ]  # fmt: skip
    rules = {rule.id: rule for rule in brought.rules}
    assert rules["sales.orders.email.not_null"].arguments == {"also": ("n/a", "-")}
    assert said(brought)[2] | {} == {
        "table": "sales.orders", "column": "phone", "kind": "not_null", "mustBeLessThan": 5, "unit": "percent",
    }  # fmt: skip
    assert [(r.get("severity", "error"), r["mustBeLessOrEqualTo"]) for r in said(brought)[-2:]] == [
        ("error", 10),
        ("warning", 1),
    ]
    assert [each.check for each in brought.unmapped] == [
        "avg(price) between 1 and 5",
        "schema",
        "row_count > 0",
    ]


def test_contracts_of_soda():
    brought = bring(SODA_CONTRACT)
    assert said(brought) == [
        {"table": "sales.orders", "kind": "row_count", "mustBeBetween": [10, 20]},
        {"table": "sales.orders", "column": "created_at", "kind": "freshness", "max_age": "24h"},
        {"table": "sales.orders", "kind": "expression", "sql": "NOT (price < 0)"},
        {"table": "sales.orders", "column": "id", "kind": "not_null"},
        {"table": "sales.orders", "column": "id", "kind": "unique", "mustBeLessThan": 1, "unit": "percent"},
        {"table": "sales.orders", "column": "size", "kind": "in_set", "values": ["S", "M"]},
    ]
    assert [each.check for each in brought.unmapped] == ["aggregate"]


def test_suites_of_great_expectations():
    brought = bring(SUITE, table="t")
    assert said(brought) == [
        {"table": "t", "column": "id", "kind": "not_null", "mustBeLessOrEqualTo": 10, "unit": "percent"},
        {"table": "t", "column": "c", "kind": "in_set", "values": ["x", 1]},
        {"table": "t", "columns": ["e", "s"], "kind": "compare", "operator": ">="},
        {"table": "t", "kind": "row_count", "mustBeGreaterOrEqualTo": 5},
        {"table": "t", "column": "z", "kind": "pattern", "regex": "^a"},
    ]
    assert len(brought.unmapped) == 3
    assert len(bring(SUITE).unmapped) == 8


def test_what_is_brought_in_is_a_file_of_rules():
    for text in (DBT, SODA, SODA_CONTRACT, SUITE):
        brought = bring(text, table="t")
        assert read_rules(write_rules(brought.rules)).usable() == brought.rules
