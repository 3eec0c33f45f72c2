"""What the demo database holds on purpose: the answer sheet for detection and quality."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A kind of sensitive data a column may hold.

    Attributes:
        type_id: id in the catalogue of data types, e.g. ``EMAIL_ADDRESS``.
        family: types a person would not tell apart share one, e.g. ``PERSON``.
        value_testable: whether values alone decide, without the column's name.
        contains: ``True`` where only some cells hold it inside other text.
    """

    type_id: str
    family: str
    value_testable: bool
    contains: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoy:
    """A column that looks like ``looks_like`` and is not."""

    looks_like: str
    is_really: str


class Fault(StrEnum):
    """A kind of planted quality fault, and how its count is defined."""

    NULL = "null"
    """Cells that are NULL."""
    BLANK = "blank"
    """Texts that are empty or made of spaces."""
    PLACEHOLDER = "placeholder"
    """Texts such as ``n/a``, ``-`` or ``1900-01-01``."""
    DUPLICATE = "duplicate"
    """Values that are not NULL minus distinct values."""
    ORPHAN = "orphan"
    """References to a row that does not exist."""
    MISSPELLING = "misspelling"
    """Texts outside the small set the column is made of."""
    DATE_FORMAT = "date format"
    """Dates not written year-month-day."""
    FUTURE_DATE = "future date"
    """Dates after the year 2089."""
    UNTRIMMED = "untrimmed"
    """Texts that end in a space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedType:
    """A column that holds sensitive data; ``kind`` is ``type`` or ``contains``."""

    table: str
    column: str
    type_id: str
    family: str
    kind: str
    value_testable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedDecoy:
    """A column in which nothing may be found."""

    table: str
    column: str
    looks_like: str
    is_really: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedFault:
    """An exact number of faulty cells in one column."""

    table: str
    column: str
    fault: Fault
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """Everything planted into one demo database, under the names its columns have there.

    Attributes:
        rows: rows by table, views left out.
    """

    seed: int
    rows: dict[str, int]
    types: tuple[PlantedType, ...]
    decoys: tuple[PlantedDecoy, ...]
    faults: tuple[PlantedFault, ...]


def holding(type_id: str, family: str | None = None, *, value_testable: bool = False) -> Holding:
    """A holding; the family is the type itself unless given."""
    return Holding(type_id=type_id, family=family or type_id, value_testable=value_testable)


def inside(held: Holding) -> Holding:
    """The same data inside other text; only what values alone decide can be told there."""
    return Holding(
        type_id=held.type_id, family=held.family, value_testable=held.value_testable, contains=True
    )


FIRST_NAME = holding("FIRST_NAME", "PERSON")
LAST_NAME = holding("LAST_NAME", "PERSON")
PERSON_NAME = holding("PERSON_NAME", "PERSON")
USERNAME = holding("USERNAME")
EMAIL = holding("EMAIL_ADDRESS", value_testable=True)
PHONE = holding("PHONE_NUMBER")
STREET = holding("STREET_ADDRESS")
POSTAL_CODE = holding("POSTAL_CODE")
CITY = holding("CITY", "LOCATION")
COUNTRY = holding("COUNTRY", "LOCATION")
BIRTH_DATE = holding("DATE_OF_BIRTH")
GENDER = holding("GENDER")
SALARY = holding("SALARY")
CARD = holding("CREDIT_CARD_NUMBER", "CREDIT_CARD", value_testable=True)
IBAN = holding("IBAN_CODE", value_testable=True)
BIC = holding("SWIFT_CODE")
IPV4 = holding("IPV4_ADDRESS", "IP_ADDRESS", value_testable=True)
IPV6 = holding("IPV6_ADDRESS", "IP_ADDRESS", value_testable=True)
MAC = holding("MAC_ADDRESS")
BSN = holding("NETHERLANDS_BSN_NUMBER", "NATIONAL_ID", value_testable=True)
PESEL = holding("POLAND_PESEL_NUMBER", "NATIONAL_ID", value_testable=True)
DNI = holding("SPAIN_DNI_NUMBER", "NATIONAL_ID", value_testable=True)
SSN = holding("US_SOCIAL_SECURITY_NUMBER", "NATIONAL_ID")
NHS_NUMBER = holding("UK_NATIONAL_HEALTH_SERVICE_NUMBER", "NATIONAL_ID", value_testable=True)
BLOOD_TYPE = holding("BLOOD_TYPE", "MEDICAL")
ICD10 = holding("ICD10_CODE", "MEDICAL")
PASSWORD_HASH = holding("PASSWORD_HASH", "PASSWORD", value_testable=True)
JWT = holding("JSON_WEB_TOKEN", "SECRET", value_testable=True)
AWS_KEY = holding("AWS_ACCESS_KEY_ID", "SECRET", value_testable=True)
GITHUB_TOKEN = holding("GITHUB_TOKEN", "SECRET", value_testable=True)
URL_WITH_CREDENTIALS = holding("URL_WITH_CREDENTIALS", "SECRET", value_testable=True)
PRIVATE_KEY = holding("ENCRYPTION_KEY", "SECRET", value_testable=True)
USER_AGENT = holding("HTTP_USER_AGENT", "USER_AGENT")
CARD_HOLDER = holding("CARDHOLDER_NAME", "PERSON")
CARD_EXPIRY = holding("CREDIT_CARD_EXPIRATION_DATE", "CARD_EXPIRY")
CARD_CODE = Holding(type_id="CARD_VERIFICATION_CODE", family="CARD_CODE", value_testable=False)
DIAGNOSIS = holding("DIAGNOSIS_TEXT", "MEDICAL")
ORGANIZATION = holding("ORGANIZATION")
OCCUPATION = holding("OCCUPATION")
