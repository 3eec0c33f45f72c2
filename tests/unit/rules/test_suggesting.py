"""What is suggested, on which ground, and what never is."""

from dataclasses import replace
from typing import Any

import pytest

from app.model.distribution import Distribution, Frequency
from app.model.findings import ColumnVerdict, Finding, FindingKind, Level
from app.model.measurements import ColumnProfile, Measurement
from app.model.relations import Inclusion, RelationCandidate, RelationCheck, RelationVerdict
from app.model.schema import Check, Column, DataType, Key, ObjectName, Table, TableKind
from app.rules.reading import read_rules
from app.rules.suggesting import Ground, comment_of, suggested_rules
from app.rules.writing import write_rules

ROWS = 1000


def column(**more: Any) -> Column:
    given: dict[str, Any] = {
        "name": "c",
        "position": 1,
        "native_type": "text",
        "data_type": DataType.TEXT,
        "nullable": True,
    }
    return Column(**{**given, **more})


def table(*columns: Column, **more: Any) -> Table:
    return Table(schema="s", name="t", kind=TableKind.TABLE, columns=columns, **more)


def profile(top: tuple[Frequency, ...] = (), *, exact: bool = True, **values: float | str) -> ColumnProfile:
    return ColumnProfile(
        column="c",
        measurements=tuple(Measurement(metric=m, value=v, exact=exact) for m, v in values.items()),
        distribution=Distribution(top_values=top),
    )


def verdict(*, finding: bool = False, tested: int = 10) -> ColumnVerdict:
    found = Finding(
        kind=FindingKind.TYPE, type_id="X", family="X", title="X", category="x", level=Level.HIGH, confidence=0.9, matched=1,
        tested=1, prevalence=None, prevalence_low=None, prevalence_high=None, parts=(), exemplars=(), regulations=(),
        value_tested=True, rule_version="1",
    )  # fmt: skip
    return ColumnVerdict(
        column="c", findings=(found,) if finding else (), runner_up=None, sampled=10, tested=tested, none_at_most=None,
        statement="",
    )  # fmt: skip


def kinds(a_table: Table, a_profile: ColumnProfile, *, rows: int = ROWS, **told: Any) -> list[str]:
    ground = Ground(
        table=a_table, columns=(a_profile,), verdicts=(told.get("verdict", verdict()),), rows=rows
    )
    return [each.rule.kind for each in suggested_rules(ground)]


STATES = tuple(Frequency(label=label, share=0.25, count=250, exact=True) for label in ("a", "b", "NO", "1"))
LISTED = profile(STATES, null_count=0, distinct_count=4)


def test_a_column_without_nulls_that_allows_them_may_be_not_null_as_sure_as_its_rows_make_it():
    (found,) = suggested_rules(
        Ground(table=table(column()), columns=(profile(null_count=0),), verdicts=(), rows=ROWS)
    )
    assert (found.rule.kind, found.support, found.confidence) == ("not_null", 1000, pytest.approx(0.997))
    assert (
        comment_of(found)
        == "no row is without a value, and NULL is allowed (1,000 rows; at least 99.70 % of rows to come)"
    )


@pytest.mark.parametrize(
    ("a_table", "measured", "rows"),
    [
        (table(column(nullable=False)), profile(null_count=0), ROWS),
        (table(column(), primary_key=Key(columns=("c",))), profile(null_count=0), ROWS),
        (table(column()), profile(null_count=1), ROWS),
        (table(column()), profile(null_count=0, exact=False), ROWS),
        (table(column()), profile(null_count=0), 99),
        (table(column()), profile(null_count=0), 0),
    ],
)
def test_nothing_is_suggested_that_is_guaranteed_or_rests_on_little(
    a_table: Table, measured: ColumnProfile, rows: int
):
    assert kinds(a_table, measured, rows=rows) == []


def test_a_few_values_that_make_up_everything_may_be_a_list_and_survive_being_written():
    ground = Ground(table=table(column(nullable=False)), columns=(LISTED,), verdicts=(verdict(),), rows=ROWS)
    (found,) = suggested_rules(ground)
    assert found.rule.arguments == {"values": ("1", "NO", "a", "b")}
    assert read_rules(write_rules([found.rule], {found.rule.id: comment_of(found)})).usable() == (found.rule,)


@pytest.mark.parametrize(
    ("a_column", "measured", "told"),
    [
        (column(nullable=False), LISTED, verdict(finding=True)),
        (column(nullable=False), LISTED, verdict(tested=0)),
        (column(nullable=False, user_type=ObjectName(schema="s", name="state")), LISTED, verdict()),
        (column(nullable=False), profile(STATES, null_count=0, distinct_count=5), verdict()),
        (column(nullable=False), profile((*STATES[:3], replace(STATES[3], masked=True)), null_count=0, distinct_count=4), verdict()),
        (column(nullable=False), profile((*STATES[:3], replace(STATES[3], label=None)), null_count=0, distinct_count=4), verdict()),
        (column(nullable=False), profile((*STATES[:3], replace(STATES[3], share=0.2)), null_count=0, distinct_count=4), verdict()),
        (column(nullable=False), profile(STATES * 6, null_count=0, distinct_count=24), verdict()),
    ],
)  # fmt: skip
def test_no_list_of_values_that_may_not_be_shown_are_not_all_or_are_bound_already(
    a_column: Column, measured: ColumnProfile, told: ColumnVerdict
):
    assert kinds(table(a_column), measured, verdict=told) == []


def test_a_check_of_the_column_says_what_it_may_hold_already():
    checked = table(column(nullable=False), checks=(Check(expression="C IN ('a','b')"),))
    assert kinds(checked, LISTED) == []


def test_values_that_never_repeat_may_be_a_key_where_nothing_forbids_a_second_one():
    unique = profile(null_count=0, distinct_count=ROWS)
    code = column(name="c", nullable=False)
    assert kinds(table(code), unique) == ["unique"]
    assert kinds(table(code, unique_keys=(Key(columns=("c",)),)), unique) == []
    assert kinds(table(code, primary_key=Key(columns=("id",))), unique) == []
    assert kinds(table(replace(code, data_type=DataType.FLOAT)), unique) == []
    assert kinds(table(code), profile(null_count=0, distinct_count=ROWS - 1)) == []


def test_which_ids_occur_says_nothing_of_those_to_come():
    listed = profile(
        tuple(replace(each, label=str(place)) for place, each in enumerate(STATES)),
        null_count=0,
        distinct_count=4,
        min=0,
    )

    def suggested(name: str) -> list[str]:
        whole = column(name=name, nullable=False, data_type=DataType.INTEGER, native_type="int")
        return kinds(table(whole), replace(listed, column=name), verdict=replace(verdict(), column=name))

    assert suggested("status_id") == []
    assert suggested("status_code") == ["in_set"], "a list bounds its values"


def test_numbers_never_below_zero_and_texts_of_one_length():
    number = column(nullable=False, data_type=DataType.DECIMAL, native_type="numeric")
    assert kinds(table(number), profile(null_count=0, min=0.0)) == ["range"]
    assert kinds(table(number), profile(null_count=0, min=-1.0)) == []
    assert kinds(table(number), profile(null_count=0, min=0.0), verdict=verdict(finding=True)) == []
    assert kinds(table(replace(number, native_type="int unsigned")), profile(null_count=0, min=0.0)) == []
    assert kinds(table(column(nullable=False)), profile(null_count=0, min_length=5, max_length=5)) == [
        "length"
    ]
    assert kinds(table(column(nullable=False)), profile(null_count=0, min_length=4, max_length=5)) == []


@pytest.mark.parametrize(
    ("kind", "rows", "suggested"),
    [(RelationVerdict.CONFIRMED, 500, True), (RelationVerdict.CONFIRMED, 50, False), (RelationVerdict.MOSTLY, 500, False)],
)  # fmt: skip
def test_undeclared_keys_whose_values_are_all_found(kind: RelationVerdict, rows: int, suggested: bool):
    candidate = RelationCandidate(
        schema="s", table="t", column="c", referred_schema="s", referred_table="p", referred_column="id", confidence=0.9,
        reasons=(),
    )  # fmt: skip
    inclusion = Inclusion(
        rows=rows, values=9, orphan_rows=0, orphan_values=0, exact=True, orphan_share_at_most=None
    )
    check = RelationCheck(candidate=candidate, verdict=kind, confidence=0.95, inclusion=inclusion)
    ground = Ground(table=table(column()), columns=(), verdicts=(), rows=ROWS, checks=(check,))
    found = suggested_rules(ground)
    assert [each.rule.arguments for each in found] == (
        [{"references": "s.p", "referred_columns": ("id",)}] if suggested else []
    )
