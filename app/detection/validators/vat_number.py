"""VAT numbers with their country in front: the Union, Northern Ireland, the United Kingdom, Norway, Switzerland.

Source: European Commission, VIES, "VAT identification number structure"; each country's check digits are its own
validator's. EU in front is the one-stop shop of sellers outside the Union.
"""

import re
from collections.abc import Callable, Mapping

from app.detection.checksums import bare
from app.detection.validators import (
    austria_vat,
    belgium_enterprise_number,
    bulgaria_vat,
    croatia_oib,
    cyprus_tic,
    czechia_birth_number,
    czechia_ico,
    denmark_cvr,
    estonia_vat,
    finland_business_id,
    france_vat,
    germany_vat,
    greece_afm,
    hungary_tax_number,
    ireland_vat,
    italy_vat,
    latvia_personal_code,
    latvia_registration_number,
    lithuania_vat,
    luhn,
    luxembourg_vat,
    malta_vat,
    netherlands_vat,
    norway_organisation_number,
    poland_nip,
    portugal_nif,
    romania_cui,
    slovakia_tax_number,
    slovenia_tax_number,
    spain_nif,
    switzerland_uid,
    uk_vat,
)

_Tests = tuple[int, int, tuple[Callable[[str], bool], ...]]
_FORM = re.compile(r"(CHE|[A-Z]{2})[ .\-/]?[0-9A-Z+*](?:[ .\-/]{0,2}[0-9A-Z+*]){3,14}")


def _sweden(number: str) -> bool:
    # Sole traders have their personal number in it, so the third digit is open.
    return number.endswith("01") and luhn.is_valid(number[:10])


def _with_vat_mark(number: str) -> bool:
    return number.endswith(("MWST", "TVA", "IVA")) and switzerland_uid.is_valid(f"CHE{number}")


_COUNTRIES: Mapping[str, _Tests] = {
    "AT": (9, 9, (austria_vat.is_valid,)),
    "BE": (9, 10, (belgium_enterprise_number.is_valid,)),
    "BG": (9, 10, (bulgaria_vat.is_valid,)),
    "CHE": (12, 13, (_with_vat_mark,)),
    "CY": (9, 9, (cyprus_tic.is_valid,)),
    "CZ": (8, 10, (czechia_ico.is_valid, czechia_birth_number.is_valid)),
    "DE": (9, 9, (germany_vat.is_valid,)),
    "DK": (8, 8, (denmark_cvr.is_valid,)),
    "EE": (9, 9, (estonia_vat.is_valid,)),
    "EL": (9, 9, (greece_afm.is_valid,)),
    "ES": (9, 9, (spain_nif.is_valid,)),
    "FI": (8, 8, (finland_business_id.is_valid,)),
    "FR": (11, 11, (france_vat.is_valid,)),
    "GB": (5, 12, (uk_vat.is_valid,)),
    "GR": (9, 9, (greece_afm.is_valid,)),
    "HR": (11, 11, (croatia_oib.is_valid,)),
    "HU": (8, 8, (hungary_tax_number.is_valid,)),
    "IE": (8, 9, (ireland_vat.is_valid,)),
    "IT": (11, 11, (italy_vat.is_valid,)),
    "LT": (9, 12, (lithuania_vat.is_valid,)),
    "LU": (8, 8, (luxembourg_vat.is_valid,)),
    "LV": (11, 11, (latvia_registration_number.is_valid, latvia_personal_code.is_valid)),
    "MT": (8, 8, (malta_vat.is_valid,)),
    "NL": (12, 12, (netherlands_vat.is_valid,)),
    "NO": (9, 12, (norway_organisation_number.is_valid,)),
    "PL": (10, 10, (poland_nip.is_valid,)),
    "PT": (9, 9, (portugal_nif.is_valid,)),
    "RO": (5, 10, (romania_cui.is_valid,)),
    "SE": (12, 12, (_sweden,)),
    "SI": (8, 8, (slovenia_tax_number.is_valid,)),
    "SK": (10, 10, (slovakia_tax_number.is_valid,)),
    "XI": (5, 12, (uk_vat.is_valid,)),
}


def is_valid(value: str) -> bool:
    """Whether the value is a VAT number with a country in front.

    >>> is_valid("DE 136 695 976"), is_valid("NL004495445B01"), is_valid("CHE-100.155.212 MWST")
    (True, True, True)
    >>> is_valid("DE136695978"), is_valid("136695976"), is_valid("US136695976")
    (False, False, False)
    """
    parts = _FORM.fullmatch(value.upper()) if value.isascii() else None
    if parts is None or parts[1] not in _COUNTRIES:
        return False
    number = bare(value.upper())[len(parts[1]) :]
    shortest, longest, tests = _COUNTRIES[parts[1]]
    return shortest <= len(number) <= longest and any(test(number) for test in tests)
