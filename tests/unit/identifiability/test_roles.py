"""Which columns take part."""

from dataclasses import replace

import pytest

from app.identifiability.roles import MOST_COLUMNS, roles_of
from app.model.findings import ColumnVerdict, FindingKind
from tests.support.runs import a_finding, a_verdict


def verdicts(*families: str) -> list[ColumnVerdict]:
    """A column per family, named as the family in small letters."""
    return [a_verdict(family.lower(), replace(a_finding(family), family=family)) for family in families]


def chosen(*families: str) -> list[str]:
    found = verdicts(*families)
    return [role.column for role in roles_of(found, [each.column for each in found]).quasi]


@pytest.mark.parametrize(
    ("families", "quasi"),
    [
        (["DATE_OF_BIRTH", "GENDER", "POSTAL_CODE"], ["date_of_birth", "gender", "postal_code"]),
        (["PERSON", "LOCATION"], ["location"]),
        (["NATIONAL_ID", "EMAIL_ADDRESS", "STREET_ADDRESS"], []),
        (["ORGANIZATION", "POSTAL_CODE", "LOCATION", "PHONE_NUMBER"], []),
        (["EMAIL_ADDRESS", "LANGUAGE"], []),
    ],
)
def test_places_are_quasi_identifiers_only_in_tables_of_persons(families: list[str], quasi: list[str]):
    assert chosen(*families) == quasi


def test_what_stands_in_some_cells_only_gives_no_role():
    found = verdicts("AGE", "GENDER")
    inside = replace(found[1].findings[0], kind=FindingKind.CONTAINS)
    found[1] = replace(found[1], findings=(inside,))
    assert [role.column for role in roles_of(found, ["age", "gender"]).quasi] == ["age"]


def test_a_column_that_was_not_sampled_takes_no_part():
    assert [role.column for role in roles_of(verdicts("AGE", "GENDER"), ["age"]).quasi] == ["age"]


def test_too_many_columns_give_the_surest_of_each_family_first():
    places = [
        a_verdict(f"place{n}", replace(a_finding("LOCATION"), family="LOCATION", confidence=0.5 + n / 100))
        for n in range(20)
    ]
    roles = roles_of([*places, *verdicts("AGE")], [*(f"place{n}" for n in range(20)), "age"])
    assert [role.column for role in roles.quasi] == [*(f"place{n}" for n in range(9, 20)), "age"]
    assert len(roles.quasi) == MOST_COLUMNS
    assert roles.left_out == tuple(f"place{n}" for n in range(9))


def test_sensitive_is_what_article_9_names():
    found = verdicts("AGE", "MEDICAL")
    sick = replace(found[1].findings[0], regulations=("GDPR Art. 9", "HIPAA"))
    found[1] = replace(found[1], findings=(sick,))
    assert [role.column for role in roles_of(found, ["age", "medical"]).sensitive] == ["medical"]
