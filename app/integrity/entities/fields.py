"""Columns as rows are compared by them: what each says about whom a row is about, and its values in a comparable form."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.detection.cells.folding import folded
from app.quality.defects.duplicates import is_moment_of_writing, is_own
from app.quality.defects.looking import ColumnLook, TableLook

Form = tuple[str, ...]
"""The words of a value, folded."""

_WORD = re.compile(r"\w+")
_NOT_ALNUM = re.compile(r"[\W_]+")
_PHONE_DIGITS: Final = 9
"""From the end; what stands before is the country's or the trunk's code, which not all write."""

_IDENTITY = frozenset({"PERSON", "ORGANIZATION"})
_IDENTIFIERS = frozenset(
    {"NATIONAL_ID", "TAX_ID", "COMPANY_ID", "PASSPORT", "DRIVER_LICENSE", "HEALTH_PLAN_ID", "MEDICAL_RECORD", "VEHICLE_ID",
     "IMEI", "SECURITY_ID", "STUDENT_ID", "EMPLOYEE_ID", "DATE_OF_BIRTH"}
)  # fmt: skip
_CONTACTS = frozenset({"STREET_ADDRESS", "POSTAL_CODE", "LOCATION", "URL"})
_IDENTIFIER_WORDS = (
    "birth",
    "birthday",
    "birthdate",
    "dob",
    "born",
    "ean",
    "gtin",
    "upc",
    "isbn",
    "barcode",
    "serial",
    "vat",
)
_MAIL_WORDS, _PHONE_WORDS = (
    ("email", "mail"),
    ("phone", "tel", "telephone", "telefon", "mobile", "cell", "fax"),
)
_CONTACT_WORDS = (
    "street",
    "address",
    "city",
    "town",
    "zip",
    "postal",
    "postcode",
    "country",
    "state",
    "url",
    "website",
    "web",
)
_PERSON_WORDS = ("first", "last", "firstname", "lastname", "surname", "forename", "fullname", "fname", "lname", "vorname",
    "nachname", "prenom", "nom", "apellido", "apellidos", "nombre", "cognome", "nome", "imie", "nazwisko")  # fmt: skip
_NAME_WORDS = ("name", "company", "organisation", "organization", "firm", "firma", "title", *_PERSON_WORDS)
_TELLING: Final = 0.2
"""Of the filled rows, as different values: a trait of so many is not shared by accident."""
_LEGAL_FORMS = frozenset(
    {"gmbh", "mbh", "ltd", "limited", "inc", "llc", "llp", "plc", "corp", "corporation", "co", "company", "ag", "kg", "ohg", "ug",
     "sa", "sas", "sarl", "srl", "spa", "sl", "bv", "nv", "oy", "oyj", "ab", "as", "aps", "sro", "zoo", "kft", "lda"}
)  # fmt: skip


class Role(StrEnum):
    """What it means that two rows differ in a column.

    ``identity``: names of whom or what the row is about, which may have slips. ``identifier``: given once.
    ``contact``: the same entity may have several. ``trait``: anything else.
    """

    IDENTITY = "identity"
    IDENTIFIER = "identifier"
    CONTACT = "contact"
    TRAIT = "trait"


@dataclass(frozen=True, eq=False)
class Field:
    """One column.

    Attributes:
        forms: per row; ``None`` for NULL, blank and what holds no letter or digit.
        is_of_words: whether values are texts of words, in which a slip can be told from another word.
        abbreviates: whether words are shortened (names of persons, addresses).
        dated: whether it holds days.
        place: whether it is one of several columns of a place, which follow from one another.
    """

    name: str
    role: Role
    forms: tuple[Form | None, ...]
    is_of_words: bool = False
    abbreviates: bool = False
    place: bool = False
    dated: bool = False

    @cached_property
    def codes(self) -> NDArray[np.int64]:
        """Per row a number, the same for the same words, of names in any order; -1 without a value."""
        index: dict[Form, int] = {}
        return np.array(
            [
                -1
                if form is None
                else index.setdefault(tuple(sorted(form)) if self.is_of_words else form, len(index))
                for form in self.forms
            ],
            np.int64,
        )

    @cached_property
    def counts(self) -> NDArray[np.intp]:
        """Per code how many rows have it."""
        return np.bincount(self.codes[self.codes >= 0]).astype(np.intp)

    @property
    def is_telling(self) -> bool:
        """Whether rows seldom share a value."""
        return len(self.counts) >= _TELLING * int(self.counts.sum())

    def bits(self, row: int) -> float:
        """What it says that another row has the value of this one: the rarer, the more (Winkler 1990)."""
        others = max(int(self.counts[self.codes[row]]) - 1, 1)
        return float(np.log2(self.counts.sum() / others))


def fields_of(look: TableLook) -> list[Field]:
    """The columns that say something, without keys and moments of writing, which each row has to itself."""
    return [field for column in look for field in _field(column) if len(field.counts) > 1]


def _field(column: ColumnLook) -> Iterator[Field]:
    family = column.family
    if family == "EMAIL_ADDRESS" or (family is None and column.is_called(*_MAIL_WORDS)):
        yield Field(column.name, Role.CONTACT, _each(column, _words))
    elif family == "PHONE_NUMBER" or (family is None and column.is_called(*_PHONE_WORDS)):
        yield Field(column.name, Role.CONTACT, _each(column, _phone))
    elif family in _IDENTIFIERS or column.is_called(*_IDENTIFIER_WORDS):
        yield Field(column.name, Role.IDENTIFIER, _each(column, _plain))
    elif family in _CONTACTS or (column.is_text and family is None and column.is_called(*_CONTACT_WORDS)):
        yield Field(
            column.name, Role.CONTACT, _each(column, _words), is_of_words=True, abbreviates=True, place=family != "URL"
        )  # fmt: skip
    elif family in _IDENTITY:
        read = _company if family == "ORGANIZATION" else _words
        yield Field(
            column.name, Role.IDENTITY, _each(column, read), is_of_words=True, abbreviates=family == "PERSON"
        )
    elif (
        is_own(column)
        or column.refers
        or column.is_named_as_key
        or is_moment_of_writing(column)
        or column.is_prose
    ):
        return
    elif (
        column.is_text
        and column.numbers is None
        and column.days is None
        and (column.is_called(*_NAME_WORDS) or not column.is_category)
    ):
        yield Field(
            column.name,
            Role.IDENTITY,
            _each(column, _company),
            is_of_words=True,
            abbreviates=column.is_called(*_PERSON_WORDS),
        )
    else:
        yield Field(column.name, Role.TRAIT, _each(column, _words), dated=column.days is not None)


def _each(column: ColumnLook, read: Callable[[str], Form]) -> tuple[Form | None, ...]:
    known: list[Form | None] = [read(value) or None for value in column.values]
    codes: list[int] = column.codes.tolist()
    return tuple(None if code < 0 else known[code] for code in codes)


def _words(value: str) -> Form:
    return tuple(_WORD.findall(folded(value)))


def _company(value: str) -> Form:
    words = _words(value)
    return tuple(word for word in words if word not in _LEGAL_FORMS) or words


def _plain(value: str) -> Form:
    text = _NOT_ALNUM.sub("", folded(value))
    return (text,) if text else ()


def _phone(value: str) -> Form:
    digits = "".join(filter(str.isdigit, value))[-_PHONE_DIGITS:]
    return (digits,) if len(digits) > 4 else ()  # noqa: PLR2004 - shorter ones are extensions of a house
