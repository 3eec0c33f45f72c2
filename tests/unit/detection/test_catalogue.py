"""Every type on its own examples and on everybody else's."""

import os
import re
import subprocess
import sys
import time

import pytest

from app.detection.catalogue import builtin_types, load_catalogue, read_type
from app.detection.cells.shapes import CLASSES
from app.detection.cells.values import ColumnValues, normalise
from app.detection.evidence.contained import span_score
from app.detection.evidence.scoring import Scored
from app.detection.matching.matcher import Matcher
from app.detection.matching.spans import SpanFinder
from app.detection.types import Tier, TypeDefinition
from app.detection.wording.reading import read
from app.model.findings import Level
from app.model.schema import Column, DataType

TYPES = tuple(builtin_types())
CATALOGUE = load_catalogue(TYPES)
MATCHER = Matcher(CATALOGUE)
EXAMPLES = [(t, value) for t in TYPES for value in t.matches]

# Pairs of a type and the owner of an example it accepts too: such a value can be both.
SHARED = {
    # Numbers of one length with one check digit: some examples pass by chance, those with the same arithmetic always.
    ("AUSTRALIA_COMPANY_NUMBER", "NETHERLANDS_RSIN"),
    ("AUSTRALIA_COMPANY_NUMBER", "PORTUGAL_NIF"),
    ("AUSTRALIA_MEDICARE_NUMBER", "BULGARIA_EGN"),
    ("AUSTRALIA_MEDICARE_NUMBER", "POLAND_PESEL_NUMBER"),
    ("AUSTRALIA_MEDICARE_NUMBER", "SAUDI_NATIONAL_ID"),
    ("AUSTRALIA_MEDICARE_NUMBER", "SWEDEN_NATIONAL_ID_NUMBER"),
    ("AUSTRALIA_MEDICARE_NUMBER", "TURKEY_ID_NUMBER"),
    ("AUSTRALIA_TAX_FILE_NUMBER", "BULGARIA_EIK"),
    ("AUSTRIA_TAX_NUMBER", "ISRAEL_IDENTITY_CARD_NUMBER"),
    ("CANADA_OHIP", "SAUDI_NATIONAL_ID"),
    ("CHILE_CDI_NUMBER", "NEW_ZEALAND_IRD_NUMBER"),
    ("CHILE_CDI_NUMBER", "NORWAY_ORGANISATION_NUMBER"),
    ("COLOMBIA_NIT", "BRAZIL_RG_NUMBER"),
    ("DOMINICAN_CEDULA", "GERMANY_TAXPAYER_IDENTIFICATION_NUMBER"),
    ("DOMINICAN_CEDULA", "ITALY_PARTITA_IVA"),
    ("DOMINICAN_CEDULA", "LATVIA_REGISTRATION_NUMBER"),
    ("ECUADOR_CI", "SOUTH_AFRICA_TAX_NUMBER"),
    ("FRANCE_SIREN", "ISRAEL_IDENTITY_CARD_NUMBER"),
    ("IRAN_NATIONAL_CODE", "FINANCIAL_ACCOUNT_NUMBER"),
    ("IRAN_NATIONAL_CODE", "HUNGARY_PERSONAL_TAX_ID"),
    ("ISRAEL_IDENTITY_CARD_NUMBER", "FRANCE_SIREN"),
    ("NEW_ZEALAND_IRD_NUMBER", "DENMARK_CVR_NUMBER"),
    ("ROMANIA_CUI", "ISRAEL_IDENTITY_CARD_NUMBER"),
    ("SOUTH_AFRICA_TAX_NUMBER", "ECUADOR_CI"),
    ("SOUTH_AFRICA_TAX_NUMBER", "SAUDI_NATIONAL_ID"),
    ("SOUTH_AFRICA_TAX_NUMBER", "SWEDEN_NATIONAL_ID_NUMBER"),
    ("SWEDEN_ORGANISATION_NUMBER", "SAUDI_NATIONAL_ID"),
    ("TURKEY_TAX_NUMBER", "SWEDEN_NATIONAL_ID_NUMBER"),
    ("TURKEY_TAX_NUMBER", "US_DOD_ID_NUMBER"),
    ("UKRAINE_RNTRC", "SAUDI_NATIONAL_ID"),
    ("UK_TAXPAYER_REFERENCE", "SAUDI_NATIONAL_ID"),
    ("US_BANK_ROUTING_MICR", "ISRAEL_IDENTITY_CARD_NUMBER"),
    ("VIETNAM_TAX_CODE", "SAUDI_NATIONAL_ID"),
    ("VIETNAM_TAX_CODE", "SOUTH_AFRICA_ID_NUMBER"),
    ("VIETNAM_TAX_CODE", "US_HEALTHCARE_NPI"),
    # A resident's tax number is the number of the identity card.
    ("SPAIN_NIF_NUMBER", "SPAIN_DNI_NUMBER"),
    # Nine digits with a Luhn check digit.
    ("FRANCE_SIREN", "CANADA_SOCIAL_INSURANCE_NUMBER"),
    # Ten digits with one check digit each: one in ten passes by chance.
    ("US_HEALTHCARE_NPI", "UK_TAXPAYER_REFERENCE"),
    ("CANADA_OHIP", "SWEDEN_NATIONAL_ID_NUMBER"),
    # Thirteen digits with one check digit.
    ("THAILAND_NATIONAL_ID_NUMBER", "GERMANY_TAX_NUMBER"),
    ("JAPAN_CORPORATE_NUMBER", "GERMANY_TAX_NUMBER"),
    # Examples without meaning that pass by chance: counted digits.
    ("ROMANIA_CUI", "SALARY"),
    ("CZECHIA_ICO", "SLOVENIA_TAX_NUMBER"),
    ("CROATIA_PERSONAL_ID_NUMBER", "GERMANY_TAXPAYER_IDENTIFICATION_NUMBER"),
    ("AUSTRIA_TAX_NUMBER", "CANADA_SOCIAL_INSURANCE_NUMBER"),
    # One check digit alone: an example in ten passes that of another country.
    ("ESTONIA_REGISTRATION_CODE", "DATE_OF_BIRTH"),
    ("HUNGARY_TAJ", "SNOMED_CT_ID"),
    ("MOLDOVA_IDNO", "GERMANY_TAX_NUMBER"),
    ("RUSSIA_OGRN", "GERMANY_TAX_NUMBER"),
    ("UKRAINE_EDRPOU", "DATE_OF_BIRTH"),
    ("GREECE_AFM", "SNOMED_CT_ID"),
}


def reads_as_kin(definition: TypeDefinition, *values: str) -> bool:
    """Whether a column of the values most likely reads as the family: one word does not tell first from last name."""
    reading = read(ColumnValues(len(values), dict.fromkeys(map(normalise, values), 1)))
    assert reading is not None
    kin = {c for t in TYPES if t.is_read and t.family == definition.family for c in t.wording}
    return sum(p for c, p in reading.probabilities.items() if c in kin) > 0.5


def accepts(definition: TypeDefinition, value: str) -> bool:
    if definition.is_read:
        return reads_as_kin(definition, value)
    tallies = MATCHER.tallies(ColumnValues(1, {normalise(value): 1}), CATALOGUE.types.keys())
    tally = tallies.get(definition.id)
    return tally is not None and tally.passed == 1


@pytest.mark.parametrize(("definition", "value"), EXAMPLES, ids=lambda p: getattr(p, "id", None))
def test_a_type_accepts_its_matches(definition: TypeDefinition, value: str):
    if definition.is_read:  # a text model errs on single values
        assert reads_as_kin(definition, *definition.matches)
    else:
        assert accepts(definition, value)


@pytest.mark.parametrize(
    ("definition", "value"), [(t, v) for t in TYPES for v in t.rejects], ids=lambda p: getattr(p, "id", None)
)
def test_a_type_rejects_its_rejects(definition: TypeDefinition, value: str):
    assert not accepts(definition, value)


@pytest.mark.parametrize("definition", [t for t in TYPES if t.decisive], ids=lambda t: t.id)
def test_a_type_that_decides_rejects_the_examples_of_the_others(definition: TypeDefinition):
    others = [(o.id, value) for o, value in EXAMPLES if o.family != definition.family]

    taken = {(definition.id, other) for other, value in others if accepts(definition, value)}

    assert taken - SHARED == set()


@pytest.mark.parametrize("definition", TYPES, ids=lambda t: t.id)
def test_an_entry_is_complete(definition: TypeDefinition):
    assert definition.names
    assert definition.sources
    assert definition.matches
    assert definition.rejects
    assert definition.level in Level
    assert (definition.shape is None) == definition.is_read
    if definition.shape is not None:
        assert {*definition.shape.needs, *definition.shape.allows} <= set(CLASSES)
    assert definition.near <= CATALOGUE.families
    assert bool(definition.p0_source) == (definition.tier is not Tier.D)


def test_the_catalogue_covers_what_the_first_release_promises():
    promised = {
        "EMAIL_ADDRESS", "PHONE_NUMBER", "FAX_NUMBER", "USERNAME", "FIRST_NAME", "LAST_NAME", "PERSON_NAME",
        "STREET_ADDRESS", "POSTAL_CODE", "CITY", "STATE_PROVINCE", "COUNTRY", "DATE_OF_BIRTH", "ORGANIZATION",
        "OCCUPATION", "GENDER", "CREDIT_CARD_NUMBER", "IBAN_CODE", "SWIFT_CODE", "IPV4_ADDRESS", "IPV6_ADDRESS",
        "MAC_ADDRESS", "URL", "US_SOCIAL_SECURITY_NUMBER", "NETHERLANDS_BSN_NUMBER", "POLAND_PESEL_NUMBER",
        "SPAIN_DNI_NUMBER", "BRAZIL_CPF_NUMBER", "UK_NATIONAL_HEALTH_SERVICE_NUMBER", "PASSWORD", "PASSWORD_HASH",
        "WEAK_PASSWORD_HASH", "JSON_WEB_TOKEN", "AWS_ACCESS_KEY_ID", "GITHUB_TOKEN", "STRIPE_KEY", "SLACK_TOKEN",
        "ENCRYPTION_KEY", "URL_WITH_CREDENTIALS", "LOCATION_COORDINATES",
    }  # fmt: skip

    assert promised <= CATALOGUE.types.keys()


@pytest.mark.parametrize("definition", [t for t in TYPES if t.search], ids=lambda t: t.id)
def test_a_searchable_type_is_found_inside_text(definition: TypeDefinition):
    told = (*definition.context, "")[0]
    texts = {f"Note {n}: {told} {v} was written down": 1 for v in definition.matches for n in range(3)}
    column = Column(name="notes", position=1, native_type="text", data_type=DataType.TEXT)

    found = SpanFinder(CATALOGUE).evidence(column, ColumnValues(len(texts), texts))

    assert span_score(definition, found[definition.id]).log_odds > 0


BOMBS = [
    "a" * 4096, "1" * 4096, "A1-" * 1365, "1 " * 2048, "a@" * 2048, "a." * 2048, ":" * 4096, "0:" * 2048,
    "a" * 4000 + "@", "x://a:" + "b" * 4000, "O'" * 2048, "é " * 2048, "eyJ" + "a." * 2000, "-" * 4096, "(1) " * 1024,
    "#" * 4096, "a#" * 2048, "1" * 2000 + "x", "Rue " * 1024 + "5", "\n" * 4096,
]  # fmt: skip


@pytest.mark.parametrize("definition", TYPES, ids=lambda t: t.id)
def test_no_pattern_or_test_explodes(definition: TypeDefinition):
    patterns = [re.compile(p) for p in (definition.pattern, definition.search) if p]
    started = time.process_time()

    for bomb in BOMBS:
        for pattern in patterns:
            pattern.fullmatch(bomb)
            sum(1 for _ in pattern.finditer(bomb))
        if definition.test is not None:
            definition.test(bomb)

    assert (time.process_time() - started) / len(BOMBS) < 0.05


def test_a_misspelt_key_is_refused_rather_than_dropped():
    with pytest.raises(ValueError, match="unknown keys"):
        read_type("X", {"titel": "X"})


def test_the_version_is_the_same_in_every_process():
    program = "from app.detection.catalogue import *; print(load_catalogue(builtin_types()).version)"
    other = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
        text=True,
    )

    assert other.stdout.strip() == CATALOGUE.version


def test_of_two_types_with_one_id_the_later_wins_and_the_version_changes():
    changed = TypeDefinition(
        id="EMAIL_ADDRESS", family="F", title="T", tier=Tier.D, category="c", level=Level.LOW
    )

    replaced = load_catalogue((*TYPES, changed))

    assert replaced.types["EMAIL_ADDRESS"] is changed
    assert replaced.version != CATALOGUE.version


def test_a_score_is_the_sum_of_its_parts():
    assert Scored("X", ()).confidence == 0.5
