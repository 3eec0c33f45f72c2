"""Generated numbers carry the check digits their issuers define, computed here another way."""

from base64 import urlsafe_b64decode
from datetime import date
from random import Random
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from app.demo import check_digits, tokens

randoms = st.integers(min_value=0).map(Random)


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


@given(randoms)
def test_cards_pass_the_luhn_sum_over_all_their_digits(random: Random) -> None:
    card = check_digits.card_number(random)
    doubled = [sum(divmod(int(digit) * 2, 10)) for digit in card[-2::-2]]

    assert (sum(doubled) + sum(int(digit) for digit in card[-1::-2])) % 10 == 0
    assert len(card) in {15, 16}


@given(randoms)
def test_account_numbers_leave_one_modulo_97(random: Random) -> None:
    iban = check_digits.iban(random)

    assert int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97 == 1


@given(randoms)
def test_article_numbers_have_a_weighted_sum_of_ten(random: Random) -> None:
    assert _weighted(check_digits.ean13(random), (1, 3) * 6 + (1,)) % 10 == 0


@given(randoms)
def test_dutch_numbers_pass_the_test_of_eleven(random: Random) -> None:
    assert _weighted(check_digits.bsn(random), (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


@given(randoms, st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_polish_numbers_hold_the_birth_date_and_a_weighted_sum_of_ten(random: Random, born: date) -> None:
    pesel = check_digits.pesel(random, born)

    assert _weighted(pesel, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0
    assert int(pesel[2:4]) == born.month + (20 if born.year >= 2000 else 0)


@given(randoms)
def test_health_service_numbers_have_a_weighted_sum_of_eleven(random: Random) -> None:
    assert _weighted(check_digits.nhs_number(random), (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


@given(randoms)
def test_social_security_numbers_use_no_forbidden_group(random: Random) -> None:
    area, group, serial = check_digits.ssn(random).split("-")

    assert area not in {"000", "666"}
    assert area < "900"
    assert group != "00"
    assert serial != "0000"


@given(randoms)
def test_spanish_numbers_end_in_the_letter_of_their_remainder(random: Random) -> None:
    dni = check_digits.dni(random)

    assert dni[-1] == "TRWAGMYFPDXBNJZSQVHLCKE"[int(dni[:-1]) - int(dni[:-1]) // 23 * 23]


@given(randoms)
def test_github_tokens_end_in_the_checksum_of_their_body(random: Random) -> None:
    token = tokens.github_token(random)

    assert len(token) == 40
    assert token[-6:] == tokens.base62(crc32(token[4:-6].encode()), 6)


@given(randoms)
def test_web_tokens_have_a_header_that_decodes(random: Random) -> None:
    header, claims, signature = tokens.json_web_token(random, "7").split(".")

    assert urlsafe_b64decode(header + "==") == b'{"alg":"HS256","typ":"JWT"}'
    assert b'"sub":"7"' in urlsafe_b64decode(claims + "==")
    assert len(signature) == 43
