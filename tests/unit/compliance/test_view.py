"""A run through a regulation: what falls under it, what was looked for in vain, what nobody can tell."""

from dataclasses import replace

from app.compliance.mapping import GUIDANCE
from app.compliance.regulations import builtin_regulations
from app.compliance.tables import ReadTable
from app.compliance.view import CategoryView, RegulationView, regulation_views
from app.model.findings import FindingKind
from tests.support.columns import found, table_of


def views(*tables: ReadTable) -> dict[str, RegulationView]:
    return {view.regulation.id: view for view in regulation_views(builtin_regulations(), tables)}


def category(view: RegulationView, id_: str) -> CategoryView:
    return next(each for each in view.categories if each.category.id == id_)


def columns(view: CategoryView) -> list[str]:
    return [place.column for place in view.places]


PAYMENT = table_of(
    {
        "holder": [found("PERSON_NAME")],
        "number": [found("CREDIT_CARD_NUMBER")],
        "cvv": [found("CARD_VERIFICATION_CODE")],
        "note": [found("CREDIT_CARD_NUMBER", kind=FindingKind.CONTAINS, share=0.1)],
    },
    name="payment",
)
STAFF = table_of({"name": [found("PERSON_NAME")], "faith": [found("RELIGION")]}, name="staff")


def test_a_run_that_found_nothing_has_every_view_all_the_same():
    seen = views()
    assert len(seen) == len(builtin_regulations())
    assert all((view.columns, view.risk) == (0, None) for view in seen.values())


def test_columns_stand_under_their_categories_the_riskiest_first():
    pci = views(PAYMENT, STAFF)["pci-dss"]
    assert columns(category(pci, "pan")) == ["number", "note"]
    assert columns(category(pci, "card-code")) == ["cvv"]
    assert pci.risk is not None
    assert pci.risk.band == "critical"


def test_a_name_is_that_of_a_cardholder_only_beside_a_card_number():
    pci = views(PAYMENT, STAFF)["pci-dss"]
    assert [(p.table.name, p.column) for p in category(pci, "cardholder-name").places] == [
        ("payment", "holder")
    ]


def test_a_column_counts_once_however_many_categories_it_falls_under():
    gdpr = views(table_of({"icd": [found("ICD10_CODE")]}))["gdpr"]
    assert len([each for each in gdpr.categories if each.places]) == 2
    assert gdpr.columns == 1
    assert gdpr.by_risk == {"critical": 0, "high": 1, "medium": 0, "low": 0}


def test_what_was_looked_for_and_not_found_is_said():
    art_9 = category(views(STAFF)["gdpr"], "art-9")
    assert columns(art_9) == ["faith"]
    assert "RELIGION" not in art_9.not_found
    assert "ETHNICITY" in art_9.not_found


def test_what_only_a_name_can_tell_is_said_apart():
    pci = views()["pci-dss"]
    assert category(pci, "pan").not_found == ("CREDIT_CARD_NUMBER",)
    assert category(pci, "pin").by_name_only == ("PIN_BLOCK",)
    assert category(pci, "pin").not_found == ()


def test_a_detector_of_ones_own_is_shown_where_its_codes_say():
    badge = replace(found("EMPLOYEE_ID"), type_id="BADGE", family="BADGE", regulations=("HIPAA R",))
    seen = views(table_of({"badge": [badge]}))
    assert columns(category(seen["hipaa"], "r")) == ["badge"]
    assert seen["gdpr"].columns == 0


def test_the_sentence_says_that_it_is_no_legal_advice():
    assert "not legal advice" in GUIDANCE
