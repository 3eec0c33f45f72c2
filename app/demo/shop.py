"""The shop: customers, products, orders and how they were paid and sent."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from app.demo import check_digits, planted, words
from app.demo.people import TODAY, Person
from app.demo.planted import Fault
from app.demo.sheet import Reference, Sheet, Value, chance, column, decoy, misspelled, numbered

SEGMENTS = ("private", "business", "wholesale", "education")
STATUSES = ("placed", "packed", "shipped", "delivered", "returned")
METHODS = ("card", "transfer", "invoice", "gift voucher")
SUPPLIERS = 120
PRODUCTS = 1_200
ORDERS = 14_000


def shop(random: Random, customers: list[Person]) -> list[Sheet]:
    """The tables of the shop; a table stands after those it refers to."""
    orders = _orders(random, customers)
    return [
        _customers(random, customers),
        _addresses(random, customers),
        _categories(),
        _suppliers(random),
        _products(random),
        orders,
        _order_lines(random),
        _payments(random, orders, customers),
        _refund_accounts(random, customers),
        _shipments(random),
        _stock_movements(random),
        _reviews(random, customers),
    ]


def moment(random: Random, days: int = 900) -> datetime:
    """A second within the last days before the demo's today."""
    midnight = datetime.combine(TODAY, time(), UTC)
    return midnight - timedelta(seconds=random.randrange(days * 86_400))


def day(random: Random, days: int = 900) -> date:
    """A day within the last days before the demo's today."""
    return TODAY - timedelta(days=random.randrange(days))


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


def _orders(random: Random, customers: list[Person]) -> Sheet:
    rows = [
        [
            f"{random.randrange(10**15, 10**16)}",
            random.randrange(1, len(customers) + 1),
            int(moment(random).timestamp() * 1000),
            random.choices(STATUSES, (6, 5, 12, 72, 5))[0],
            random.choices(("EUR", "GBP", "USD", "PLN"), (60, 15, 20, 5))[0],
            random.randrange(499, 99_900) / 100,
            ".".join(map(str, (random.choice((81, 92, 145, 178, 203)), *random.randbytes(3)))),
        ]
        for _ in range(ORDERS)
    ]
    sheet = Sheet(
        name="sales_order",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("order_number", "CHAR(16)", decoy("CREDIT_CARD_NUMBER", "order numbers of 16 digits")),
            column("customer_id", "INTEGER NOT NULL"),
            column("ordered_at", "BIGINT", decoy("PHONE_NUMBER", "unix timestamps in milliseconds")),
            column("status", "VARCHAR(12)"),
            column("currency", "CHAR(3)"),
            column("total", "DECIMAL(10,2)", decoy("SALARY", "order totals")),
            column("client_ip", "VARCHAR(15)", planted.IPV4),
        ),
        rows=numbered(rows),
        references=(Reference("customer_id", "customer"),),
        indexes=(("customer_id",), ("ordered_at",)),
    )
    sheet.spoil(
        random, "customer_id", Fault.ORPHAN, 23, lambda _: len(customers) + random.randrange(100, 900)
    )
    sheet.spoil(random, "status", Fault.MISSPELLING, 31, misspelled(random))
    sheet.spoil(random, "client_ip", Fault.NULL, 640, lambda _: None)
    return sheet


def _order_lines(random: Random) -> Sheet:
    rows: list[list[Value]] = [
        [
            order,
            line,
            random.randrange(1, PRODUCTS + 1),
            random.randrange(1, 6),
            random.randrange(299, 49_900) / 100,
        ]
        for order in range(1, ORDERS + 1)
        for line in range(1, random.choices((2, 3, 4), (68, 22, 10))[0])
    ]
    sheet = Sheet(
        name="order_line",
        columns=(
            column("order_id", "INTEGER NOT NULL"),
            column("line", "INTEGER NOT NULL"),
            column("product_id", "INTEGER NOT NULL"),
            column("quantity", "INTEGER"),
            column("unit_price", "DECIMAL(10,2)", decoy("SALARY", "prices")),
        ),
        rows=rows,
        primary_key=("order_id", "line"),
        references=(Reference("order_id", "sales_order"), Reference("product_id", "product")),
        indexes=(("product_id",),),
    )
    sheet.spoil(random, "quantity", Fault.NULL, 51, lambda _: None)
    return sheet


def _payments(random: Random, orders: Sheet, customers: list[Person]) -> Sheet:
    buyers = orders.place("customer_id")
    rows: list[list[Value]] = []
    for order in random.sample(orders.rows, 9_000):
        method = random.choices(METHODS, (55, 25, 15, 5))[0]
        holder = customers[min(int(order[buyers] or 1), len(customers)) - 1]
        card = check_digits.card_number(random) if method == "card" else None
        rows.append(
            [
                order[0],
                method,
                card,
                holder.name.upper() if card else None,
                f"{random.randrange(1, 13):02d}/{random.randrange(27, 32)}" if card else None,
                str(UUID(int=random.getrandbits(128), version=4)),
                day(random).isoformat(),
            ]
        )
    sheet = Sheet(
        name="payment",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("order_id", "INTEGER NOT NULL"),
            column("method", "VARCHAR(20)", decoy("CREDIT_CARD_NUMBER", "ways to pay")),
            column("card_number", "VARCHAR(19)", planted.CARD),
            column("card_holder", "VARCHAR(80)", planted.CARD_HOLDER),
            column("card_expiry", "CHAR(5)", planted.CARD_EXPIRY),
            column("reference", "CHAR(36)", decoy("GENERIC_API_KEY", "UUIDs")),
            column("paid_on", "DATE", decoy("DATE_OF_BIRTH", "dates of payment")),
        ),
        rows=numbered(rows),
        references=(Reference("order_id", "sales_order"),),
        indexes=(("order_id",),),
    )
    sheet.spoil(
        random, "paid_on", Fault.DATE_FORMAT, 44, lambda value: f"{date.fromisoformat(str(value)):%d.%m.%Y}"
    )
    return sheet


def _refund_accounts(random: Random, customers: list[Person]) -> Sheet:
    rows = [
        [
            number,
            check_digits.iban(random),
            f"{''.join(random.choices('ABCDEFGHKLMNPRSTUVW', k=4))}{random.choice(('DE', 'NL', 'GB', 'PL'))}2L",
            person.name,
        ]
        for number, person in random.sample(list(enumerate(customers, 1)), 800)
    ]
    return Sheet(
        name="refund_account",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("customer_id", "INTEGER NOT NULL"),
            column("iban", "VARCHAR(34)", planted.IBAN),
            column("bic", "VARCHAR(11)", planted.BIC),
            column("account_holder", "VARCHAR(80)", planted.PERSON_NAME),
        ),
        rows=numbered(rows),
        references=(Reference("customer_id", "customer"),),
    )


def _shipments(random: Random) -> Sheet:
    rows = [
        [
            order,
            random.choice(("Swift Parcel", "Blue Van", "Country Post")),
            f"{random.choice(('SP', 'BV', 'CP'))}{check_digits.number(random, 9)}",
            round(random.uniform(0.1, 30), 2),
            day(random).isoformat(),
        ]
        for order in sorted(random.sample(range(1, ORDERS + 1), 8_500))
    ]
    sheet = Sheet(
        name="shipment",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("order_id", "INTEGER NOT NULL"),
            column("carrier", "VARCHAR(20)"),
            column("tracking_number", "VARCHAR(16)", decoy("PASSPORT", "parcel numbers")),
            column("weight_kg", "REAL"),
            column("shipped_on", "DATE"),
        ),
        rows=numbered(rows),
        references=(Reference("order_id", "sales_order"),),
        indexes=(("order_id",), ("tracking_number",)),
    )
    sheet.spoil(random, "weight_kg", Fault.NULL, 212, lambda _: None)
    sheet.spoil(random, "shipped_on", Fault.PLACEHOLDER, 17, lambda _: "0000-00-00")
    sheet.spoil(random, "carrier", Fault.MISSPELLING, 12, misspelled(random))
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
