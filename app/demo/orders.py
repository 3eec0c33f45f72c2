"""Orders of the shop: what was bought, how it was paid, and how it was sent."""

from datetime import date
from random import Random
from uuid import UUID

from app.demo import check_digits, planted
from app.demo.moments import day, moment
from app.demo.people import Person
from app.demo.planted import Fault
from app.demo.sheet import Reference, Sheet, Value, column, decoy, misspelled, numbered

STATUSES = ("placed", "packed", "shipped", "delivered", "returned")
METHODS = ("card", "transfer", "invoice", "gift voucher")
ORDERS = 14_000


def orders(random: Random, customers: list[Person], products: int) -> list[Sheet]:
    """The tables about orders of that many products; a table stands after those it refers to."""
    sales = _orders(random, customers)
    return [
        sales,
        _order_lines(random, products),
        _payments(random, sales, customers),
        _refund_accounts(random, customers),
        _shipments(random),
    ]


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


def _order_lines(random: Random, products: int) -> Sheet:
    rows: list[list[Value]] = [
        [
            order,
            line,
            random.randrange(1, products + 1),
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
                f"{int(card[6:]) % 1000:03d}" if card else None,  # never to be stored, so it is
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
            column("card_cvv", "CHAR(3)", planted.CARD_CODE),
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
