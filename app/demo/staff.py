"""The staff: who works here, what they earn, what they sign in with and from where."""

import ipaddress
from random import Random

from app.demo import check_digits, planted, tokens, words
from app.demo.moments import TODAY, day, moment
from app.demo.people import Person, ascii_word
from app.demo.planted import Fault
from app.demo.sheet import Reference, Sheet, Value, chance, column, decoy, numbered


def staff(random: Random, employees: list[Person]) -> list[Sheet]:
    """The tables about employees; a table stands after those it refers to."""
    return [
        _departments(random),
        _employees(random, employees),
        _identities(random, employees),
        _payroll(random, employees),
        _trainings(random, employees),
        _accounts(random, employees),
        _sign_ins(random, employees),
        _integrations(random),
    ]


def _departments(random: Random) -> Sheet:
    rows = [[name, f"{random.randrange(1000, 9999)}"] for name in words.DEPARTMENTS]
    return Sheet(
        name="department",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("name", "VARCHAR(40) NOT NULL", decoy("PERSON_NAME", "names of departments")),
            column("cost_centre", "CHAR(4)", decoy("POSTAL_CODE", "cost centres")),
        ),
        rows=numbered(rows),
        unique=("name",),
    )


def _employees(random: Random, employees: list[Person]) -> Sheet:
    rows = [
        [
            person.name,
            f"{ascii_word(person.first_name)}.{ascii_word(person.last_name)}{number}@example.com",
            person.phone,
            person.born.isoformat(),
            day(random, 4_000).isoformat(),
            random.choice(words.JOBS),
            random.randrange(1, len(words.DEPARTMENTS) + 1),
            random.randrange(1, 25) if number > 25 else None,  # noqa: PLR2004 - the first two dozen lead the others
            random.randrange(280, 1_100) * 100,
        ]
        for number, person in enumerate(employees, 1)
    ]
    sheet = Sheet(
        name="employee",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("full_name", "VARCHAR(120)", planted.PERSON_NAME),
            column("work_email", "VARCHAR(120)", planted.EMAIL),
            column("mobile", "VARCHAR(40)", planted.PHONE),
            column("date_of_birth", "DATE", planted.BIRTH_DATE),
            column("hired_on", "DATE", decoy("DATE_OF_BIRTH", "dates of hire")),
            column("job_title", "VARCHAR(60)", planted.OCCUPATION),
            column("department_id", "INTEGER"),
            column("manager_id", "INTEGER"),
            column("salary", "INTEGER", planted.SALARY),
        ),
        rows=numbered(rows),
        references=(Reference("department_id", "department"), Reference("manager_id", "employee")),
        indexes=(("department_id",),),
        unique=("work_email",),
    )
    sheet.spoil(random, "mobile", Fault.PLACEHOLDER, 11, lambda _: "-")
    sheet.spoil(random, "date_of_birth", Fault.NULL, 6, lambda _: None)
    sheet.spoil(random, "hired_on", Fault.FUTURE_DATE, 2, lambda _: "2094-11-01")
    return sheet


def _identities(random: Random, employees: list[Person]) -> Sheet:
    rows: list[list[Value]] = [
        [
            number,
            check_digits.bsn(random) if person.country == "NL" else None,
            check_digits.pesel(random, person.born) if person.country == "PL" else None,
            check_digits.dni(random) if person.country == "ES" else None,
            check_digits.ssn(random) if person.country == "US" else None,
            check_digits.iban(random),
        ]
        for number, person in enumerate(employees, 1)
    ]
    return Sheet(
        name="employee_identity",
        columns=(
            column("employee_id", "INTEGER NOT NULL"),
            column("bsn", "CHAR(9)", planted.BSN),
            column("pesel", "CHAR(11)", planted.PESEL),
            column("dni", "CHAR(9)", planted.DNI),
            column("ssn", "CHAR(11)", planted.SSN),
            column("bank_account", "VARCHAR(34)", planted.IBAN),
        ),
        rows=rows,
        primary_key=("employee_id",),
        references=(Reference("employee_id", "employee"),),
    )


def _payroll(random: Random, employees: list[Person]) -> Sheet:
    rows = [
        [employee, f"{year}-{month:02d}", gross := random.randrange(2_300, 9_200), round(gross * 0.64, 2)]
        for employee in range(1, len(employees) + 1)
        for year, month in ((2025, 10), (2025, 11), (2025, 12), *((2026, month) for month in range(1, 7)))
    ]
    sheet = Sheet(
        name="payslip",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("employee_id", "INTEGER NOT NULL"),
            column("month", "CHAR(7)", decoy("CREDIT_CARD_EXPIRATION_DATE", "months")),
            column("gross_salary", "INTEGER", planted.SALARY),
            column("net_salary", "REAL", planted.SALARY),
        ),
        rows=numbered(rows),
        references=(Reference("employee_id", "employee"),),
        indexes=(("employee_id", "month"),),
    )
    sheet.spoil(random, "net_salary", Fault.NULL, 13, lambda _: None)
    return sheet


def _trainings(random: Random, employees: list[Person]) -> Sheet:
    rows = [
        [
            random.randrange(1, len(employees) + 1),
            random.choice(words.COURSES),
            (year := random.randrange(TODAY.year - 6, TODAY.year), f"{year}/{(year + 1) % 100:02d}")[1],
            random.choice(("passed", "passed", "passed", "failed", "open")),
        ]
        for _ in range(900)
    ]
    sheet = Sheet(
        name="training",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("employee_id", "INTEGER NOT NULL"),
            column("course", "VARCHAR(60)", decoy("PERSON_NAME", "names of courses")),
            column("academic_year", "CHAR(7)", decoy("CREDIT_CARD_EXPIRATION_DATE", "academic years")),
            column("outcome", "VARCHAR(10)"),
        ),
        rows=numbered(rows),
        references=(Reference("employee_id", "employee"),),
    )
    sheet.spoil(random, "employee_id", Fault.ORPHAN, 4, lambda _: len(employees) + 500)
    sheet.spoil(random, "outcome", Fault.BLANK, 8, lambda _: " ")
    return sheet


def _accounts(random: Random, employees: list[Person]) -> Sheet:
    rows = [
        [
            number,
            f"{ascii_word(person.first_name)[0]}{ascii_word(person.last_name)}{number}",
            tokens.bcrypt_hash(random),
            tokens.json_web_token(random, str(number)) if chance(random, 0.4) else None,
            random.choice(("reader", "editor", "admin")),
        ]
        for number, person in enumerate(employees, 1)
    ]
    return Sheet(
        name="user_account",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("employee_id", "INTEGER NOT NULL"),
            column("username", "VARCHAR(40)", planted.USERNAME),
            column("password_hash", "CHAR(60)", planted.PASSWORD_HASH),
            column("session_token", "TEXT", planted.JWT),
            column("role", "VARCHAR(12)"),
        ),
        rows=numbered(rows),
        references=(Reference("employee_id", "employee"),),
        unique=("username",),
    )


def _sign_ins(random: Random, employees: list[Person]) -> Sheet:
    rows = [
        [
            random.randrange(1, len(employees) + 1),
            moment(random, 90).strftime("%Y-%m-%d %H:%M:%S"),
            f"10.{random.randrange(4)}.{random.randrange(256)}.{random.randrange(1, 255)}",
            str(ipaddress.IPv6Address((0x20010DB8 << 96) | random.getrandbits(64)))
            if chance(random, 0.5)
            else None,
            ":".join(f"{byte:02x}" for byte in (0x3C, 0x52, 0x82, *random.randbytes(3))),
            random.choice(words.BROWSERS).format(v=random.randrange(110, 140)),
        ]
        for _ in range(9_000)
    ]
    sheet = Sheet(
        name="sign_in",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("account_id", "INTEGER NOT NULL"),
            column("signed_in_at", "TIMESTAMP"),
            column("ip_address", "VARCHAR(15)", planted.IPV4),
            column("ipv6_address", "VARCHAR(39)", planted.IPV6),
            column("device_mac", "CHAR(17)", planted.MAC),
            column("user_agent", "TEXT", planted.USER_AGENT),
        ),
        rows=numbered(rows),
        references=(Reference("account_id", "user_account"),),
        indexes=(("account_id",), ("signed_in_at",)),
    )
    sheet.spoil(random, "ip_address", Fault.PLACEHOLDER, 19, lambda _: "unknown")
    return sheet


def _integrations(random: Random) -> Sheet:
    rows = [
        [
            f"{random.choice(('billing', 'stock', 'mail', 'reports', 'search'))}-{number}",
            tokens.aws_access_key_id(random),
            tokens.github_token(random),
            tokens.connection_url(random, f"svc{number}"),
            tokens.private_key(random) if number % 3 == 0 else None,
            f"v{random.randrange(1, 4)}.{random.randrange(10)}.{random.randrange(10)}",
        ]
        for number in range(1, 61)
    ]
    return Sheet(
        name="integration",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("service", "VARCHAR(40)", decoy("USERNAME", "names of services")),
            column("aws_access_key", "CHAR(20)", planted.AWS_KEY),
            column("deploy_token", "CHAR(40)", planted.GITHUB_TOKEN),
            column("database_url", "TEXT", planted.URL_WITH_CREDENTIALS),
            column("signing_key", "TEXT", planted.PRIVATE_KEY),
            column("api_version", "VARCHAR(8)", decoy("IPV4_ADDRESS", "version numbers")),
        ),
        rows=numbered(rows),
        unique=("service",),
    )
