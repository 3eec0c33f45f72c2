"""``python -m bench.quality.duplicates --seed N``: are planted second records of persons, companies and articles found?"""

import argparse
import resource
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from random import Random

from mimesis import Address, Finance, Person
from mimesis.locales import Locale

from app.integrity.entities.linking import likely_pairs
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.quality.defects.duplicates import pairs_of_rows
from app.quality.defects.looking import look_at
from bench.quality.defects.tables import (
    DATE,
    DECIMAL,
    INTEGER,
    TEXT,
    TIMESTAMP,
    Base,
    Row,
    Spec,
    at,
    between,
    made,
)

ROWS = 1000
LOCALES = (
    Locale.EN,
    Locale.DE,
    Locale.FR,
    Locale.ES,
    Locale.IT,
    Locale.PL,
    Locale.NL,
    Locale.SV,
    Locale.TR,
    Locale.CS,
)
SHARES = (0.0, 0.005, 0.01, 0.02, 0.05)
_KINDS = (
    "Drill",
    "Saw",
    "Lamp",
    "Chair",
    "Desk",
    "Kettle",
    "Toaster",
    "Mixer",
    "Camera",
    "Router",
    "Heater",
    "Fan",
)
_LOOKS = ("Black", "White", "Red", "Blue", "Steel", "Oak", "Green", "Grey")
_MAKERS = (
    "Bosden",
    "Kandor",
    "Velmira",
    "Ostrand",
    "Tekuma",
    "Halbrecht",
    "Norvik",
    "Pallister",
    "Quantel",
    "Rovigo",
)


def persons(r: Random, locale: Locale, rows: int) -> Base:
    """Customers as a shop has them; families share a street and a name."""
    person, place = Person(locale, seed=r.random()), Address(locale, seed=r.random())
    return made("customers", rows, {
        "customer_id": (INTEGER, lambda i, _: i + 1),
        "first_name": (TEXT, lambda i, _: person.first_name()),
        "last_name": (TEXT, lambda i, _: person.last_name()),
        "email": (TEXT, lambda i, row: f"{row['first_name']}.{row['last_name']}{r.randint(1, 99)}@{r.choice(('mail', 'post', 'web'))}.example"),
        "phone": (TEXT, lambda i, _: f"0{r.randint(10**8, 10**9 - 1)}"),
        "birth_date": (DATE, lambda i, _: between(r, date(1940, 1, 1), date(2005, 12, 31))),
        "street": (TEXT, lambda i, _: f"{place.street_name()} {r.randint(1, 180)}"),
        "postal_code": (TEXT, lambda i, _: f"{r.randint(10000, 99999)}"),
        "city": (TEXT, lambda i, _: place.city()),
        "created_at": (TIMESTAMP, lambda i, _: at(r, between(r, date(2020, 1, 1), date(2026, 1, 1)))),
        "segment": (TEXT, lambda i, _: r.choice("ABC")),
    }, key="customer_id")  # fmt: skip


def companies(r: Random, locale: Locale, rows: int) -> Base:
    """Suppliers; some are branches of one house, which are others."""
    money, place = Finance(locale, seed=r.random()), Address(locale, seed=r.random())
    person = Person(locale, seed=r.random())
    form = {Locale.EN: "Ltd", Locale.DE: "GmbH", Locale.FR: "SARL", Locale.IT: "Srl", Locale.ES: "SL"}.get(
        locale, "AB"
    )
    return made("suppliers", rows, {
        "supplier_id": (INTEGER, lambda i, _: i + 1),
        "company": (TEXT, lambda i, _: f"{person.last_name()} {money.company().split()[0]} {form}"),
        "vat_no": (TEXT, lambda i, _: f"DE{r.randint(10**8, 10**9 - 1)}" if r.random() < 0.6 else None),
        "street": (TEXT, lambda i, _: f"{place.street_name()} {r.randint(1, 180)}"),
        "city": (TEXT, lambda i, _: place.city()),
        "phone": (TEXT, lambda i, _: f"+49 {r.randint(30, 999)} {r.randint(10**5, 10**7)}"),
        "terms": (INTEGER, lambda i, _: r.choice((14, 30, 60))),
        "rating": (TEXT, lambda i, _: r.choice(("A", "B", "C"))),
    }, key="supplier_id")  # fmt: skip


def articles(r: Random, locale: Locale, rows: int) -> Base:
    """Articles in variants of colour and size: alike, and others."""
    del locale
    models = [
        f"{r.choice('BCDFGKLMPRSTVZ')}{r.choice('aeiou')}{r.choice('lmnrst')}{r.choice('aeiou')}{r.choice('ndrx')}a"
        for _ in range(120)
    ]
    return made("articles", rows, {
        "article_id": (INTEGER, lambda i, _: i + 1),
        "title": (TEXT, lambda i, _: f"{r.choice(_MAKERS)} {r.choice(models)} {r.choice(_KINDS)} {r.choice((200, 300, 450, 500, 750))} {r.choice(_LOOKS)}"),
        "brand": (TEXT, lambda i, row: str(row["title"]).split()[0]),
        "category": (TEXT, lambda i, row: str(row["title"]).split()[2]),
        "weight_g": (INTEGER, lambda i, _: r.randint(100, 9000)),
        "price": (DECIMAL, lambda i, _: f"{r.lognormvariate(3.5, 0.8):.2f}"),
        "stock": (INTEGER, lambda i, _: r.randint(0, 500)),
    }, key="article_id")  # fmt: skip


def orders(r: Random, locale: Locale, rows: int) -> Base:
    """What customers did: the same persons come again and again, and no row is a second one."""
    base = persons(r, locale, max(rows // 2, 1))
    places = [r.randrange(base.rows) for _ in range(rows)]
    named = ("first_name", "last_name", "email", "street", "city")

    def again(name: str) -> Callable[[int, Row], object]:
        return lambda i, _: base.cells[name][places[i]]

    spec: Spec = {name: (TEXT, again(name)) for name in named}
    return made("orders", rows, {
        "order_id": (INTEGER, lambda i, _: i + 1), **spec,
        "ordered_on": (DATE, lambda i, _: between(r, date(2024, 1, 1), date(2026, 1, 1))),
        "amount": (DECIMAL, lambda i, _: f"{r.lognormvariate(4, 1):.2f}"),
        "items": (INTEGER, lambda i, _: r.randint(1, 9)),
    }, key="order_id")  # fmt: skip


MADE: Mapping[str, Callable[[Random, Locale, int], Base]] = {
    "persons": persons, "companies": companies, "articles": articles,
}  # fmt: skip


def slip(r: Random, text: str) -> str:
    """One of Damerau's four slips in one of the longer words."""
    places = [at for at, letter in enumerate(text) if letter.isalpha()]
    if len(places) < 4:
        return text
    at = r.choice(places[1:])
    way, letter = r.randrange(4), r.choice("aeinrst")
    if way == 0:
        return text[:at] + text[at + 1 :]
    if way == 1:
        return text[:at] + letter + text[at:]
    return (
        text[:at] + letter + text[at + 1 :]
        if way == 2
        else text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
    )


def second(r: Random, row: Mapping[str, str | None]) -> dict[str, str | None]:
    """A second record of the same: names written again with a slip, some contacts new, some values missing."""
    copy = dict(row)
    names = [name for name in ("first_name", "last_name", "company", "title") if name in row]
    for name in r.sample(names, 1):
        copy[name] = slip(r, row[name] or "")
    if r.random() < 0.3:
        copy[names[0]] = (row[names[0]] or "").upper()
    for name in ("phone", "email", "street", "postal_code", "weight_g", "vat_no"):
        if name in row and r.random() < 0.2:
            copy[name] = None
    if "email" in row and r.random() < 0.3:
        copy["email"] = f"u{r.randint(10**5, 10**6)}@other.example"
    if copy.get("phone") and r.random() < 0.5:
        copy["phone"] = f"{(copy['phone'] or '')[:4]} {(copy['phone'] or '')[4:]}"
    for name in ("segment", "stock", "rating"):
        if name in row and r.random() < 0.3:
            copy[name] = r.choice(("A", "B", "C")) if name != "stock" else str(r.randint(0, 500))
    return copy


def planted(r: Random, base: Base, share: float) -> tuple[dict[str, list[str | None]], set[frozenset[int]]]:
    """The table with second records strewn in, and which rows are one."""
    names = [*base.cells]
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*base.cells.values(), strict=True)]
    chosen = r.sample(range(len(rows)), round(share * len(rows)))
    marked = [(number, row) for number, row in enumerate(rows)]
    marked += [
        (number, second(r, rows[number]) | {base.key: str(len(rows) + at)})
        for at, number in enumerate(chosen, 1)
    ]
    r.shuffle(marked)
    places: dict[int, list[int]] = {}
    for place, (number, _) in enumerate(marked):
        places.setdefault(number, []).append(place)
    pairs = {frozenset(each) for each in places.values() if len(each) > 1}
    return {name: [row[name] for _, row in marked] for name in names}, pairs


def found(base: Base, cells: Mapping[str, Sequence[str | None]]) -> set[frozenset[int]]:
    """What the product names, as copies of rows or as likely one entity."""
    rows = len(cells[base.key])
    facts = SampleFacts(method=SamplingMethod.ALL, rows=rows, seed=1)
    sample = Sample(facts=facts, values={name: tuple(each) for name, each in cells.items()})
    look = look_at(base.table, sample, (), today=float(date(2026, 6, 1).toordinal()))
    copies = {frozenset(pair) for pair in pairs_of_rows(look).items()}
    return copies | {frozenset(pair) for pair in likely_pairs(look)}


def main() -> None:
    """Plant, look, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=ROWS)
    asked = parser.parse_args()
    write = sys.stdout.write
    write(
        f"{'what':<10} {'share':>6} {'planted':>8} {'named':>6} {'recall':>7} {'false':>6} {'precision':>10}\n"
    )
    for what, make in MADE.items():
        for share in SHARES:
            put, hits, wrong = 0, 0, 0
            for locale in LOCALES:
                r = Random(f"{asked.seed}/{what}/{share}/{locale}")
                base = make(r, locale, asked.rows)
                cells, truth = planted(r, base, share)
                named = found(base, cells)
                put, hits, wrong = put + len(truth), hits + len(named & truth), wrong + len(named - truth)
            recall = f"{hits / put:.3f}" if put else "-"
            precision = f"{hits / (hits + wrong):.3f}" if hits + wrong else "-"
            write(f"{what:<10} {share:>6.1%} {put:>8} {hits:>6} {recall:>7} {wrong:>6} {precision:>10}\n")
    wrong = 0
    for locale in LOCALES:
        base = orders(Random(f"{asked.seed}/orders/{locale}"), locale, asked.rows)
        wrong += len(found(base, base.cells))
    write(f"{'orders':<10} {0.0:>6.1%} {0:>8} {0:>6} {'-':>7} {wrong:>6} {'-':>10}\n")
    used = resource.getrusage(resource.RUSAGE_SELF)
    write(f"{used.ru_utime + used.ru_stime:.1f} processor seconds, tables made included\n")


if __name__ == "__main__":
    main()
