"""Column names: which words make them up and what they are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.names.headers import HeaderIndex
from app.detection.names.splitting import tokens
from app.model.schema import Column, DataType, Table, TableKind

INDEX = HeaderIndex(load_catalogue(builtin_types()))


def told(name: str, *, comment: str | None = None, table: str = "t") -> str | None:
    """The type the name speaks for most, ``None`` where it speaks for none."""
    column = Column(name=name, position=1, native_type="text", data_type=DataType.TEXT, comment=comment)
    within = Table(schema="s", name=table, kind=TableKind.TABLE, columns=(column,))
    parts = INDEX.evidence(column, within).named
    best = max(parts, key=lambda t: parts[t].log_odds, default=None)
    return best if best is not None and parts[best].log_odds > 0 else None


@pytest.mark.parametrize(
    ("name", "type_id"),
    [
        ("email", "EMAIL_ADDRESS"),
        ("EMAIL_ADDR", "EMAIL_ADDRESS"),
        ("customerEmail", "EMAIL_ADDRESS"),
        ("cust_eml", "EMAIL_ADDRESS"),
        ("correo_electronico", "EMAIL_ADDRESS"),
        ("e-mail", "EMAIL_ADDRESS"),
        ("phone2", "PHONE_NUMBER"),
        ("HomePhone", "PHONE_NUMBER"),
        ("telefono_movil", "PHONE_NUMBER"),
        ("FIRSTNAME", "FIRST_NAME"),
        ("Vorname", "FIRST_NAME"),
        ("prénom", "FIRST_NAME"),
        ("nom_de_famille", "LAST_NAME"),
        ("gebdat", "DATE_OF_BIRTH"),
        ("fecha_nac", "DATE_OF_BIRTH"),
        ("DOB", "DATE_OF_BIRTH"),
        ("shipPostalCode", "POSTAL_CODE"),
        ("PLZ", "POSTAL_CODE"),
        ("Straße", "STREET_ADDRESS"),
        ("ip_address", "IPV4_ADDRESS"),
        ("mac_address", "MAC_ADDRESS"),
        ("user_name", "USERNAME"),
        ("ssn", "US_SOCIAL_SECURITY_NUMBER"),
        ("メールアドレス", "EMAIL_ADDRESS"),
        ("電話番号", "PHONE_NUMBER"),
    ],
)
def test_a_telling_name_tells_its_type(name: str, type_id: str):
    assert told(name) == type_id


@pytest.mark.parametrize(
    "name",
    [
        "email_sent_at", "email_verified", "is_email_confirmed", "phone_type", "address_id", "card_count",
        "payment_type", "email_template", "password_changed_at", "has_phone", "country_rank", "tipo_telefono",
        "last_login_at", "card_brand", "address_type", "max_salary_count", "c1", "col_17", "field", "x",
    ],
)  # fmt: skip
def test_an_attribute_or_an_opaque_name_tells_nothing(name: str):
    assert told(name) is None


@pytest.mark.parametrize("name", ["product_name", "file_name", "event_name", "team_name", "category_name"])
def test_the_name_of_a_thing_is_no_person(name: str):
    assert told(name) not in {"PERSON_NAME", "FIRST_NAME", "LAST_NAME"}


def test_a_mere_name_is_of_what_its_table_is_of():
    assert told("name", table="customers") in {"PERSON_NAME", "FIRST_NAME", "ORGANIZATION"}
    assert told("name", table="products") is None
    assert told("title", table="films") is None
    assert told("title", table="employees") == "OCCUPATION"


def test_a_comment_speaks_where_the_name_does_not():
    assert told("c17", comment="Email address of the customer") == "EMAIL_ADDRESS"
    assert told("c17", comment="Number of boxes") is None


@given(st.text(max_size=300))
def test_any_name_has_tokens_without_spaces(name: str):
    assert all(token and not token.isspace() and token == token.lower() for token in tokens(name))
