"""Codes by country: the stated chances hold, columns of one country are told, and made-up codes are not."""

import string
from collections.abc import Callable
from random import Random

import pytest

from app.detection.grammars import Grammar, grammars, log_odds
from app.detection.matching.chance import draws

KINDS = ("license_plates", "passports", "driving_licences", "postal_codes")
GRAMMARS = [(kind, grammar) for kind in KINDS for grammar in grammars(kind)]
DRAWS = 3_000


@pytest.mark.parametrize(("kind", "grammar"), GRAMMARS, ids=lambda each: getattr(each, "name", None))
def test_codes_of_the_same_layout_fit_no_more_often_than_stated(kind: str, grammar: Grammar):
    random, draw = Random(kind), draws(grammar.draw)  # noqa: S311 - test data
    share = sum(grammar.pattern.fullmatch(draw(random)) is not None for _ in range(DRAWS)) / DRAWS
    assert share <= grammar.chance + 3 * (grammar.chance / DRAWS) ** 0.5 + 0.01


@pytest.mark.parametrize(("kind", "grammar"), GRAMMARS, ids=lambda each: getattr(each, "name", None))
def test_codes_of_a_country_speak_for_the_kind(kind: str, grammar: Grammar):
    random, draw = Random(kind), draws(grammar.draw)  # noqa: S311 - test data
    codes: list[str] = []
    for _ in range(200_000):
        code = draw(random)
        if grammar.pattern.fullmatch(code) and len(codes) < 30:
            codes.append(code)
        if len(codes) == 30:
            break
    assert log_odds(kind, codes) >= grammar.weight


MADE_UP: dict[str, Callable[[Random], str]] = {
    "stock keeping units": lambda random: f"{random.choice(('AB', 'CD', 'XY'))}-{random.randint(1000, 9999)}",
    "order numbers": lambda random: f"SO{random.randint(10000, 99999)}",
    "parts": lambda random: f"{random.randint(100, 999)}-{random.randint(10, 99)}",
    "flights": lambda random: f"{random.choice(('LH', 'BA', 'AF'))}{random.randint(100, 999)}",
    "rooms": lambda random: f"{random.choice('ABC')}{random.randint(100, 399)}",
    "serial numbers": lambda random: "".join(random.choices(string.ascii_uppercase + string.digits, k=10)),
    "words": lambda random: "".join(random.choices(string.ascii_lowercase, k=7)),
}


@pytest.mark.parametrize("what", MADE_UP)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [5, 50])
def test_made_up_codes_speak_for_nothing(what: str, kind: str, count: int):
    random = Random(what)  # noqa: S311 - test data
    # Below what the rarity of such columns takes away.
    assert log_odds(kind, [MADE_UP[what](random) for _ in range(count)]) <= 3


def test_nothing_makes_it_raise():
    for values in ([], [""], ["\ud800", "\x00"], ["9" * 5000]):
        assert [log_odds(kind, values) for kind in KINDS] == [0.0] * len(KINDS)
