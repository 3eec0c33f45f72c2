"""Numbers of money, securities and devices beside python-stdnum, both ways.

``ORACLE_DRAWS`` sets the random values per validator (3,000; run once with 100,000).
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from random import Random

import pytest

from app.detection.matching.chance import draws

DRAWS = int(os.environ.get("ORACLE_DRAWS", "3000"))


@dataclass(frozen=True)
class Case:
    """One validator beside its oracle; ``differ`` says where the two may disagree, ``because`` why."""

    validator: str
    oracle: str
    template: str
    differ: Callable[[str], bool] = lambda _: False
    because: str = ""


CASES = (
    Case("luhn", "luhn", "[0-9]{8,19}"),
    Case("isin", "isin", "US[0-9A-Z]{9}[0-9]"),
    Case("isin", "isin", "[A-Z]{2}[0-9]{10}", lambda v: v[:2] in {"EU", "AN", "CS", "XK"} or v[0] in "QX", "reserved prefixes"),
    Case("cusip", "cusip", "[0-9]{3}[0-9A-Z]{5}[0-9]", str.isdigit, "without a letter it is any number with a Luhn digit"),
    Case("sedol", "gb.sedol", "[B-DF-HJ-NP-TV-Z][B-DF-HJ-NP-TV-Z0-9]{5}[0-9]"),
    Case("sedol", "gb.sedol", "[0-9]{7}"),
    Case("lei", "lei", "[0-9A-Z]{18}[0-9]{2}"),
    Case(
        "figi", "figi", "[B-DF-HJ-NP-TV-Z]{2}G[B-DF-HJ-NP-TV-Z0-9]{8}[0-9]",
        lambda v: v[:2] in {"BS", "BM", "GG", "GB", "GH", "KY", "VG"}, "prefixes the standard keeps free, of which the oracle lets some pass",
    ),
    Case(
        "us_bank_routing",
        "us.rtn",
        "[0-9]{9}",
        lambda v: not (1 <= int(v[:2]) <= 12 or 21 <= int(v[:2]) <= 32 or 61 <= int(v[:2]) <= 72 or v[:2] == "80"), "the oracle looks at the check digit alone",
    ),
    Case("iban", "iban", "NL[0-9]{2}[A-Z]{4}[0-9]{10}", lambda v: v[2:4] in {"00", "01", "99"}, "no remainder gives them"),
    Case("bank_account_checked", "no.kontonr", "[0-9]{4}\\.[0-9]{2}\\.[0-9]{5}", lambda v: "00" in {v[:2], v[5:7]}, "old postal accounts have another check"),
    Case("argentina_cbu", "ar.cbu", "[0-9]{22}"),
    Case("imei", "imei", "35[0-9]{13}"),
    Case("bitcoin_address", "bitcoin", "1[1-9A-HJ-NP-Za-km-z]{33}"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.validator} {c.template}")
def test_a_validator_agrees_with_its_oracle(case: Case):
    ours = import_module(f"app.detection.validators.{case.validator}").is_valid
    theirs = import_module(f"stdnum.{case.oracle}").is_valid
    draw, random = draws(case.template), Random(case.template)  # noqa: S311 - test data
    values = [draw(random) for _ in range(DRAWS)]

    # Where ours may be stricter or the oracle knows more, what both accept is all that is compared.
    disagreed = [v for v in values if bool(ours(v)) != bool(theirs(v)) and not case.differ(v)]

    assert disagreed == []


PUBLISHED = (
    ("isin", "isin", ["US0378331005", "AU0000XVGZA3", "GB0002634946", "DE000BAY0017"]),
    ("cusip", "cusip", ["17275R102", "38259P508", "68389X105"]),
    ("sedol", "gb.sedol", ["B0WNLY7", "0263494", "B1F3M59"]),
    ("lei", "lei", ["213800KUD8LAJWSQ9D15", "529900T8BM49AURSDO55"]),
    ("figi", "figi", ["BBG000BLNNH6", "BBG000B9XRY4"]),
    ("iban", "iban", ["GB82WEST12345698765432", "FR1420041010050500013M02606", "NO9386011117947", "MT84MALT011000012345MTLCAST001S"]),
    ("us_bank_routing", "us.rtn", ["021000021", "011401533", "111000025"]),
    ("swift_code", "bic", ["DEUTDEFF500", "NEDSZAJJXXX", "AGRIFRPP"]),
    ("imei", "imei", ["490154203237518", "356938035643809"]),
    ("bank_account_checked", "cz.bankaccount", ["19-2000145399/0800", "178124-4159/0710"]),
    ("bank_account_checked", "no.kontonr", ["8601.11.17947"]),
    ("new_zealand_bank_account", "nz.bankaccount", ["01-0902-0068389-00"]),
    ("bitcoin_address", "bitcoin", ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("validator", "oracle", "values"), PUBLISHED, ids=lambda p: p if isinstance(p, str) else ""
)
def test_published_numbers_are_valid_to_both(validator: str, oracle: str, values: list[str]):
    ours = import_module(f"app.detection.validators.{validator}").is_valid
    theirs = import_module(f"stdnum.{oracle}").is_valid

    assert [v for v in values if not ours(v)] == []
    assert [v for v in values if not theirs(v)] == []
