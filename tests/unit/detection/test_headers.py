"""Column names of many languages and styles: the family each tells, and ordinary names that tell none."""

import tomllib
from pathlib import Path

import pytest

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.names.headers import HeaderEvidence, HeaderIndex
from app.detection.names.terms import unknown_types
from app.model.schema import Column, DataType, Table, TableKind

CATALOGUE = load_catalogue(builtin_types())
INDEX = HeaderIndex(CATALOGUE)
FILES = pytest.mark.parametrize("file", ["names.toml", "schema_names.toml"])


def names(file: str) -> dict[str, dict[str, list[str]]]:
    """The names by ``telling`` and ``ordinary``, then by family or schema."""
    return tomllib.loads(Path(__file__).with_name(file).read_text("utf-8"))


def evidence_of(name: str) -> HeaderEvidence:
    column = Column(name=name, position=1, native_type="text", data_type=DataType.TEXT)
    return INDEX.evidence(column, Table(schema="s", name="t", kind=TableKind.TABLE, columns=(column,)))


def families(name: str, least: float = 0.0) -> frozenset[str]:
    """The families the name speaks for most, if by more than ``least`` in log-odds."""
    parts = {t: p.log_odds for t, p in evidence_of(name).named.items() if p.log_odds > least}
    return frozenset(CATALOGUE.types[t].family for t, odds in parts.items() if odds == max(parts.values()))


@FILES
def test_names_that_tell_are_told(file: str):
    cases = [(family, name) for family, told in names(file)["telling"].items() for name in told]

    missed = [
        (name, family, sorted(families(name))) for family, name in cases if family not in families(name)
    ]

    share = 1 - len(missed) / len(cases)
    print(f"{share:.1%} of {len(cases)} telling names; missed {missed}")  # noqa: T201 - shown with -s
    assert share >= 0.97, missed


@FILES
def test_ordinary_names_tell_nothing(file: str):
    cases = [name for ordinary in names(file)["ordinary"].values() for name in ordinary]

    taken = [(name, sorted(families(name, 2.0))) for name in cases if families(name, 2.0)]

    print(f"{len(taken)} of {len(cases)} ordinary names taken: {taken}")  # noqa: T201 - shown with -s
    assert len(taken) <= 0.01 * len(cases), taken


def test_types_named_ahead_of_the_catalogue_are_listed():
    ahead = sorted(unknown_types(CATALOGUE.types))

    print(f"{len(ahead)} types have terms but no entry: {ahead}")  # noqa: T201 - shown with -s
    assert all(type_id == type_id.upper() for type_id in ahead)


def test_a_telling_name_speaks_for_the_other_types_of_its_family():
    evidence = evidence_of("pesel")

    odds = {type_id: part.log_odds for type_id in CATALOGUE.types if (part := evidence.part(type_id))}

    assert odds["POLAND_PESEL_NUMBER"] > odds["PAKISTAN_CNIC"] > 0 > odds["IMEI"]


@pytest.mark.parametrize("name", ["isbn", "product_isbn13", "article_no", "batch number", "sku"])
def test_names_of_articles_speak_against_everything_else(name: str):
    others = evidence_of(name).others

    assert others is not None
    assert others.log_odds <= -4


@pytest.mark.parametrize("name", ["data", "item", "object", "data_2"])
def test_names_of_nothing_say_nothing(name: str):
    assert evidence_of(name).others is None
