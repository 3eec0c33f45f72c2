"""Every value test: total on any input, and every check digit notices a changed digit."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import app.detection.recognisers
import app.detection.validators
from app.detection.types import ValueTest

TESTS: dict[str, ValueTest] = {
    f"{package.__name__}.{module.name}": import_module(f"{package.__name__}.{module.name}").is_valid
    for package in (app.detection.validators, app.detection.recognisers)
    for module in iter_modules(package.__path__)
}
ANYTHING = st.text(alphabet=st.characters(codec=None), max_size=60) | st.text(
    alphabet="0123456789ABCDEFXabcz .-:/@+()_$#%,'\x00\ud800\u0661\u00b2\u0663", max_size=60
)


@pytest.mark.parametrize("name", TESTS)
@settings(max_examples=40)
@given(value=ANYTHING)
@example(value="")
@example(value="\ud800\udfff")
@example(value="\x00" * 5000)
@example(value="²³¹" * 5)
@example(value="١٢٣٤٥٦٧٨٩")
def test_a_value_test_answers_for_any_text(name: str, value: str):
    assert TESTS[name](value) in {True, False}


# Not the CPF: its check digits fold remainder 10 into 0, so some changes go unnoticed.
CHECKED = {
    "luhn": "79927398713",
    "verhoeff": "2363",
    "iban": "GB82WEST12345698765432",
    "payment_card": "4111111111111111",
    "netherlands_bsn": "111222333",
    "uk_nhs_number": "9434765919",
    "canada_sin": "130692544",
    "germany_tax_id": "36574261809",
    "poland_pesel": "44051401359",
    "spain_dni": "54362315K",
    "france_nir": "255081416802538",
    "india_aadhaar": "234123412346",
    "sweden_personnummer": "8112289874",
    "imei": "490154203237518",
    "italy_fiscal_code": "RSSMRA85T10A562S",
}


def changed(value: str, position: int, step: int) -> str:
    digit = str((int(value[position]) + step) % 10)
    return value[:position] + digit + value[position + 1 :]


@pytest.mark.parametrize(("name", "value"), CHECKED.items())
@settings(max_examples=40)
@given(data=st.data())
def test_one_changed_digit_is_noticed(name: str, value: str, data: st.DataObject):
    positions = [i for i, c in enumerate(value) if c.isdigit()]
    position, step = data.draw(st.sampled_from(positions)), data.draw(st.integers(1, 9))

    is_valid: Callable[[str], bool] = TESTS[f"app.detection.validators.{name}"]
    assert is_valid(value)
    assert not is_valid(changed(value, position, step))
