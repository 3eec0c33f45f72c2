"""Risk is kept apart from level: the same data is riskier or less where it stands."""

import pytest

from app.compliance.regulations import builtin_regulations
from app.compliance.risk import Band, Risk
from app.compliance.tables import ReadTable
from app.compliance.view import regulation_views
from app.model.findings import FindingKind
from tests.support.columns import TYPES, found, table_of

NEVER_STORED = ("CREDIT_CARD_TRACK_NUMBER", "CARD_VERIFICATION_CODE", "PIN_BLOCK")


def risk_in(table: ReadTable, column: str) -> Risk:
    """The risk of the column's finding."""
    views = regulation_views(builtin_regulations(), [table])
    places = [p for view in views for category in view.categories for p in category.places]
    return next(place.risk for place in places if place.column == column)


def risk_alone(type_id: str, *, rows: int | None = 50, share: float = 1.0, tested: int = 9) -> Risk:
    """The risk of a type in a table of its own."""
    return risk_in(table_of({"c": [found(type_id, share=share, tested=tested)]}, rows=rows), "c")


def parts(risk: Risk) -> dict[str, float]:
    return {part.name: part.points for part in risk.parts}


@pytest.mark.parametrize("rows", [0, 50, 1_000, 10_000_000, None])
@pytest.mark.parametrize(
    "type_id", ["EMAIL_ADDRESS", "CREDIT_CARD_MASKED", "PASSWORD", "RELIGION", "PIN_BLOCK"]
)
def test_the_parts_add_up_to_the_points(type_id: str, rows: int | None):
    risk = risk_alone(type_id, rows=rows)
    assert sum(part.points for part in risk.parts) == pytest.approx(risk.points)


def test_the_level_is_the_base_and_not_the_risk():
    few, many = risk_alone("EMAIL_ADDRESS", rows=50), risk_alone("EMAIL_ADDRESS", rows=2_000_000)
    assert few.parts[0] == many.parts[0]
    assert few.points < many.points


@pytest.mark.parametrize(
    ("rows", "points"), [(99, 0), (100, 0.5), (499, 0.5), (500, 1.0), (99_999, 1.0), (100_000, 1.5)]
)
def test_the_number_of_cells_counts_from_its_thresholds(rows: int, points: float):
    assert risk_alone("EMAIL_ADDRESS", rows=rows).points == 2 + points


def test_cells_that_do_not_fit_are_not_counted():
    assert risk_alone("EMAIL_ADDRESS", rows=1_000, share=0.05).points == 2


def test_of_a_table_whose_rows_nobody_counted_those_that_were_read_count():
    table = table_of({"c": [found("EMAIL_ADDRESS")]}, rows=None, sampled_rows=600)
    assert risk_in(table, "c").points == 2  # ten of 600 sampled cells are filled
    assert risk_alone("EMAIL_ADDRESS", rows=None).points == 2


@pytest.mark.parametrize("type_id", NEVER_STORED)
@pytest.mark.parametrize("rows", [1, 50, None])
def test_sensitive_authentication_data_at_rest_is_critical_whatever_else_is_so(
    type_id: str, rows: int | None
):
    risk = risk_alone(type_id, rows=rows)
    assert risk.band is Band.CRITICAL
    assert parts(risk)["Must not be stored at all"] == 4


@pytest.mark.parametrize("type_id", NEVER_STORED)
def test_a_column_made_for_it_that_holds_nothing_is_not(type_id: str):
    risk = risk_alone(type_id, tested=0)
    assert risk.band is Band.LOW
    assert "Must not be stored at all" not in parts(risk)


def test_a_column_that_was_not_drawn_may_hold_it():
    table = table_of({"pin": [found("PIN_BLOCK", tested=0)]}, left_out=["pin"])
    assert risk_in(table, "pin").band is Band.CRITICAL
    unread = table_of({"pin": [found("PIN_BLOCK", tested=0)]}, sampled_rows=None)
    assert risk_in(unread, "pin").band is Band.CRITICAL


def test_a_readable_card_number_is_riskier_than_a_truncated_one():
    full, truncated = risk_alone("CREDIT_CARD_NUMBER"), risk_alone("CREDIT_CARD_MASKED")
    assert full.band is Band.HIGH
    assert risk_alone("CREDIT_CARD_NUMBER", rows=500).band is Band.CRITICAL
    assert parts(full)["Readable although it must not be"] == 1.5
    assert truncated.band is Band.LOW


@pytest.mark.parametrize("type_id", sorted(each.id for each in TYPES.values() if each.family == "SECRET"))
def test_a_secret_in_clear_is_critical(type_id: str):
    assert risk_alone(type_id, rows=3).band is Band.CRITICAL


def test_a_password_is_worse_than_its_fast_hash_and_that_than_its_slow_hash():
    clear, fast, slow = (risk_alone(each) for each in ("PASSWORD", "WEAK_PASSWORD_HASH", "PASSWORD_HASH"))
    assert clear.band is Band.CRITICAL
    assert clear.points > fast.points > slow.points


def test_what_identifies_in_the_same_table_adds_up_to_a_point():
    def beside(*others: str) -> float:
        columns = {other.lower(): [found(other)] for other in others}
        return risk_in(table_of({"pay": [found("SALARY")], **columns}, rows=50), "pay").points

    assert beside() == 3
    assert beside("GENDER") == 3
    assert beside("PERSON_NAME") == 3.5
    assert beside("PERSON_NAME", "LAST_NAME") == 3.5
    assert beside("PERSON_NAME", "EMAIL_ADDRESS", "PHONE_NUMBER") == 4


def test_a_finding_inside_text_is_riskier_for_being_unexpected():
    inside = found("EMAIL_ADDRESS", kind=FindingKind.CONTAINS)
    assert parts(risk_in(table_of({"c": [inside]}), "c"))["Inside text"] == 0.5


@pytest.mark.parametrize("type_id", ["RELIGION", "DIAGNOSIS_TEXT", "CRIMINAL_RECORD"])
def test_special_categories_and_offences_weigh_more(type_id: str):
    assert parts(risk_alone(type_id))["Special category"] == 1


@pytest.mark.parametrize(("name", "of_children"), [("pupils", True), ("enfants", True), ("customer", False)])
def test_data_of_children_weighs_more(name: str, of_children: bool):
    table = table_of({"name": [found("PERSON_NAME")]}, name=name)
    assert ("Of children" in parts(risk_in(table, "name"))) == of_children


def test_a_table_of_child_nodes_is_not_one_of_children():
    table = table_of({"url": [found("URL")]}, name="child")
    assert "Of children" not in parts(risk_in(table, "url"))


def test_no_part_names_a_value():
    table = table_of({"mail": [found("EMAIL_ADDRESS")], "name": [found("PERSON_NAME")]})
    risk = risk_in(table, "mail")
    assert not any("a***@e***.com" in part.detail for part in risk.parts)
