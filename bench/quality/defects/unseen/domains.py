"""Domains that the searches were not tuned on."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from mimesis import Address, Finance, Hardware, Person, Text
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
    some,
)

_LOCALES = (
    Locale.EN_GB,
    Locale.SV,
    Locale.TR,
    Locale.CS,
    Locale.PT,
    Locale.EN,
    Locale.FI,
    Locale.ES_MX,
    Locale.DE_AT,
)


def _day(value: object) -> date:
    assert isinstance(value, date)  # noqa: S101 - drawn so
    return value


def _bookings(r: Random, locale: Locale, rows: int) -> Base:
    person = Person(locale, seed=r.random())
    hotels = [str(n) for n in range(1, 41)]
    spec: Spec = {
        "booking_ref": (TEXT, lambda i, _: f"BK{r.randint(0, 16**6 - 1):06X}{i:04}"),
        "hotel_id": (INTEGER, lambda i, _: r.choice(hotels)),
        "guest_first": (TEXT, lambda i, _: person.first_name()),
        "guest_last": (TEXT, lambda i, _: person.last_name()),
        "booked_on": (DATE, lambda i, _: date(2025, 1, 1) + timedelta(days=i * 360 // rows)),
        "check_in": (DATE, lambda i, w: _day(w["booked_on"]) + timedelta(days=int(r.expovariate(1 / 25)))),
        "check_out": (
            DATE,
            lambda i, w: _day(w["check_in"]) + timedelta(days=r.choice([1, 1, 2, 2, 3, 4, 5, 7])),
        ),
        "adults": (INTEGER, lambda i, _: r.choices([1, 2, 3, 4], [25, 60, 9, 6])[0]),
        "children": (INTEGER, lambda i, _: r.choices([0, 1, 2, 3], [75, 12, 10, 3])[0]),
        "room_type": (
            TEXT,
            lambda i, _: r.choices(["Standard", "Superior", "Deluxe", "Suite", "Family"], [50, 22, 15, 5, 8])[
                0
            ],
        ),
        "price_per_night": (DECIMAL, lambda i, _: f"{r.gauss(118, 30) + 40 * (r.random() < 0.1):.2f}"),
        "channel": (TEXT, lambda i, _: r.choice(["booking", "expedia", "direct", "agency", "phone"])),
        "special_requests": (
            TEXT,
            lambda i, _: some(
                r, r.choice(["late arrival", "quiet room", "baby cot", "high floor, please"]), 0.2
            ),
        ),
    }
    return made(
        "bookings",
        rows,
        spec,
        key="booking_ref",
        parents={"hotel_id": frozenset(hotels)},
        pairs=(("guest_first", "guest_last"), ("check_in", "check_out"), ("room_type", "channel")),
        scaled={"price_per_night": (100.0,)},
    )


def _transactions(r: Random, locale: Locale, rows: int) -> Base:
    company = Finance(locale, seed=r.random())
    merchants = [company.company() for _ in range(80)]
    accounts = [f"{r.randint(10**9, 10**10 - 1)}" for _ in range(max(rows // 6, 4))]
    spec: Spec = {
        "txn_id": (INTEGER, lambda i, _: 9_000_000 + i * 7 + r.randint(0, 6)),
        "account": (TEXT, lambda i, _: r.choice(accounts)),
        "booked_at": (TIMESTAMP, lambda i, _: at(r, date(2026, 1, 1) + timedelta(days=i * 300 // rows))),
        "merchant": (TEXT, lambda i, _: merchants[min(int(r.expovariate(0.05)), 79)]),
        "mcc": (TEXT, lambda i, _: r.choice(["5411", "5812", "5541", "4111", "5912", "5732", "6011"])),
        "amount": (
            DECIMAL,
            lambda i, _: (
                f"{-r.lognormvariate(3.1, 1.1):.2f}"
                if r.random() < 0.85
                else f"{r.lognormvariate(6.5, 0.7):.2f}"
            ),
        ),
        "currency": (TEXT, lambda i, _: r.choices(["EUR", "USD", "GBP", "CHF"], [90, 5, 3, 2])[0]),
        "balance_after": (DECIMAL, lambda i, _: f"{r.gauss(2500, 1900):.2f}"),
        "kind": (
            TEXT,
            lambda i, _: r.choices(["card", "transfer", "direct debit", "atm"], [60, 20, 15, 5])[0],
        ),
        "reference": (TEXT, lambda i, _: some(r, f"RF{r.randint(10, 99)}{r.randint(10**7, 10**8)}", 0.4)),
    }
    return made(
        "transactions",
        rows,
        spec,
        key="txn_id",
        pairs=(("merchant", "kind"), ("mcc", "currency"), ("account", "mcc")),
    )


def _loans(r: Random, locale: Locale, rows: int) -> Base:
    person, words = Person(locale, seed=r.random()), Text(locale, seed=r.random())
    books = [
        (words.title()[:50].strip(), person.full_name(), f"978{r.randint(10**9, 10**10 - 1)}")
        for _ in range(max(rows // 3, 8))
    ]
    picked = [r.choice(books) for _ in range(rows)]
    spec: Spec = {
        "loan_id": (INTEGER, lambda i, _: i + 1),
        "isbn": (TEXT, lambda i, _: picked[i][2]),
        "title": (TEXT, lambda i, _: picked[i][0]),
        "author": (TEXT, lambda i, _: picked[i][1]),
        "member_no": (INTEGER, lambda i, _: r.randint(1, 900)),
        "loaned_on": (DATE, lambda i, _: date(2024, 9, 1) + timedelta(days=i * 200 // rows)),
        "due_on": (DATE, lambda i, w: _day(w["loaned_on"]) + timedelta(days=28)),
        "returned_on": (
            DATE,
            lambda i, w: some(r, _day(w["loaned_on"]) + timedelta(days=r.randint(2, 40)), 0.8),
        ),
        "branch": (TEXT, lambda i, _: r.choice(["Central", "Northside", "Harbour", "Riverside"])),
        "fine": (DECIMAL, lambda i, _: "0.00" if r.random() < 0.85 else f"{r.randint(1, 12) * 0.25:.2f}"),
    }
    return made(
        "loans",
        rows,
        spec,
        key="loan_id",
        pairs=(("title", "author"), ("author", "branch"), ("loaned_on", "due_on")),
    )


def _cars(r: Random, locale: Locale, rows: int) -> Base:
    models = {
        "Golf": "Volkswagen",
        "Polo": "Volkswagen",
        "Clio": "Renault",
        "Megane": "Renault",
        "Corolla": "Toyota",
        "Yaris": "Toyota",
        "Fiesta": "Ford",
        "Focus": "Ford",
        "Octavia": "Skoda",
        "Model 3": "Tesla",
    }
    spec: Spec = {
        "plate": (
            TEXT,
            lambda i, _: (
                f"{r.choice('ABCDEFGH')}{r.choice('KLMNP')}-{r.choice('QRSTU')}{r.choice('VWXYZ')} {r.randint(100, 9999)}"
            ),
        ),
        "model": (TEXT, lambda i, _: r.choice(list(models))),
        "make": (TEXT, lambda i, w: models[str(w["model"])]),
        "first_registered": (DATE, lambda i, _: between(r, date(2005, 1, 1), date(2024, 12, 31))),
        "mileage_km": (
            INTEGER,
            lambda i, w: max(200, round((2025 - _day(w["first_registered"]).year) * r.gauss(13_500, 4000))),
        ),
        "power_kw": (INTEGER, lambda i, _: r.choice([44, 55, 66, 77, 81, 88, 96, 110, 132, 150])),
        "consumption_l_100km": (DECIMAL, lambda i, _: f"{r.gauss(6.1, 1.0):.1f}"),
        "price_eur": (
            INTEGER,
            lambda i, w: round(
                max(
                    900, 27_000 * 0.87 ** (2025 - _day(w["first_registered"]).year) * r.lognormvariate(0, 0.2)
                ),
                -1,
            ),
        ),
        "colour": (
            TEXT,
            lambda i, _: r.choices(
                ["black", "white", "grey", "blue", "red", "green"], [30, 25, 20, 12, 8, 5]
            )[0],
        ),
        "fuel": (TEXT, lambda i, _: r.choices(["petrol", "diesel", "electric", "hybrid"], [50, 35, 8, 7])[0]),
        "last_service": (DATE, lambda i, _: between(r, date(2025, 1, 1), date(2026, 10, 30))),
    }
    return made(
        "cars",
        rows,
        spec,
        key="plate",
        pairs=(("make", "model"), ("colour", "fuel"), ("mileage_km", "power_kw")),
        scaled={"mileage_km": (1 / 1.609344, 1000.0), "power_kw": (), "consumption_l_100km": ()},
    )


def _weather(r: Random, locale: Locale, rows: int) -> Base:
    stations = ["OSL", "BGO", "TRD", "TOS"]
    spec: Spec = {
        "station": (TEXT, lambda i, _: r.choice(stations)),
        "observed_on": (DATE, lambda i, _: date(2023, 1, 1) + timedelta(days=i)),
        "temp_max": (DECIMAL, lambda i, _: f"{r.gauss(14, 4):.1f}"),
        "temp_min": (DECIMAL, lambda i, w: f"{float(str(w['temp_max'])) - abs(r.gauss(7, 2)):.1f}"),
        "rain_mm": (DECIMAL, lambda i, _: "0.0" if r.random() < 0.55 else f"{r.expovariate(0.2):.1f}"),
        "wind_ms": (DECIMAL, lambda i, _: f"{r.gammavariate(3, 1.6):.1f}"),
        "pressure": (DECIMAL, lambda i, _: f"{r.gauss(1009, 9):.1f}"),
        "observer": (TEXT, lambda i, _: r.choice(["auto", "manual"])),
    }
    return made(
        "weather_daily",
        rows,
        spec,
        pairs=(("temp_max", "temp_min"), ("temp_max", "pressure"), ("station", "observer")),
        scaled={"temp_max": (-1.8,), "pressure": (0.02953, 0.1)},
    )


def _homes(r: Random, locale: Locale, rows: int) -> Base:
    address = Address(locale, seed=r.random())
    cities = [address.city() for _ in range(14)]
    spec: Spec = {
        "listing_id": (INTEGER, lambda i, _: 300_000 + i * 11 % 90_000),
        "address": (TEXT, lambda i, _: address.address()),
        "city": (TEXT, lambda i, _: r.choice(cities)),
        "area_sqm": (INTEGER, lambda i, _: round(r.lognormvariate(4.4, 0.35))),
        "rooms": (INTEGER, lambda i, w: max(1, round(int(str(w["area_sqm"])) / 27))),
        "price": (INTEGER, lambda i, w: round(int(str(w["area_sqm"])) * r.gauss(4100, 900), -3)),
        "built": (INTEGER, lambda i, _: r.randint(1895, 2022)),
        "listed_at": (TIMESTAMP, lambda i, _: at(r, date(2025, 6, 1) + timedelta(days=i * 100 // rows))),
        "energy_class": (TEXT, lambda i, _: r.choices("ABCDEFG", [5, 15, 25, 25, 15, 10, 5])[0]),
        "agent_phone": (
            TEXT,
            lambda i, _: f"+46 8 {r.randint(100, 999)} {r.randint(10, 99)} {r.randint(10, 99)}",
        ),
        "balcony": (TEXT, lambda i, _: r.choice(["true", "false"])),
    }
    return made(
        "listings",
        rows,
        spec,
        key="listing_id",
        pairs=(("city", "energy_class"), ("address", "city"), ("area_sqm", "price")),
        scaled={"area_sqm": (10.7639,), "price": (0.001,)},
    )


def _labs(r: Random, locale: Locale, rows: int) -> Base:
    spec: Spec = {
        "sample_no": (TEXT, lambda i, _: f"S{2024000 + i}"),
        "patient": (TEXT, lambda i, _: f"P-{r.randint(1, 400):05}"),
        "drawn_at": (TIMESTAMP, lambda i, _: at(r, date(2024, 2, 1) + timedelta(days=i * 150 // rows))),
        "reported_at": (
            TIMESTAMP,
            lambda i, w: _moment(w["drawn_at"]) + timedelta(minutes=r.randint(40, 900)),
        ),
        "glucose_mmol": (DECIMAL, lambda i, _: f"{r.gauss(5.3, 0.6):.1f}"),
        "haemoglobin": (DECIMAL, lambda i, _: f"{r.gauss(14.1, 1.3):.1f}"),
        "sodium": (INTEGER, lambda i, _: round(r.gauss(140, 2.5))),
        "potassium": (DECIMAL, lambda i, _: f"{r.gauss(4.2, 0.35):.1f}"),
        "weight_kg": (DECIMAL, lambda i, _: f"{max(r.gauss(76, 12), 41):.1f}"),
        "ward": (
            TEXT,
            lambda i, _: r.choice(["Cardiology", "Oncology", "Surgery", "Maternity", "Outpatient"]),
        ),
        "physician": (
            TEXT,
            lambda i, _: r.choice(["Lindqvist", "Aydin", "Novotna", "Ferreira", "Whitaker", "Korhonen"]),
        ),
        "comment": (TEXT, lambda i, _: some(r, r.choice(["haemolysed", "repeat", "fasting"]), 0.12)),
    }
    return made(
        "lab_results",
        rows,
        spec,
        key="sample_no",
        pairs=(("ward", "physician"), ("sodium", "potassium"), ("drawn_at", "reported_at")),
        scaled={"glucose_mmol": (18.018,), "haemoglobin": (10.0,), "weight_kg": (2.20462, 1000.0)},
    )


def _moment(value: object) -> datetime:
    assert isinstance(value, datetime)  # noqa: S101 - drawn so
    return value


def _subscriptions(r: Random, locale: Locale, rows: int) -> Base:
    person = Person(locale, seed=r.random())
    plans = {"Free": "0.00", "Basic": "4.99", "Plus": "9.99", "Premium": "19.99"}
    spec: Spec = {
        "user_id": (TEXT, lambda i, _: f"{r.getrandbits(128):032x}"),
        "username": (TEXT, lambda i, _: person.username()),
        "email": (
            TEXT,
            lambda i, _: person.email(domains=["gmail.com", "outlook.com", "yahoo.com", "proton.me"]),
        ),
        "country_code": (
            TEXT,
            lambda i, _: r.choices(["US", "DE", "FR", "NA", "BR", "IN", "GB"], [40, 15, 10, 2, 10, 13, 10])[
                0
            ],
        ),
        "plan": (TEXT, lambda i, _: r.choices(list(plans), [60, 20, 12, 8])[0]),
        "monthly_fee": (DECIMAL, lambda i, w: plans[str(w["plan"])]),
        "signed_up": (DATE, lambda i, _: between(r, date(2019, 1, 1), date(2026, 10, 31))),
        "last_login": (TIMESTAMP, lambda i, w: at(r, between(r, _day(w["signed_up"]), date(2026, 11, 20)))),
        "logins": (INTEGER, lambda i, _: int(r.lognormvariate(3, 1.5))),
        "cancelled_on": (
            DATE,
            lambda i, w: some(r, between(r, _day(w["signed_up"]), date(2026, 11, 20)), 0.3),
        ),
        "newsletter": (TEXT, lambda i, _: r.choice(["Y", "N"])),
    }
    return made(
        "subscriptions",
        rows,
        spec,
        key="user_id",
        pairs=(("username", "email"), ("country_code", "plan"), ("email", "plan")),
    )


def _matches(r: Random, locale: Locale, rows: int) -> Base:
    teams = [
        "Ajax",
        "Porto",
        "Celtic",
        "Rangers",
        "Benfica",
        "Galatasaray",
        "Sparta",
        "Malmo",
        "Basel",
        "Rapid",
    ]
    spec: Spec = {
        "match_id": (INTEGER, lambda i, _: i + 1),
        "played_on": (DATE, lambda i, _: date(2022, 8, 1) + timedelta(days=i * 300 // rows)),
        "home": (TEXT, lambda i, _: r.choice(teams)),
        "away": (TEXT, lambda i, w: r.choice([t for t in teams if t != w["home"]])),
        "home_goals": (INTEGER, lambda i, _: r.choices([0, 1, 2, 3, 4, 5], [22, 32, 25, 13, 6, 2])[0]),
        "away_goals": (INTEGER, lambda i, _: r.choices([0, 1, 2, 3, 4], [30, 35, 22, 9, 4])[0]),
        "goals": (INTEGER, lambda i, w: int(str(w["home_goals"])) + int(str(w["away_goals"]))),
        "attendance": (INTEGER, lambda i, _: round(r.gauss(21_000, 6_500))),
        "referee": (TEXT, lambda i, _: r.choice(["Collina", "Kuipers", "Makkelie", "Orsato", "Turpin"])),
        "stadium_capacity": (INTEGER, lambda i, _: r.choice([35_000, 42_000, 55_000, 60_000])),
        "kick_off": (TEXT, lambda i, _: r.choice(["14:30", "17:00", "18:45", "20:00", "21:00"])),
    }
    return made(
        "matches",
        rows,
        spec,
        key="match_id",
        pairs=(("home", "referee"), ("home_goals", "attendance"), ("away", "kick_off")),
        scaled={"attendance": (0.001,)},
    )


def _shipments(r: Random, locale: Locale, rows: int) -> Base:
    address = Address(locale, seed=r.random())
    towns = [address.city() for _ in range(25)]
    hardware = Hardware(seed=r.random())
    spec: Spec = {
        "tracking_no": (TEXT, lambda i, _: f"1Z{r.randint(10**9, 10**10 - 1)}{i:05}"),
        "contents": (TEXT, lambda i, _: hardware.cpu() if r.random() < 0.5 else hardware.phone_model()),
        "from_city": (TEXT, lambda i, _: r.choice(towns)),
        "to_city": (TEXT, lambda i, _: r.choice(towns)),
        "weight": (DECIMAL, lambda i, _: f"{r.lognormvariate(0.8, 0.6):.2f}"),
        "length_cm": (INTEGER, lambda i, _: round(r.gauss(46, 9))),
        "width_cm": (INTEGER, lambda i, _: round(r.gauss(31, 6))),
        "declared_value": (DECIMAL, lambda i, _: f"{r.lognormvariate(4.5, 0.9):.2f}"),
        "picked_up": (DATE, lambda i, _: date(2025, 9, 1) + timedelta(days=i * 60 // rows)),
        "delivered": (DATE, lambda i, w: _day(w["picked_up"]) + timedelta(days=r.randint(1, 6))),
        "service": (TEXT, lambda i, _: r.choices(["economy", "express", "overnight"], [60, 30, 10])[0]),
        "postcode": (TEXT, lambda i, _: f"{r.randint(100, 999)} {r.randint(10, 99)}"),
    }
    return made(
        "shipments",
        rows,
        spec,
        key="tracking_no",
        pairs=(("from_city", "service"), ("picked_up", "delivered"), ("service", "postcode")),
        scaled={"length_cm": (10.0, 1 / 2.54), "width_cm": (10.0,), "declared_value": (100.0,)},
    )


_DOMAINS = (
    _bookings,
    _transactions,
    _loans,
    _cars,
    _weather,
    _homes,
    _labs,
    _subscriptions,
    _matches,
    _shipments,
)
_ROWS = (25, 80, 150, 400, 1000)


def clean_tables(seed: int, rounds: int = 1) -> Iterator[Base]:
    """Every domain in another language and size."""
    for turn in range(rounds):
        for place, domain in enumerate(_DOMAINS):
            random = Random(f"unseen/{seed}/{turn}/{place}")
            rows = _ROWS[(place + turn + seed) % len(_ROWS)]
            yield domain(random, _LOCALES[(place + 2 * turn + seed) % len(_LOCALES)], rows)
