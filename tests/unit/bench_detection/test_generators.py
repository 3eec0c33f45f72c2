"""What the bench draws is what it says it is, by a second opinion where there is one."""

from collections import Counter
from random import Random

import pytest
from stdnum import bic, iban, imei, luhn

from bench.detection import contact, holdings, identity, ordinary
from bench.detection.assembly import made
from bench.detection.drawing import Source
from bench.detection.mess import MESS

SOURCES = (*identity.SOURCES, *contact.SOURCES, *holdings.SOURCES, *ordinary.SOURCES)


def _drawn(source: Source) -> list[str]:
    draw = source.make(Random(5))
    return [draw() for _ in range(4)]


def test_every_source_draws_text_and_a_seed_gives_the_same_again():
    for source in SOURCES:
        drawn = _drawn(source)
        assert drawn == _drawn(source), source.name
        assert all(value.strip() for value in drawn), source.name


def test_cards_ibans_and_device_numbers_pass_their_check_digits():
    random = Random(2)
    for _ in range(200):
        assert luhn.is_valid(holdings.card(random))
        assert imei.is_valid(holdings.imei(random))
        assert bic.is_valid(holdings.swift(random))
        number = holdings.iban(random)
        iban.validate(number, check_country=False)


def test_a_column_is_the_same_for_the_same_seed():
    source = identity.NATIONAL[0]
    assert made(source, 3, 4) == made(source, 3, 4)
    assert made(source, 3, 4) != made(source, 4, 4)


@pytest.mark.parametrize("name", [name for name in MESS if name != "wrong"])
def test_mess_leaves_as_many_cells_as_there_were(name: str):
    assert len(MESS[name](Random(1), ["Zoë Ö", "12"] * 10)) == 20


def test_wrong_entries_are_one_in_ten():
    values = MESS["wrong"](Random(1), [f"value {n}" for n in range(100)])
    assert Counter((value or "").startswith("value") for value in values)[False] == 10
