"""What the other columns of a table add: families that go together, and names that stand one column off."""

from collections.abc import Mapping, Sequence
from itertools import cycle, islice

import pytest

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.classifier import Classifier, classify_table
from app.model.findings import ColumnVerdict
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, Table, TableKind

CLASSIFIER = Classifier(load_catalogue(builtin_types()))
ROWS = 12
FIRST_NAMES = ("Anna", "Marek", "Sofia", "Johan", "Claire", "Pedro")
LAST_NAMES = ("Nowak", "Lindqvist", "Moreau", "Schneider", "Costa", "Rossi")
MAILS = ("anna@example.org", "m.nowak@example.com", "sofia@example.net", "jl@example.org")
PHONES = ("+49 30 901820", "+33 1 42 68 53 00", "+48 22 694 60 00", "+34 91 454 80 00")
CITIES = ("Berlin", "Kraków", "Lyon", "Sevilla", "Torino", "Göteborg")
NUMBERS = tuple(str(n) for n in range(1, ROWS + 1))


def verdicts(columns: Mapping[str, Sequence[str]]) -> dict[str, ColumnVerdict]:
    table = Table(
        schema="s",
        name="t",
        kind=TableKind.TABLE,
        columns=tuple(
            Column(name=name, position=i, native_type="text", data_type=DataType.TEXT)
            for i, name in enumerate(columns, start=1)
        ),
    )
    values: dict[str, tuple[str | None, ...]] = {
        name: tuple(islice(cycle(cells), ROWS)) for name, cells in columns.items()
    }
    facts = SampleFacts(method=SamplingMethod.BERNOULLI, rows=ROWS, seed=1)
    return {v.column: v for v in classify_table(CLASSIFIER, table, Sample(facts=facts, values=values))}


def families(columns: Mapping[str, Sequence[str]]) -> list[str | None]:
    return [next((f.family for f in v.findings), None) for v in verdicts(columns).values()]


def weight(found: ColumnVerdict, name: str) -> float:
    return sum(p.log_odds for f in found.findings for p in f.parts if p.name == name)


def test_what_goes_together_speaks_for_each_other_and_more_so_side_by_side():
    alone = verdicts({"city": CITIES})["city"]
    apart = verdicts({"email": MAILS, "zip_code": ("10115", "01067"), "id": NUMBERS, "city": CITIES})["city"]
    adjacent = verdicts({"email": MAILS, "id": NUMBERS, "zip_code": ("10115", "01067"), "city": CITIES})[
        "city"
    ]

    assert weight(alone, "neighbours") == 0 < weight(apart, "neighbours") < weight(adjacent, "neighbours")


ONE_OFF: dict[str, tuple[Mapping[str, Sequence[str]], list[str | None]]] = {
    "a name is missing at the beginning": (
        {"first_name": LAST_NAMES, "last_name": MAILS, "email": PHONES, "phone": NUMBERS, "id": CITIES},
        ["PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", None, "LOCATION"],
    ),
    "a name too many at the beginning": (
        {"x": FIRST_NAMES, "first_name": LAST_NAMES, "last_name": MAILS, "email": PHONES, "phone": NUMBERS},
        ["PERSON", "PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", None],
    ),
}


@pytest.mark.parametrize("case", ONE_OFF)
def test_names_one_column_off_are_read_where_their_values_are(case: str):
    columns, expected = ONE_OFF[case]

    assert families(columns) == expected
    details = [p.detail for v in verdicts(columns).values() for f in v.findings for p in f.parts]
    assert any("one column off" in detail for detail in details)


def test_names_in_their_place_stay_there():
    columns = {
        "first_name": FIRST_NAMES,
        "last_name": LAST_NAMES,
        "email": MAILS,
        "phone": PHONES,
        "city": CITIES,
    }

    assert families(columns) == ["PERSON", "PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "LOCATION"]
    assert not any("off" in p.detail for v in verdicts(columns).values() for f in v.findings for p in f.parts)
