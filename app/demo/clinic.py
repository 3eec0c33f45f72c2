"""The clinic next door: patients, appointments, diagnoses and laboratory results."""

from datetime import date
from random import Random

from app.demo import check_digits, planted, words
from app.demo.moments import day, moment
from app.demo.people import Person
from app.demo.planted import Fault
from app.demo.sheet import Reference, Sheet, column, decoy, numbered

APPOINTMENTS = 6_000


def clinic(random: Random, patients: list[Person], practitioners: list[Person]) -> list[Sheet]:
    """The tables of the clinic; a table stands after those it refers to."""
    return [
        _practitioners(random, practitioners),
        _patients(random, patients),
        _appointments(random, len(patients), len(practitioners)),
        _diagnoses(random),
        _lab_results(random, len(patients)),
    ]


def _practitioners(random: Random, practitioners: list[Person]) -> Sheet:
    rows = [
        [f"Dr. {person.name}", random.choice(("general", "skin", "heart", "children")), person.phone]
        for person in practitioners
    ]
    return Sheet(
        name="practitioner",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("name", "VARCHAR(120)", planted.PERSON_NAME),
            column("field", "VARCHAR(20)"),
            column("phone", "VARCHAR(40)", planted.PHONE),
        ),
        rows=numbered(rows),
    )


def _patients(random: Random, patients: list[Person]) -> Sheet:
    rows = [
        [
            check_digits.nhs_number(random),
            person.last_name,
            person.first_name,
            person.born.isoformat(),
            person.email,
            f"{person.street}, {person.postal_code} {person.city}",
            random.choices(("0+", "A+", "B+", "AB+", "0-", "A-", "B-", "AB-"), (37, 36, 9, 4, 6, 5, 2, 1))[0],
        ]
        for person in patients
    ]
    sheet = Sheet(
        name="patient",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("nhs_number", "CHAR(10)", planted.NHS_NUMBER),
            column("surname", "VARCHAR(60)", planted.LAST_NAME),
            column("given_name", "VARCHAR(60)", planted.FIRST_NAME),
            column("born", "TEXT", planted.BIRTH_DATE),
            column("email", "VARCHAR(120)", planted.EMAIL),
            column("home_address", "VARCHAR(200)", planted.STREET),
            column("blood_group", "VARCHAR(3)", planted.BLOOD_TYPE),
        ),
        rows=numbered(rows),
        indexes=(("surname",),),
    )
    sheet.spoil(random, "born", Fault.DATE_FORMAT, 140, lambda value: _other_form(random, str(value)))
    sheet.spoil(random, "email", Fault.NULL, 410, lambda _: None)
    sheet.spoil(random, "email", Fault.PLACEHOLDER, 36, lambda _: random.choice(("n/a", "none")))
    sheet.duplicate(random, "nhs_number", 6)
    return sheet


def _other_form(random: Random, day_of_birth: str) -> str:
    return date.fromisoformat(day_of_birth).strftime(random.choice(("%d.%m.%Y", "%m/%d/%Y", "%d %b %Y")))


def _appointments(random: Random, patients: int, practitioners: int) -> Sheet:
    rows = [
        [
            random.randrange(1, patients + 1),
            random.randrange(1, practitioners + 1),
            moment(random, 700).strftime("%Y-%m-%d %H:%M:00"),
            random.choice((10, 15, 20, 30, 45)),
            random.choice(("A", "B", "C")) + str(random.randrange(1, 30)),
        ]
        for _ in range(APPOINTMENTS)
    ]
    sheet = Sheet(
        name="appointment",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("patient_id", "INTEGER NOT NULL"),
            column("practitioner_id", "INTEGER NOT NULL"),
            column("starts_at", "TIMESTAMP"),
            column("minutes", "INTEGER", decoy("AGE", "lengths of appointments")),
            column("room", "VARCHAR(4)", decoy("BLOOD_TYPE", "rooms")),
        ),
        rows=numbered(rows),
        references=(Reference("patient_id", "patient"), Reference("practitioner_id", "practitioner")),
        indexes=(("patient_id",), ("starts_at",)),
    )
    sheet.spoil(random, "patient_id", Fault.ORPHAN, 9, lambda _: patients + random.randrange(10, 99))
    sheet.spoil(random, "starts_at", Fault.FUTURE_DATE, 5, lambda _: "2091-03-02 09:00:00")
    return sheet


def _diagnoses(random: Random) -> Sheet:
    rows = [
        [random.randrange(1, APPOINTMENTS + 1), *random.choice(words.DIAGNOSES), day(random, 700).isoformat()]
        for _ in range(4_000)
    ]
    sheet = Sheet(
        name="diagnosis",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("appointment_id", "INTEGER NOT NULL"),
            column("icd10_code", "VARCHAR(8)", planted.ICD10),
            column("diagnosis", "VARCHAR(80)", planted.DIAGNOSIS),
            column("stated_on", "DATE"),
        ),
        rows=numbered(rows),
        references=(Reference("appointment_id", "appointment"),),
        indexes=(("appointment_id",),),
    )
    sheet.spoil(random, "icd10_code", Fault.NULL, 27, lambda _: None)
    return sheet


def _lab_results(random: Random, patients: int) -> Sheet:
    tests = (
        ("Glucose", "mg/dl", 60, 180),
        ("Haemoglobin", "g/dl", 9, 18),
        ("Cholesterol", "mg/dl", 110, 310),
    )
    rows = [
        [
            random.randrange(1, patients + 1),
            (test := random.choice(tests))[0],
            round(random.uniform(test[2], test[3]), 1),
            test[1],
            f"8{check_digits.number(random, 11)}",
        ]
        for _ in range(3_500)
    ]
    sheet = Sheet(
        name="lab_result",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("patient_id", "INTEGER NOT NULL"),
            column("test", "VARCHAR(20)"),
            column("value", "REAL"),
            column("unit", "VARCHAR(8)"),
            column("sample_barcode", "CHAR(12)", decoy("PHONE_NUMBER", "barcodes of samples")),
        ),
        rows=numbered(rows),
        references=(Reference("patient_id", "patient"),),
        indexes=(("patient_id",),),
    )
    sheet.spoil(random, "value", Fault.NULL, 58, lambda _: None)
    sheet.spoil(random, "unit", Fault.BLANK, 16, lambda _: "")
    return sheet
