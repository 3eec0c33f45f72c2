"""The stated share of random values that pass (p0) is not lower than what is measured."""

import re
import string
from collections.abc import Callable
from random import Random

import pytest

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.gazetteers import words
from app.detection.matching.chance import draws

TYPES = load_catalogue(builtin_types()).types
DRAWS = 4_000
HEX = "0123456789abcdef"
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LOWER_OR_DIGIT = string.ascii_lowercase + string.digits
UPPER_OR_DIGIT = string.ascii_uppercase + string.digits
EVERYDAY = sorted(words("everyday_words"))

Draw = Callable[[Random], str]


def of(alphabet: str, shortest: int, longest: int | None = None) -> Draw:
    return lambda r: "".join(r.choices(alphabet, k=r.randint(shortest, longest or shortest)))


def joined(*draws: Draw) -> Draw:
    return lambda r: "".join(draw(r) for draw in draws)


def separated(draw: Draw, marks: str, fewest: int, most: int) -> Draw:
    def separate(r: Random) -> str:
        characters = list(draw(r))
        for _ in range(r.randint(fewest, most)):
            characters.insert(r.randrange(1, len(characters)), r.choice(marks))
        return "".join(characters)

    return separate


def everyday(fewest: int, most: int) -> Draw:
    return lambda r: " ".join(w.capitalize() for w in r.choices(EVERYDAY, k=r.randint(fewest, most)))


def ssn(r: Random) -> str:
    number = digits(9)(r)
    return number if r.random() > 0.2 else f"{number[:3]}-{number[3:5]}-{number[5:]}"


def position(r: Random) -> str:
    return f"{r.uniform(-180, 180):.{r.randint(1, 6)}f}, {r.uniform(-180, 180):.{r.randint(1, 6)}f}"


def digits(shortest: int, longest: int | None = None) -> Draw:
    return of(string.digits, shortest, longest)


def letters(count: int) -> Draw:
    return of(string.ascii_uppercase, count)


RANDOM: dict[str, Draw] = {
    "EMAIL_ADDRESS": separated(of(LOWER_OR_DIGIT, 6, 20), "@.-_", 3, 3),
    "PHONE_NUMBER": separated(digits(7, 12), " -./()", 1, 3),
    "URL": separated(of(LOWER_OR_DIGIT, 6, 20), ".:/-", 3, 3),
    "POSTAL_CODE": separated(of(UPPER_OR_DIGIT, 3, 8), " -", 0, 1),
    "LOCATION_COORDINATES": position,
    "CREDIT_CARD_NUMBER": digits(14, 16),
    "IBAN_CODE": joined(letters(2), digits(2), of(UPPER_OR_DIGIT, 11, 26)),
    "SWIFT_CODE": letters(8),
    "IPV4_ADDRESS": lambda r: ".".join(digits(1, 3)(r) for _ in range(4)),
    "IPV6_ADDRESS": lambda r: ":".join(of(HEX, 0, 4)(r) for _ in range(r.randint(3, 8))),
    "MAC_ADDRESS": separated(of(HEX, 12), ":-.", 5, 5),
    "IMEI": digits(15),
    "VEHICLE_IDENTIFICATION_NUMBER": of("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", 17),
    "US_SOCIAL_SECURITY_NUMBER": ssn,
    "NETHERLANDS_BSN_NUMBER": digits(9),
    "UK_NATIONAL_HEALTH_SERVICE_NUMBER": digits(10),
    "UK_NATIONAL_INSURANCE_NUMBER": joined(letters(2), digits(6), letters(1)),
    "SPAIN_DNI_NUMBER": joined(digits(8), letters(1)),
    "POLAND_PESEL_NUMBER": digits(11),
    "GERMANY_TAXPAYER_IDENTIFICATION_NUMBER": digits(11),
    "FRANCE_NIR": digits(15),
    "ITALY_FISCAL_CODE": joined(
        letters(6), digits(2), letters(1), digits(2), letters(1), digits(3), letters(1)
    ),
    "SWEDEN_NATIONAL_ID_NUMBER": digits(10),
    "STATE_CODE": letters(2),
    "BLOOD_TYPE": joined(letters(1), of("+-", 1)),
    "OCCUPATION": everyday(1, 3),
    "STATE_PROVINCE": everyday(1, 1),
    "COUNTRY": everyday(1, 1),
    "GENDER": of(string.ascii_lowercase, 1, 6),
    "GITHUB_TOKEN": lambda r: "ghp_" + of(string.ascii_letters + string.digits, 36)(r),
    "CRYPTO_WALLET_BTC": lambda r: "1" + of(BASE58, 33)(r),
    "JSON_WEB_TOKEN": lambda r: ".".join(["eyJ" + of(string.ascii_letters, 33)(r), "abcd", "efgh"]),
}
BY_COLUMN = {"LICENSE_PLATE", "PASSPORT_NUMBER", "DRIVERS_LICENSE_NUMBER"}
"""Measured by country in ``test_grammars``."""
RANDOM.update({t.id: draws(t.p0_draw) for t in TYPES.values() if t.p0_draw})
BY_COUNT = {
    "HTTP_USER_AGENT", "PASSWORD_HASH", "AWS_ACCESS_KEY_ID", "STRIPE_KEY", "SLACK_TOKEN", "ENCRYPTION_KEY",
    "URL_WITH_CREDENTIALS",
}  # fmt: skip


def test_every_type_with_a_value_test_is_measured_or_counted():
    by_test = {t.id for t in TYPES.values() if t.value_tested and not t.is_read}

    assert by_test == RANDOM.keys() | BY_COUNT | BY_COLUMN


@pytest.mark.parametrize("type_id", RANDOM)
def test_random_values_pass_no_more_often_than_stated(type_id: str):
    definition = TYPES[type_id]
    random = Random(type_id)  # noqa: S311 - test data
    pattern = re.compile(definition.pattern)
    values = [RANDOM[type_id](random) for _ in range(DRAWS)]
    shaped = [value for value in values if pattern.fullmatch(value)]
    # Without a value test the pattern is the test, and every value drawn was tried on it.
    tried = len(shaped) if definition.test is not None else len(values)
    passed = sum(definition.test is None or definition.test(value) for value in shaped)

    three_sigma = 3 * (definition.p0 / max(tried, 1)) ** 0.5
    assert passed / max(tried, 1) <= definition.p0 + three_sigma
