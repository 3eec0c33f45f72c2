"""Numbers of Latin America, Oceania, the Middle East, Africa and Asia beside python-stdnum, both ways.

``ORACLE_DRAWS`` sets the random values per validator (3,000; run once with 100,000).
"""

import os
from importlib import import_module
from random import Random

import pytest

from app.detection.matching.chance import draws

DRAWS = int(os.environ.get("ORACLE_DRAWS", "3000"))
CASES = {
    "argentina_cuit": ("ar.cuit", "2[0347][0-9]{9}"),
    "chile_rut": ("cl.rut", "[1-9][0-9]{7}[0-9K]"),
    "colombia_nit": ("co.nit", "[1-9][0-9]{8}\\-[0-9]"),
    "peru_ruc": ("pe.ruc", "[12]0[0-9]{9}"),
    "ecuador_cedula": ("ec.ci", "[01][1-9][0-5][0-9]{7}"),
    "uruguay_rut": ("uy.rut", "1[0-9]{7}001[0-9]"),
    "venezuela_rif": ("ve.rif", "[VEJPG][0-9]{9}"),
    "dominican_cedula": ("do.cedula", "[0-9]{11}"),
    "guatemala_nit": ("gt.nit", "[1-9][0-9]{6}\\-[0-9K]"),
    "paraguay_ruc": ("py.ruc", "[1-9][0-9]{6}\\-[0-9]"),
    "australia_tfn": ("au.tfn", "[1-9][0-9]{8}"),
    "australia_abn": ("au.abn", "[1-9][0-9]{10}"),
    "australia_acn": ("au.acn", "[0-9]{9}"),
    "new_zealand_ird": ("nz.ird", "[1-9][0-9]{7,8}"),
    "turkey_tckn": ("tr.tckimlik", "[1-9][0-9]{10}"),
    "turkey_vkn": ("tr.vkn", "[0-9]{10}"),
    "israel_identity_number": ("il.idnr", "[0-9]{9}"),
    "south_africa_id": ("za.idnr", "[0-9]{2}0[1-9][012][0-9]{5}[01]8[0-9]"),
    "south_africa_tax_number": ("za.tin", "[01239][0-9]{9}"),
    "kenya_pin": ("ke.pin", "[AP][0-9]{9}[A-Z]"),
    "vietnam_tax_code": ("vn.mst", "[0-9]{10}"),
}
# The oracle has a list of exceptions; it reads dates into the future; it wants a date that exists.
DIFFER = {"dominican_cedula": 2, "south_africa_id": 20}
"""How many of 3,000 may be judged otherwise, for the reasons above."""


@pytest.mark.parametrize("name", CASES)
def test_the_validator_agrees_with_the_oracle(name: str):
    oracle_name, template = CASES[name]
    ours = import_module(f"app.detection.validators.{name}").is_valid
    oracle = import_module(f"stdnum.{oracle_name}").is_valid
    random, draw = Random(name), draws(template)  # noqa: S311 - test data
    values = [draw(random) for _ in range(DRAWS)]

    different = [value for value in values if ours(value) != bool(oracle(value))]

    assert any(map(ours, values)), "nothing valid was drawn"
    assert len(different) <= DIFFER.get(name, 0) * DRAWS / 3000, different[:5]
