"""Domains that the searches were tuned on."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from mimesis import Address, Finance, Food, Internet, Person, Text
from mimesis.locales import Locale

from bench.quality.defects.tables import (
    DATE,
    DECIMAL,
    INTEGER,
    TEXT,
    TIMESTAMP,
    Base,
    Spec,
    at,
    between,
    made,
    money,
    some,
)

_LOCALES = (Locale.EN, Locale.DE, Locale.FR, Locale.ES, Locale.IT, Locale.NL, Locale.PL, Locale.PT_BR)


def _orders(r: Random, locale: Locale, rows: int) -> Base:
    customers = [str(r.randint(1, 4000)) for _ in range(max(rows // 4, 5))]
    start = date(2022, 1, 1)
    spec: Spec = {
        "order_id": (INTEGER, lambda i, _: 10_000 + i),
        "customer_id": (INTEGER, lambda i, _: r.choice(customers)),
        "order_date": (DATE, lambda i, _: start + timedelta(days=i * 700 // rows)),
        "shipped_date": (DATE, lambda i, w: w["order_date"] + timedelta(days=r.randint(1, 9))),  # type: ignore[operator]
        "status": (
            TEXT,
            lambda i, _: r.choices(
                ["delivered", "shipped", "pending", "cancelled", "returned"], [70, 15, 9, 4, 2]
            )[0],
        ),
        "quantity": (INTEGER, lambda i, _: min(int(r.expovariate(0.4)) + 1, 40)),
        "unit_price": (DECIMAL, lambda i, _: money(r, 30)),
        "total": (DECIMAL, lambda i, w: f"{int(str(w['quantity'])) * float(str(w['unit_price'])):.2f}"),
        "currency": (TEXT, lambda i, _: "EUR"),
        "coupon": (TEXT, lambda i, _: some(r, f"SAVE{r.choice([5, 10, 15])}", 0.1)),
    }
    return made(
        "orders",
        rows,
        spec,
        key="order_id",
        parents={"customer_id": frozenset(customers)},
        pairs=(("order_date", "shipped_date"),),
        scaled={"unit_price": (100.0,)},
    )


def _patients(r: Random, locale: Locale, rows: int) -> Base:
    person, address = Person(locale, seed=r.random()), Address(locale, seed=r.random())
    cities = [address.city() for _ in range(30)]
    spec: Spec = {
        "patient_id": (INTEGER, lambda i, _: i + 1),
        "first_name": (TEXT, lambda i, _: person.first_name()),
        "last_name": (TEXT, lambda i, _: person.last_name()),
        "birth_date": (DATE, lambda i, _: between(r, date(1935, 1, 1), date(2010, 1, 1))),
        "sex": (TEXT, lambda i, _: r.choice("FM")),
        "height_cm": (INTEGER, lambda i, _: round(r.gauss(171, 9))),
        "weight_kg": (DECIMAL, lambda i, _: f"{max(r.gauss(75, 13), 40):.1f}"),
        "blood_type": (
            TEXT,
            lambda i, _: r.choices(["A+", "0+", "B+", "AB+", "A-", "0-"], [35, 35, 10, 5, 8, 7])[0],
        ),
        "city": (TEXT, lambda i, _: r.choice(cities)),
        "phone": (
            TEXT,
            lambda i, _: f"({r.randint(200, 989)}) {r.randint(200, 999)}-{r.randint(0, 9999):04}",
        ),
        "admitted_on": (DATE, lambda i, _: between(r, date(2023, 1, 1), date(2024, 12, 31))),
        "discharged_on": (DATE, lambda i, w: w["admitted_on"] + timedelta(days=int(r.expovariate(0.2)) + 1)),  # type: ignore[operator]
    }
    return made(
        "patients",
        rows,
        spec,
        key="patient_id",
        pairs=(
            ("first_name", "last_name"),
            ("height_cm", "weight_kg"),
            ("admitted_on", "discharged_on"),
            ("sex", "blood_type"),
        ),
        scaled={"height_cm": (0.01, 1 / 2.54), "weight_kg": (2.20462, 1000.0)},
    )


def _sensors(r: Random, locale: Locale, rows: int) -> Base:
    devices = [f"dev-{n:03}" for n in range(12)]
    start = date(2024, 3, 1)
    spec: Spec = {
        "reading_id": (INTEGER, lambda i, _: 500_000 + i),
        "device": (TEXT, lambda i, _: r.choice(devices)),
        "measured_at": (TIMESTAMP, lambda i, _: at(r, start + timedelta(days=i * 90 // rows))),
        "temperature_c": (DECIMAL, lambda i, _: f"{r.gauss(21, 2.5):.2f}"),
        "humidity": (DECIMAL, lambda i, _: f"{min(max(r.gauss(48, 9), 5), 99):.1f}"),
        "pressure_hpa": (DECIMAL, lambda i, _: f"{r.gauss(1013, 7):.1f}"),
        "battery": (INTEGER, lambda i, _: r.randint(12, 100)),
        "firmware": (TEXT, lambda i, _: r.choices(["1.4.2", "1.5.0", "2.0.1"], [60, 35, 5])[0]),
    }
    return made(
        "sensor_readings",
        rows,
        spec,
        key="reading_id",
        pairs=(("temperature_c", "pressure_hpa"), ("device", "firmware")),
        scaled={"temperature_c": (-1.8,), "pressure_hpa": (100.0, 0.001)},
    )


def _payroll(r: Random, locale: Locale, rows: int) -> Base:
    person = Person(locale, seed=r.random())
    spec: Spec = {
        "employee_no": (TEXT, lambda i, _: f"E-{10_000 + i * 3}"),
        "full_name": (TEXT, lambda i, _: person.full_name()),
        "department": (
            TEXT,
            lambda i, _: r.choices(
                ["Engineering", "Sales", "Marketing", "Finance", "Human Resources", "Legal"],
                [40, 25, 12, 10, 8, 5],
            )[0],
        ),
        "job_title": (
            TEXT,
            lambda i, _: r.choice(
                [
                    "Analyst",
                    "Engineer",
                    "Senior Engineer",
                    "Manager",
                    "Director",
                    "Consultant",
                    "Accountant",
                    "Assistant",
                ]
            ),
        ),
        "hired_on": (DATE, lambda i, _: between(r, date(2008, 1, 1), date(2024, 6, 30))),
        "salary": (DECIMAL, lambda i, _: f"{round(52_000 * r.lognormvariate(0, 0.35), -2):.2f}"),
        "bonus_percent": (DECIMAL, lambda i, _: r.choice(["0.00", "5.00", "7.50", "10.00", "12.00"])),
        "email": (
            TEXT,
            lambda i, w: (
                str(w["full_name"]).lower().replace(" ", ".").encode("ascii", "ignore").decode()
                + "@example.com"
            ),
        ),
        "end_date": (DATE, lambda i, w: some(r, date(2024, 9, 1) + timedelta(days=r.randint(0, 90)), 0.08)),
    }
    return made(
        "payroll",
        rows,
        spec,
        key="employee_no",
        pairs=(("full_name", "job_title"), ("department", "job_title"), ("full_name", "email")),
        scaled={"salary": (1 / 12, 0.001)},
    )


def _tickets(r: Random, locale: Locale, rows: int) -> Base:
    words, person = Text(locale, seed=r.random()), Person(locale, seed=r.random())
    agents = [person.full_name() for _ in range(9)]
    spec: Spec = {
        "id": (INTEGER, lambda i, _: i + 1),
        "subject": (TEXT, lambda i, _: words.sentence()[:80]),
        "priority": (TEXT, lambda i, _: r.choices(["low", "medium", "high", "urgent"], [30, 50, 17, 3])[0]),
        "category": (
            TEXT,
            lambda i, _: r.choices(
                ["billing", "technical", "account", "shipping", "feedback"], [30, 40, 15, 10, 5]
            )[0],
        ),
        "agent": (TEXT, lambda i, _: r.choice(agents)),
        "opened_at": (TIMESTAMP, lambda i, _: at(r, date(2023, 5, 1) + timedelta(days=i * 400 // rows))),
        "closed_at": (TIMESTAMP, lambda i, w: w["opened_at"] + timedelta(hours=r.expovariate(0.03) + 0.2)),  # type: ignore[operator]
        "minutes_spent": (INTEGER, lambda i, _: int(r.lognormvariate(3, 0.8)) + 1),
        "rating": (INTEGER, lambda i, _: some(r, r.choices([1, 2, 3, 4, 5], [5, 5, 15, 35, 40])[0], 0.6)),
    }
    return made(
        "tickets",
        rows,
        spec,
        key="id",
        pairs=(("priority", "category"), ("opened_at", "closed_at"), ("agent", "category")),
        scaled={"minutes_spent": (60.0,)},
    )


def _inventory(r: Random, locale: Locale, rows: int) -> Base:
    food = Food(locale, seed=r.random())
    items = [food.fruit() if r.random() < 0.5 else food.vegetable() for _ in range(60)]
    spec: Spec = {
        "sku": (TEXT, lambda i, _: f"{r.choice(['FR', 'VG', 'DR'])}-{1000 + i}"),
        "item": (TEXT, lambda i, _: r.choice(items)),
        "warehouse": (TEXT, lambda i, _: r.choice(["Hamburg", "Rotterdam", "Antwerp", "Marseille"])),
        "net_weight_g": (INTEGER, lambda i, _: round(r.lognormvariate(6.2, 0.4))),
        "price": (DECIMAL, lambda i, _: f"{r.lognormvariate(1, 0.6):.2f}"),
        "stock": (INTEGER, lambda i, _: max(0, int(r.gauss(120, 60)))),
        "best_before": (DATE, lambda i, _: between(r, date(2026, 12, 1), date(2027, 12, 31))),
        "organic": (TEXT, lambda i, _: r.choice(["yes", "no"])),
    }
    return made(
        "inventory",
        rows,
        spec,
        key="sku",
        pairs=(("item", "warehouse"), ("sku", "item")),
        scaled={"net_weight_g": (0.001,), "price": (100.0,)},
    )


def _addresses(r: Random, locale: Locale, rows: int) -> Base:
    address, person = Address(locale, seed=r.random()), Person(locale, seed=r.random())
    cities = [address.city() for _ in range(60)]
    countries = ["Germany", "France", "Spain", "Italy", "Poland", "Austria", "Netherlands"]
    spec: Spec = {
        "id": (INTEGER, lambda i, _: 77 + i * 2),
        "name": (TEXT, lambda i, _: person.full_name()),
        "street": (TEXT, lambda i, _: address.address()),
        "postal_code": (TEXT, lambda i, _: f"{r.randint(10000, 99999)}"),
        "city": (TEXT, lambda i, _: r.choice(cities)),
        "country": (TEXT, lambda i, _: r.choices(countries, [40, 20, 12, 10, 8, 6, 4])[0]),
        "latitude": (DECIMAL, lambda i, _: f"{r.uniform(42, 55):.5f}"),
        "longitude": (DECIMAL, lambda i, _: f"{r.uniform(2, 19):.5f}"),
        "updated_at": (TIMESTAMP, lambda i, _: at(r, between(r, date(2023, 1, 1), date(2025, 1, 1)))),
    }
    return made(
        "addresses",
        rows,
        spec,
        key="id",
        pairs=(("city", "country"), ("latitude", "longitude"), ("name", "city"), ("postal_code", "city")),
    )


def _flights(r: Random, locale: Locale, rows: int) -> Base:
    airports = ["FRA", "CDG", "AMS", "MAD", "LHR", "JFK", "SFO", "HND", "SIN", "DXB", "IST", "ZRH"]
    spec: Spec = {
        "flight_no": (TEXT, lambda i, _: f"{r.choice(['LH', 'AF', 'KL', 'BA'])}{r.randint(100, 999)}"),
        "origin": (TEXT, lambda i, _: r.choice(airports)),
        "destination": (TEXT, lambda i, _: r.choice(airports)),
        "departure": (TIMESTAMP, lambda i, _: at(r, between(r, date(2024, 1, 1), date(2024, 12, 31)))),
        "arrival": (TIMESTAMP, lambda i, w: w["departure"] + timedelta(minutes=r.randint(55, 780))),  # type: ignore[operator]
        "distance_km": (INTEGER, lambda i, _: r.randint(350, 9800)),
        "passengers": (INTEGER, lambda i, _: round(min(max(r.gauss(165, 40), 20), 380))),
        "aircraft": (TEXT, lambda i, _: r.choice(["A320", "A321", "B737", "B787", "A350", "E190"])),
        "delay_minutes": (INTEGER, lambda i, _: max(0, int(r.expovariate(0.08)) - 3)),
        "fare": (DECIMAL, lambda i, _: money(r, 180, 0.6)),
    }
    return made(
        "flights",
        rows,
        spec,
        pairs=(("departure", "arrival"), ("flight_no", "aircraft"), ("origin", "aircraft")),
        scaled={"fare": (100.0,), "passengers": (1000.0,)},
    )


def _students(r: Random, locale: Locale, rows: int) -> Base:
    person = Person(locale, seed=r.random())
    courses = [str(n) for n in range(101, 131)]
    spec: Spec = {
        "matriculation": (TEXT, lambda i, _: f"{r.randint(2018, 2024)}{i:05}"),
        "given_name": (TEXT, lambda i, _: person.first_name()),
        "surname": (TEXT, lambda i, _: person.last_name()),
        "email": (TEXT, lambda i, _: person.email()),
        "enrolled": (DATE, lambda i, _: date(r.randint(2018, 2024), 10, 1)),
        "course_id": (INTEGER, lambda i, _: r.choice(courses)),
        "grade": (
            DECIMAL,
            lambda i, _: r.choice(
                ["1.0", "1.3", "1.7", "2.0", "2.3", "2.7", "3.0", "3.3", "3.7", "4.0", "5.0"]
            ),
        ),
        "credits": (INTEGER, lambda i, _: r.choice([3, 6, 9, 12])),
        "programme": (
            TEXT,
            lambda i, _: r.choices(
                ["Mathematics", "Physics", "Chemistry", "Biology", "Computer Science", "History"],
                [20, 15, 10, 15, 35, 5],
            )[0],
        ),
        "middle_name": (TEXT, lambda i, _: some(r, person.first_name(), 0.15)),
    }
    return made(
        "students",
        rows,
        spec,
        key="matriculation",
        parents={"course_id": frozenset(courses)},
        pairs=(("given_name", "surname"), ("email", "programme"), ("surname", "email")),
    )


def _logs(r: Random, locale: Locale, rows: int) -> Base:
    net = Internet(seed=r.random())
    paths = [
        "/",
        "/login",
        "/cart",
        "/checkout",
        "/api/items",
        "/api/orders",
        "/static/app.js",
        "/search?q=shoes",
    ]
    spec: Spec = {
        "at": (TIMESTAMP, lambda i, _: at(r, date(2025, 2, 1) + timedelta(days=i * 20 // rows))),
        "ip": (TEXT, lambda i, _: net.ip_v4()),
        "method": (TEXT, lambda i, _: r.choices(["GET", "POST", "PUT", "DELETE"], [80, 15, 3, 2])[0]),
        "path": (TEXT, lambda i, _: r.choices(paths, [30, 12, 10, 6, 15, 9, 12, 6])[0]),
        "status": (INTEGER, lambda i, _: r.choices([200, 201, 302, 304, 404, 500], [75, 6, 6, 6, 5, 2])[0]),
        "bytes": (INTEGER, lambda i, _: int(r.lognormvariate(8, 1.4))),
        "duration_ms": (INTEGER, lambda i, _: int(r.lognormvariate(4, 0.9)) + 1),
        "user_agent": (
            TEXT,
            lambda i, _: r.choice(
                [
                    "Mozilla/5.0 (X11; Linux x86_64)",
                    "curl/8.5.0",
                    "Mozilla/5.0 (Windows NT 10.0)",
                    "okhttp/4.12",
                ]
            ),
        ),
    }
    return made(
        "access_log",
        rows,
        spec,
        pairs=(("method", "path"), ("ip", "user_agent")),
        scaled={"duration_ms": (0.001,)},
    )


def _products(r: Random, locale: Locale, rows: int) -> Base:
    food, finance = Food(locale, seed=r.random()), Finance(locale, seed=r.random())
    companies = [finance.company() for _ in range(25)]
    categories = {"Beverages": 3.0, "Appliances": 350.0, "Snacks": 2.5, "Garden": 60.0, "Books": 15.0}
    spec: Spec = {
        "product_id": (INTEGER, lambda i, _: i + 1),
        "name": (TEXT, lambda i, _: f"{food.dish()} {r.choice(['Classic', 'Light', 'XL', 'Bio'])}"),
        "category": (TEXT, lambda i, _: r.choices(list(categories), [40, 8, 30, 10, 12])[0]),
        "supplier": (TEXT, lambda i, _: r.choice(companies)),
        "price": (DECIMAL, lambda i, w: f"{categories[str(w['category'])] * r.lognormvariate(0, 0.5):.2f}"),
        "discontinued": (TEXT, lambda i, _: r.choices(["false", "true"], [95, 5])[0]),
        "ean": (TEXT, lambda i, _: f"40{r.randint(0, 10**11 - 1):011}"),
        "size": (TEXT, lambda i, _: f"{r.choice([10, 20, 25, 40, 50])} cm"),
        "listed_on": (
            TEXT,
            lambda i, _: (
                f"{(d := between(r, date(2015, 1, 1), date(2024, 1, 1))).day:02}.{d.month:02}.{d.year}"
            ),
        ),
    }
    return made(
        "products",
        rows,
        spec,
        key="product_id",
        pairs=(("name", "supplier"), ("category", "supplier"), ("ean", "name")),
    )


_DOMAINS = (
    _orders,
    _patients,
    _sensors,
    _payroll,
    _tickets,
    _inventory,
    _addresses,
    _flights,
    _students,
    _logs,
    _products,
)
_ROWS = (20, 60, 100, 300, 1000)


def clean_tables(seed: int, rounds: int = 1) -> Iterator[Base]:
    """Every domain in another language and size."""
    for turn in range(rounds):
        for place, domain in enumerate(_DOMAINS):
            random = Random(f"{seed}/{turn}/{place}")
            rows = _ROWS[(place + 2 * turn + seed) % len(_ROWS)]
            yield domain(random, _LOCALES[(place + turn) % len(_LOCALES)], rows)
