"""The mapping holds against the catalogue: nothing named that is not there, nothing personal left out."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.compliance.document import page
from app.compliance.mapping import AtRest, Category, Regulation
from app.compliance.regulations import builtin_regulations, read_regulations
from app.compliance.weights import Weight, weights
from app.detection.catalogue import builtin_types
from app.detection.types import TypeDefinition
from app.model.findings import Level

PAGE = Path(__file__).parents[3] / "docs" / "regulations.md"
TYPES = {each.id: each for each in builtin_types()}
FAMILIES = {each.family for each in TYPES.values()}
REGULATIONS = {each.id: each for each in builtin_regulations()}
CATEGORIES = {f"{r.id}/{c.id}": c for r in REGULATIONS.values() for c in r.categories}
COVERED_TEXTS = ("GDPR", "CCPA", "CPRA", "HIPAA", "PCI DSS", "GLBA", "FERPA", "LGPD", "DPDP", "PIPL")
"""Beginnings of the catalogue's codes that these files must know; it names laws of single countries besides."""

OF_NOBODY = frozenset({"CERTIFICATE", "SECURITY_ID", "SWIFT_CODE"})
"""Families that say nothing of a person and grant no access."""


def categories_of(type_: TypeDefinition, regulation: str) -> list[str]:
    known = REGULATIONS[regulation].categories
    return [each.id for each in known if each.covers(type_.id, type_.family)]


def types_of(category: Category) -> set[str]:
    return {each.id for each in TYPES.values() if category.covers(each.id, each.family)}


def known_codes() -> Iterator[tuple[str, str, Regulation]]:
    for type_ in TYPES.values():
        for code in type_.regulations:
            for regulation in REGULATIONS.values():
                if any(code in category.codes for category in regulation.categories):
                    yield type_.id, code, regulation


def test_nine_regulations_are_known_in_the_order_of_the_views():
    assert list(REGULATIONS) == ["gdpr", "ccpa", "hipaa", "pci-dss", "glba", "ferpa", "lgpd", "dpdp", "pipl"]


@pytest.mark.parametrize("name", CATEGORIES)
def test_every_family_and_type_a_category_names_is_in_the_catalogue(name: str):
    for scope in CATEGORIES[name].scopes:
        assert set(scope.families) <= FAMILIES
        assert set(scope.types) | set(scope.beside) <= TYPES.keys()
        assert {TYPES[each].family for each in scope.without} <= set(scope.families)


@pytest.mark.parametrize("name", CATEGORIES)
def test_a_category_covers_something_or_says_that_no_column_can_show_it(name: str):
    category = CATEGORIES[name]
    assert types_of(category) or category.untold
    assert category.guidance.endswith(".")
    assert category.untold == "" or category.untold.endswith(".")
    assert not category.condition.endswith(".")


@pytest.mark.parametrize("regulation", REGULATIONS.values(), ids=lambda each: each.id)
def test_a_regulation_says_where_it_holds_and_where_its_text_is(regulation: Regulation):
    assert regulation.source.startswith(("https://", "http://www.npc.gov.cn/"))
    assert all((regulation.title, regulation.name, regulation.jurisdiction, regulation.version))
    assert regulation.applies.endswith(".")


def test_every_personal_type_falls_under_the_gdpr():
    personal = [each for each in TYPES.values() if each.personal or each.level >= Level.HIGH]
    assert [each.id for each in personal if not categories_of(each, "gdpr")] == []


def test_every_family_falls_under_the_gdpr_or_is_of_nobody():
    under = {each.family for each in TYPES.values() if categories_of(each, "gdpr")}
    assert FAMILIES - under == OF_NOBODY


def test_no_personal_type_is_taken_for_a_number_of_a_company():
    companies = types_of(CATEGORIES["gdpr/art-4-1-company"])
    assert [each for each in sorted(companies) if TYPES[each].personal] == []
    assert companies.isdisjoint(types_of(CATEGORIES["gdpr/art-4-1-number"]))


def test_special_categories_of_the_gdpr_are_sensitive_in_brazil_too():
    gdpr, lgpd = types_of(CATEGORIES["gdpr/art-9"]), types_of(CATEGORIES["lgpd/art-5-ii"])
    assert gdpr - lgpd == {"UK_NATIONAL_HEALTH_SERVICE_NUMBER"}


def test_genetic_biometric_and_health_data_are_special_categories():
    special = types_of(CATEGORIES["gdpr/art-9"])
    defined = [types_of(CATEGORIES[f"gdpr/art-4-{number}"]) for number in (13, 14, 15)]
    assert {each for types in defined for each in types} - special == {"FACE_IMAGE"}


def test_all_18_identifiers_of_hipaa_are_there():
    letters = [each.id for each in REGULATIONS["hipaa"].categories if each.id != "phi"]
    assert letters == list("abcdefghijklmnopqr")
    for letter in letters:
        category = CATEGORIES[f"hipaa/{letter}"]
        assert category.article == f"164.514(b)(2)(i)({letter.upper()})"
        assert types_of(category)


def test_photographs_are_said_to_be_out_of_reach_of_columns():
    assert "cannot be told from a column" in CATEGORIES["hipaa/q"].untold


def test_card_data_is_either_cardholder_data_or_must_not_be_stored():
    rules = {
        each: category.at_rest
        for category in REGULATIONS["pci-dss"].categories
        for each in types_of(category)
    }
    assert {each for each, rule in rules.items() if rule is AtRest.NEVER} == {
        "CREDIT_CARD_TRACK_NUMBER",
        "CARD_VERIFICATION_CODE",
        "PIN_BLOCK",
    }
    assert [each for each, rule in rules.items() if rule is AtRest.UNREADABLE] == ["CREDIT_CARD_NUMBER"]
    card = {"CREDIT_CARD", "CARD_CODE", "CARD_EXPIRY"}
    assert {each.id for each in TYPES.values() if each.family in card} <= rules.keys()
    assert max(Counter(each for c in REGULATIONS["pci-dss"].categories for each in types_of(c)).values()) == 1


@pytest.mark.parametrize(("type_id", "code", "regulation"), list(known_codes()))
def test_the_catalogue_and_the_mapping_agree(type_id: str, code: str, regulation: Regulation):
    covering = [each for each in regulation.categories if each.covers(type_id, TYPES[type_id].family)]
    assert any(code in category.codes for category in covering), f"{type_id} is {code} in the catalogue only"


def test_every_code_of_a_regulation_that_is_mapped_is_known():
    codes = {code for each in TYPES.values() for code in each.regulations if code.startswith(COVERED_TEXTS)}
    assert codes - {code for category in CATEGORIES.values() for code in category.codes} == set()


def test_a_detector_of_ones_own_goes_by_the_codes_it_gives_itself():
    gdpr = REGULATIONS["gdpr"]
    assert [c.id for c in gdpr.falling_under("BADGE", "BADGE", ("GDPR Art. 9", "KVKK"))] == ["art-9"]
    assert [c.id for c in gdpr.falling_under("BADGE", "BADGE", ("GDPR Art. 4",))] == ["art-4-1-name"]
    assert gdpr.falling_under("BADGE", "BADGE", ()) == ()


def test_what_the_weights_name_exists():
    for name in weights().__struct_fields__:
        weight = getattr(weights(), name)
        if isinstance(weight, Weight):
            assert weight.families <= FAMILIES
            assert weight.types <= TYPES.keys()
            assert weight.categories <= CATEGORIES.keys()
            assert weight.source


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "X"},
        {"art": {"article": "1", "title": "t", "guidance": "g.", "familys": []}},
        {"art": {"article": "1", "title": "t", "guidance": "g.", "like": ["gdpr/art-99"]}},
    ],
)
def test_a_file_with_a_mistake_is_refused(wrong: dict[str, object]):
    head = dict.fromkeys(("title", "name", "jurisdiction", "applies", "source", "version"), "x")
    document = wrong if "title" in wrong else {**head, **wrong}
    with pytest.raises(ValueError, match=r".+"):
        read_regulations({"x": document})


def test_the_page_of_regulations_is_current():
    text = "\n".join(page(builtin_regulations(), weights())) + "\n"
    assert PAGE.read_text("utf-8") == text, "run: python -m app.compliance.document > docs/regulations.md"
