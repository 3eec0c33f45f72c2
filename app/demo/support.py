"""The support desk: tickets in free text, with what people write into them."""

from random import Random

from app.demo import check_digits, planted, words
from app.demo.moments import moment
from app.demo.orders import ORDERS
from app.demo.people import Person
from app.demo.planted import Fault
from app.demo.sheet import Reference, Sheet, chance, column, decoy, misspelled, numbered

TICKETS = 2_600


def support(random: Random, customers: list[Person]) -> list[Sheet]:
    """The tables of the support desk; a table stands after those it refers to."""
    return [_tickets(random, customers), _messages(random, customers), _articles(random)]


def _tickets(random: Random, customers: list[Person]) -> Sheet:
    rows = [
        [
            number := random.randrange(1, len(customers) + 1),
            random.choice(("Delivery", "Payment", "Product", "Account")),
            random.choices(("low", "normal", "high", "urgent"), (20, 60, 15, 5))[0],
            _complaint(random, customers[number - 1]),
            moment(random, 500).strftime("%Y-%m-%dT%H:%M:%SZ"),
        ]
        for _ in range(TICKETS)
    ]
    sheet = Sheet(
        name="ticket",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("customer_id", "INTEGER NOT NULL"),
            column("topic", "VARCHAR(20)"),
            column("priority", "VARCHAR(8)"),
            column(
                "body",
                "TEXT",
                *(planted.inside(held) for held in (planted.EMAIL, planted.PHONE, planted.CARD)),
            ),
            column("opened_at", "TIMESTAMP"),
        ),
        rows=numbered(rows),
        references=(Reference("customer_id", "customer"),),
        indexes=(("customer_id",),),
    )
    sheet.spoil(random, "priority", Fault.MISSPELLING, 9, misspelled(random))
    sheet.spoil(random, "topic", Fault.PLACEHOLDER, 21, lambda _: "-")
    return sheet


def _complaint(random: Random, person: Person) -> str:
    """What a customer writes; every third leaves an address, some a number, a few a card."""
    text = f"{random.choice(words.COMPLAINTS)} Order {random.randrange(1, ORDERS + 1)}."
    if chance(random, 0.34):
        text += f" You can reach me at {person.email}."
    if chance(random, 0.22):
        text += f" My phone is {person.phone}."
    if chance(random, 0.06):
        card = check_digits.card_number(random)
        text += f" I paid with card {' '.join(card[at : at + 4] for at in range(0, len(card), 4))}."
    return text


def _messages(random: Random, customers: list[Person]) -> Sheet:
    rows = [
        [
            random.randrange(1, TICKETS + 1),
            random.choice(("agent", "customer")),
            _reply(random, random.choice(customers)),
            int(moment(random, 500).timestamp()),
        ]
        for _ in range(5_000)
    ]
    sheet = Sheet(
        name="ticket_message",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("ticket_id", "INTEGER NOT NULL"),
            column("author", "VARCHAR(10)", decoy("PERSON_NAME", "roles")),
            column("message", "TEXT", planted.inside(planted.EMAIL)),
            column("sent_at", "INTEGER", decoy("PHONE_NUMBER", "unix timestamps in seconds")),
        ),
        rows=numbered(rows),
        references=(Reference("ticket_id", "ticket"),),
        indexes=(("ticket_id",),),
    )
    sheet.spoil(random, "ticket_id", Fault.ORPHAN, 11, lambda _: TICKETS + random.randrange(20, 60))
    sheet.spoil(random, "message", Fault.BLANK, 24, lambda _: "")
    return sheet


def _reply(random: Random, person: Person) -> str:
    text = random.choice(words.REPLIES)
    if chance(random, 0.15):
        text += f" We wrote to {person.email} as well."
    return text


def _articles(random: Random) -> Sheet:
    rows = [
        [f"{random.choice(words.ADJECTIVES)} {random.choice(words.NOUNS)}", random.randrange(90, 9_000)]
        for _ in range(180)
    ]
    return Sheet(
        name="help_article",
        columns=(
            column("id", "INTEGER NOT NULL"),
            column("title", "VARCHAR(60)", decoy("PERSON_NAME", "titles that read like films")),
            column("views", "INTEGER", decoy("POSTAL_CODE", "counts of views")),
        ),
        rows=numbered(rows),
    )
