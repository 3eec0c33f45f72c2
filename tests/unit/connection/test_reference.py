"""Form, REST, command line and documents name the same fields, those of the connection models."""

import re
from pathlib import Path

import pytest

from app.connection.config import parse_connection
from app.connection.dialects import available, get_dialect
from app.connection.fields import TlsMode
from app.connection.url import split_url
from app.connection.url.vocabulary import NAMES, AsField, load

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "connecting.md").read_text(encoding="utf-8")
TEXTS = {
    "postgresql": "postgresql://u@h:5432/d?sslmode=require",
    "mysql": "mysql://u@h:3306/d?ssl-mode=REQUIRED",
    "mssql": "mssql://u@h:1433/d?Encrypt=yes",
    "sqlite": "sqlite:////data/shop.db",
}
"""A text per dialect that says all a text of its kind can say."""

dialects = pytest.mark.parametrize("name", [dialect.name for dialect in available()])


def model_fields(name: str) -> set[str]:
    return set(get_dialect(name).connection_type.model_fields) - {"dialect"}


@dialects
def test_the_page_names_the_fields_of_the_model(name: str) -> None:
    title = re.escape(get_dialect(name).title)
    section = re.search(rf"^### {title}\n(.*?)(?=^#|^<!--)", PAGE, re.MULTILINE | re.DOTALL)
    assert section is not None
    assert set(re.findall(r"^\| `(\w+)` \|", section[1], re.MULTILINE)) == model_fields(name)


@pytest.mark.parametrize("mode", TlsMode)
def test_the_page_explains_every_word_about_encryption(mode: TlsMode) -> None:
    assert f"\n| `{mode.value}` | " in PAGE


@pytest.mark.parametrize("vocabulary", NAMES)
def test_the_page_names_every_parameter(vocabulary: str) -> None:
    section = PAGE.partition(f"### {load(vocabulary).title}\n")[2].partition("\n#")[0]
    assert {name for name in load(vocabulary).meanings if f"`{name}`" not in section} == set()


@dialects
def test_a_text_on_the_command_line_gives_fields_of_the_model_and_no_others(name: str) -> None:
    fields = split_url(TEXTS[name]).fields
    assert set(fields) - {"dialect"} == model_fields(name) & {
        "host",
        "port",
        "user",
        "database",
        "tls",
        "path",
    }
    assert parse_connection(fields).fields().keys() == {*model_fields(name), "dialect"}


@dialects
def test_every_field_a_parameter_can_become_is_one_of_the_model(name: str) -> None:
    meanings = [m for n in NAMES if load(n).dialect == name for m in load(n).meanings.values()]
    named = {meaning.field for meaning in meanings if isinstance(meaning, AsField)} - {"password", "server"}
    assert named <= model_fields(name)
