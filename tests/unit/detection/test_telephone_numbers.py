"""Telephone numbers told by the whole column, and digits of other kinds that are not."""

from collections.abc import Callable
from random import Random

import phonenumbers
import pytest
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from app.detection.populations.telephone_numbers import log_odds
from app.detection.telephony.numbering import COMMON, common_plans, plan_of
from app.detection.validators.phone_number import is_valid

REGIONS = ("US", "GB", "DE", "FR", "IN", "CN", "JP", "BR", "NL", "PL", "AU", "ES", "IT", "SE", "ZA")


def numbers(region: str, count: int, seed: int = 1) -> list[PhoneNumber]:
    """Valid numbers of the region: an example with its last digits drawn anew."""
    random, found = Random(f"{region}{seed}"), list[PhoneNumber]()  # noqa: S311 - test data
    while len(found) < count:
        kind = random.choice((PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE))
        example = phonenumbers.example_number_for_type(region, kind)
        assert example is not None
        digits = str(example.national_number)
        drawn = digits[0] + "".join(random.choices("0123456789", k=len(digits) - 1))
        number = PhoneNumber(country_code=example.country_code, national_number=int(drawn))
        if phonenumbers.is_valid_number_for_region(number, region):
            found.append(number)
    return found


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("form", [PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL])
def test_international_numbers_are_valid(region: str, form: int):
    written = [phonenumbers.format_number(number, form) for number in numbers(region, 100)]
    assert [value for value in written if not is_valid(value)] == []


@pytest.mark.parametrize("region", ["US", "CN", "NL", "GB"])
def test_bare_numbers_of_one_country_speak_for_themselves(region: str):
    bare = [str(number.national_number) for number in numbers(region, 200)]
    assert log_odds(bare) > 0.5


def drawn(alphabet: str, length: int) -> Callable[[Random], str]:
    return lambda random: "".join(random.choices(alphabet, k=length))


ORDINARY: dict[str, Callable[[Random], str]] = {
    **{f"{length} digits": drawn("0123456789", length) for length in range(7, 14)},
    "compact dates": lambda random: (
        f"{random.randint(2015, 2023)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    ),
    "dates": lambda random: (
        f"{random.randint(2015, 2023)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    ),
    "order numbers": lambda random: "2023" + drawn("0123456789", 6)(random),
    "amounts": lambda random: f"{random.randint(1000, 99999)}.{random.randint(0, 99):02}",
    "academic years": lambda random: f"{(year := random.randint(1990, 2024))}/{year + 1}",
}


@pytest.mark.parametrize("kind", ORDINARY)
@pytest.mark.parametrize("count", [5, 20, 100])
def test_digits_of_another_kind_do_not(kind: str, count: int):
    random = Random(kind)  # noqa: S311 - test data
    columns = [[ORDINARY[kind](random) for _ in range(count)] for _ in range(20)]
    assert sum(log_odds(column) > 1 for column in columns) == 0


def test_nothing_makes_it_raise():
    for values in ([], [""], ["\ud800", "\x00"], ["+"], ["+1"], ["()"], ["٣٤٥٦٧٨٩١٠"] * 3, ["1" * 4000]):
        assert log_odds(values) <= 0
        assert not any(map(is_valid, values))


def test_all_plans_together_have_the_numbers_that_each_has():
    random = Random(5)  # noqa: S311 - test data
    drawn = ["".join(random.choices("0123456789", k=random.randint(5, 14))) for _ in range(2_000)]
    known = [f"{n.national_number}" for region in REGIONS for n in numbers(region, 20)]
    given = [*drawn, *known, *(f"0{digits}" for digits in known), "", "\u0661\u0662", "\x00"]

    assert common_plans().having(given) == [sum(map(plan_of(region).has, given)) for region in COMMON]
