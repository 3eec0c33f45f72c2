"""The shop: customers, products, orders and how they were paid and sent."""

from random import Random

from app.demo import check_digits, planted, words
from app.demo.moments import moment
from app.demo.orders import orders
from app.demo.people import Person
from app.demo.planted import Fault
from app.demo.sheet import Reference, Sheet, chance, column, decoy, misspelled, numbered

SEGMENTS = ("private", "business", "wholesale", "education")
SUPPLIERS = 120
PRODUCTS = 1_200


def shop(random: Random, customers: list[Person]) -> list[Sheet]:
    """The tables of the shop; a table stands after those it refers to."""
    return [
        _customers(random, customers),
        _addresses(random, customers),
        _categories(),
        _suppliers(random),
        _products(random),
        *orders(random, customers, PRODUCTS),
        _stock_movements(random),
        _reviews(random, customers),
    ]


def _customers(random: Random, customers: list[Person]) -> Sheet:
    rows = [
        [
            person.first_name,
            person.last_name,
            person.email,
            person.phone,
            person.born.isoformat(),
            person.gender,
            random.choices(SEGMENTS, (70, 18, 8, 4))[0],
            f"{random.choice('LMS')}-{check_digits.number(random, 8)}",
            int(moment(random).timestamp()),
        ]
        for person in customers
    ]
    sheet = Sheet(
        name="customer",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("first_name", "VARCHAR(60)", planted.FIRST_NAME),
            column("last_name", "VARCHAR(60)", planted.LAST_NAME),
            column("email", "VARCHAR(120)", planted.EMAIL),
            column("phone", "VARCHAR(40)", planted.PHONE),
            column("birth_date", "DATE", planted.BIRTH_DATE),
            column("gender", "CHAR(1)", planted.GENDER),
            column("segment", "VARCHAR(20)"),
            column(
                "loyalty_number", "VARCHAR(12)", decoy("US_DRIVERS_LICENSE_NUMBER", "loyalty card numbers")
            ),
            column("created_at", "INTEGER", decoy("PHONE_NUMBER", "unix timestamps in seconds")),
        ),
        rows=numbered(rows),
        indexes=(("email",), ("last_name", "first_name")),
    )
    sheet.duplicate(random, "email", 25)
    sheet.spoil(random, "phone", Fault.NULL, 310, lambda _: None)
    sheet.spoil(random, "phone", Fault.PLACEHOLDER, 42, lambda _: random.choice(("n/a", "-")))
    sheet.spoil(random, "birth_date", Fault.PLACEHOLDER, 65, lambda _: "1900-01-01")
    sheet.spoil(random, "birth_date", Fault.FUTURE_DATE, 7, lambda _: f"20{random.randrange(90, 99)}-05-17")
    sheet.spoil(random, "segment", Fault.MISSPELLING, 18, misspelled(random))
    sheet.spoil(random, "last_name", Fault.UNTRIMMED, 33, lambda value: f"{value} ")
    return sheet


def _addresses(random: Random, customers: list[Person]) -> Sheet:
    rows = [
        [
            number,
            person.name,
            person.street,
            person.postal_code,
            person.city,
            words.COUNTRY_NAMES[person.country],
        ]
        for number, person in enumerate(customers, 1)
        for _ in range(random.choices((1, 2), (85, 15))[0])
    ]
    sheet = Sheet(
        name="customer_address",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("customer_id", "INTEGER NOT NULL"),
            column("recipient", "VARCHAR(120)", planted.PERSON_NAME),
            column("street", "VARCHAR(120)", planted.STREET),
            column("postal_code", "VARCHAR(12)", planted.POSTAL_CODE),
            column("city", "VARCHAR(60)", planted.CITY),
            column("country", "VARCHAR(40)", planted.COUNTRY),
        ),
        rows=numbered(rows),
        references=(Reference("customer_id", "customer"),),
        indexes=(("customer_id",),),
    )
    sheet.spoil(random, "street", Fault.BLANK, 29, lambda _: random.choice(("", "  ")))
    sheet.spoil(random, "postal_code", Fault.NULL, 120, lambda _: None)
    sheet.spoil(random, "country", Fault.MISSPELLING, 14, misspelled(random))
    return sheet


def _categories() -> Sheet:
    return Sheet(
        name="category",
        columns=(column("id", "INTEGER NOT NULL"), column("title", "VARCHAR(40) NOT NULL")),
        rows=numbered([[title] for title in words.CATEGORIES]),
        unique=("title",),
    )


def company(random: Random) -> str:
    """A made-up company name."""
    parts = (words.COMPANY_STEMS, words.COMPANY_TRADES, words.COMPANY_FORMS)
    return " ".join(random.choice(part) for part in parts)


def _suppliers(random: Random) -> Sheet:
    rows = [
        [company(random), f"V{check_digits.number(random, 5)}", round(random.uniform(1, 5), 1)]
        for _ in range(SUPPLIERS)
    ]
    sheet = Sheet(
        name="supplier",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("company", "VARCHAR(80)", planted.ORGANIZATION),
            column("supplier_code", "VARCHAR(12)", decoy("POSTAL_CODE", "supplier codes")),
            column("rating", "REAL"),
        ),
        rows=numbered(rows),
    )
    sheet.spoil(random, "rating", Fault.NULL, 9, lambda _: None)
    return sheet


def _products(random: Random) -> Sheet:
    rows = [
        [
            f"{random.choice(words.ADJECTIVES)} {random.choice(words.NOUNS)} {random.choice(words.WARES)}",
            f"{random.choice(('KIT', 'LMP', 'TRV', 'HOM'))}-{check_digits.number(random, 4)}-{random.choice('ABCD')}",
            check_digits.ean13(random),
            random.choice(words.MATERIALS),
            random.randrange(1, len(words.CATEGORIES) + 1),
            random.randrange(1, SUPPLIERS + 1),
            random.randrange(299, 49_900) / 100,
            f"{random.randrange(1, 9)}.{random.randrange(20)}.{random.randrange(10)}.{random.randrange(300)}",
        ]
        for _ in range(PRODUCTS)
    ]
    sheet = Sheet(
        name="product",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("title", "VARCHAR(80)", decoy("PERSON_NAME", "product names that read like film titles")),
            column("sku", "VARCHAR(16)", decoy("LICENSE_PLATE", "product codes")),
            column("ean", "CHAR(13)", decoy("CREDIT_CARD_NUMBER", "article numbers (EAN-13)")),
            column("material", "VARCHAR(30)"),
            column("category_id", "INTEGER NOT NULL"),
            column("supplier_id", "INTEGER NOT NULL"),
            column("price", "DECIMAL(10,2)", decoy("SALARY", "prices")),
            column("firmware", "VARCHAR(16)", decoy("IPV4_ADDRESS", "version numbers of four parts")),
        ),
        rows=numbered(rows),
        references=(Reference("category_id", "category"), Reference("supplier_id", "supplier")),
        indexes=(("category_id",), ("ean",)),
    )
    sheet.spoil(random, "material", Fault.PLACEHOLDER, 37, lambda _: "n/a")
    sheet.spoil(random, "supplier_id", Fault.ORPHAN, 5, lambda _: SUPPLIERS + random.randrange(50, 90))
    return sheet


def _stock_movements(random: Random) -> Sheet:
    rows = [
        [
            random.randrange(1, PRODUCTS + 1),
            f"LOT{check_digits.number(random, 6)}",
            random.choice((-1, 1)) * random.randrange(1, 40),
            moment(random).strftime("%Y-%m-%d %H:%M:%S"),
        ]
        for _ in range(7_000)
    ]
    return Sheet(
        name="stock_movement",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("product_id", "INTEGER NOT NULL"),
            column("batch_number", "VARCHAR(12)", decoy("US_DRIVERS_LICENSE_NUMBER", "batch numbers")),
            column("quantity", "INTEGER"),
            column("moved_at", "TIMESTAMP"),
        ),
        rows=numbered(rows),
        references=(Reference("product_id", "product"),),
    )


def _reviews(random: Random, customers: list[Person]) -> Sheet:
    rows = [
        [
            random.randrange(1, PRODUCTS + 1),
            random.choices(range(1, 6), (4, 6, 15, 35, 40))[0],
            f"{random.choice(words.PRAISE)} {_contact(random, random.choice(customers))}".strip(),
        ]
        for _ in range(2_500)
    ]
    return Sheet(
        name="review",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("product_id", "INTEGER NOT NULL"),
            column("stars", "INTEGER"),
            column("review_text", "TEXT", planted.inside(planted.EMAIL)),
        ),
        rows=numbered(rows),
        references=(Reference("product_id", "product"),),
    )


def _contact(random: Random, person: Person) -> str:
    """Now and then somebody leaves an address in a review."""
    return f"Questions? Write to {person.email}" if chance(random, 0.08) else ""
