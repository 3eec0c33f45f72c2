"""Files of rules: what they say, and what is wrong with them by line and path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import RuleFileError
from app.model.rules import NO_ROW, Operator, Rule, Severity, Tolerance, Unit
from app.rules.reading import read_rules
from app.rules.writing import as_mapping, write_rules

CONTRACT = """
apiVersion: v3.0.2
kind: DataContract
id: 53581432-6c55-4ba2-a65f-72344a91553a
surprise: 1
schema:
  - name: orders
    physicalName: sales.orders
    properties:
      - name: id
        primaryKey: true
        logicalType: integer
      - name: status
        required: true
        quality:
          - type: library
            rule: validValues
            validValues: [placed, NO]
            severity: warning
            dimension: conformity
          - {type: text, description: nice values}
      - name: email
        unique: true
        logicalTypeOptions: {pattern: "@", maxLength: 50, minimum: 1}
        quality:
          - {rule: nullCount, mustBeLessThan: 5, unit: percent, name: few gaps}
          - {metric: missingValues, arguments: {missingValues: ["", n/a, null]}, mustBe: 0}
          - {rule: frobnicate, mustBe: 0}
    quality:
      - {rule: rowCount, mustBeBetween: [10, 20], schedule: 0 20 * * *}
      - {metric: duplicateValues, arguments: {properties: [id, status]}}
      - {type: sql, query: "SELECT COUNT(*) FROM ${table}", mustBeGreaterThan: 0}
      - {type: custom, engine: soda, implementation: x}
slaProperties:
  - {property: latency, value: 4, unit: d, element: sales.orders.created_at}
"""


def test_a_data_contract_is_read_as_it_is():
    read = read_rules(CONTRACT)
    assert [(r.kind, r.columns) for r in read.usable()] == [
        ("not_null", ("id",)), ("not_null", ("status",)), ("in_set", ("status",)), ("unique", ("email",)),
        ("pattern", ("email",)), ("length", ("email",)), ("range", ("email",)), ("not_null", ("email",)),
        ("not_null", ("email",)), ("unique", ("id",)), ("row_count", ()), ("unique", ("id", "status")), ("sql", ()),
        ("freshness", ("created_at",)),
    ]  # fmt: skip
    assert {r.table for r in read.rules} == {"sales.orders"}
    by_id = {r.id: r for r in read.rules}
    assert by_id["few-gaps"].tolerance == Tolerance(operator=Operator.LESS, low=5, unit=Unit.PERCENT)
    assert by_id["sales.orders.status.invalidValues.in_set"].arguments == {"values": ("placed", "NO")}
    assert by_id["sales.orders.status.invalidValues.in_set"].severity is Severity.WARNING
    assert by_id["sales.orders.email.missingValues"].arguments == {"also": ("", "n/a")}
    assert by_id["sales.orders.rowCount"].schedule == "0 20 * * *"
    assert [(p.line, p.path) for p in read.problems] == [
        (5, "surprise"),
        (21, "schema[0].properties[1].quality[1]"),
        (28, "schema[0].properties[2].quality[2].rule"),
        (33, "schema[0].quality[3]"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "path", "words"),
    [
        ("rules:\n  - {table: t, kind: nope}", 2, "rules[0].kind", "there is no kind of rule nope"),
        ("rules:\n  - {kind: unique, column: a}", 2, "rules[0]", "needs its table"),
        ("rules:\n  - {table: t, kind: unique}", 2, "rules[0]", "takes 1 or more columns and got 0"),
        ("rules:\n  - table: t\n    kind: in_set\n    column: a\n    values: {}", 5, "rules[0].values", "wanted"),
        ("rules:\n  - {table: t, kind: range, column: a}", 2, "rules[0]", "needs min or max"),
        ("rules:\n  - {table: t, kind: sql, query: SELECT 1}", 2, "rules[0]", "needs one of mustBe"),
        ("rules:\n  - {table: t, kind: row_count, mustBe: x}", 2, "rules[0].mustBe", "a number is wanted"),
        ("rules:\n  - {table: t, kind: row_count, mustBe: 1, mustNotBe: 2}", 2, "rules[0]", "beside each other"),
        ("rules:\n  - {table: t, kind: row_count, severity: huge}", 2, "rules[0].severity", "error, warning"),
        ("rules:\n  - {table: t, kind: freshness, column: a, max_age: soon}", 2, "rules[0].max_age", "36h"),
        ("rules:\n  - {table: t, kind: compare, columns: [a, b], operator: LIKE}", 2, "rules[0].operator", "<="),
        ("rules: [{id: a, table: t, kind: row_count},\n {id: a, table: t, kind: row_count}]", 2, "rules[1]", "on line 1"),
        ("other: 1", 1, "/", "neither rules"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_line_and_path(text: str, line: int, path: str, words: str):
    with pytest.raises(RuleFileError) as raised:
        read_rules(text).usable()
    assert (raised.value.evidence["line"], raised.value.evidence["path"]) == (line, path)
    assert words in str(raised.value.evidence["problem"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: [1",
        "a: 1\na: 2",
        "--- {a: 1}\n--- {b: 2}",
        "a: &x [1]\nb: *x",
        "rules: !!python/object/apply:os.system [echo]",
        "rules: !!python/name:os.system",
        "[" * 100 + "]" * 100,
        "? [a]\n: b",
        "x" * (200 * 1024),
        "a: \x00",
        "\ud800",
        "a: {{ ref('x') }}",
    ],
)
def test_what_is_no_file_of_rules_is_refused_without_running_anything(text: str):
    with pytest.raises(RuleFileError):
        read_rules(text).usable()


@given(st.text(max_size=200))
def test_no_text_raises_anything_but_that_it_is_no_file_of_rules(text: str):
    try:
        read_rules(text)
        read_rules(f"rules:\n  - {text}")
    except RuleFileError:
        pass


_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
_scalars = (
    _texts
    | st.integers(-(10**12), 10**12)
    | st.sampled_from(["NO", "1e3", "012", "~", "null", "", "1.5", "true", "- x", "# y", "a: b"])
)
_tolerances = st.none() | st.builds(
    Tolerance,
    operator=st.sampled_from([Operator.LESS, Operator.BE]),
    low=st.floats(-1e6, 1e6).map(lambda number: round(number, 3)),
    unit=st.sampled_from(Unit),
)


@given(
    st.builds(
        Rule,
        id=_texts, kind=st.just("in_set"), table=_texts, columns=st.tuples(_texts),
        arguments=st.lists(_scalars, min_size=1, max_size=4).map(lambda values: {"values": tuple(values)}),
        tolerance=_tolerances, severity=st.sampled_from(Severity), owner=st.none() | _texts,
    )
)  # fmt: skip
def test_rules_survive_being_written_and_read(rule: Rule):
    assert read_rules(write_rules([rule], {rule.id: "why\nand: #how"})).usable() == (rule,)


def test_every_key_of_a_rule_is_written():
    rule = Rule(
        id="a", kind="row_count", table="t", tolerance=NO_ROW, description="d", schedule="s", owner="o"
    )
    assert set(as_mapping(rule)) == {"id", "table", "kind", "mustBe", "description", "schedule", "owner"}
