"""Domains of the last set: written when the searches were done, judged once."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from mimesis import Address, Person, Text
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

_LOCALES = (Locale.DA, Locale.EN_CA, Locale.HU, Locale.NO, Locale.ES, Locale.EN_AU, Locale.FR)


def _harvests(r: Random, locale: Locale, rows: int) -> Base:
    farms = [str(n) for n in range(100, 160)]
    spec: Spec = {
        "plot_id": (TEXT, lambda i, _: f"PL{i:05}"),
        "farm_id": (INTEGER, lambda i, _: r.choice(farms)),
        "crop": (
            TEXT,
            lambda i, _: r.choices(
                ["Wheat", "Barley", "Rapeseed", "Maize", "Sunflower"], [35, 25, 15, 15, 10]
            )[0],
        ),
        "region": (TEXT, lambda i, _: r.choice(["Northern", "Eastern", "Southern", "Western", "Central"])),
        "sown_on": (DATE, lambda i, _: date(2025, 3, 1) + timedelta(days=r.randint(0, 45))),
        "harvested_on": (
            DATE,
            lambda i, w: date.fromisoformat(str(w["sown_on"])) + timedelta(days=r.randint(110, 160)),
        ),
        "area_ha": (DECIMAL, lambda i, _: f"{r.lognormvariate(1.4, 0.6):.2f}"),
        "yield_t_ha": (DECIMAL, lambda i, _: f"{max(r.gauss(6.4, 1.3), 1.5):.2f}"),
        "moisture": (DECIMAL, lambda i, _: f"{r.gauss(13.8, 1.1):.1f}"),
        "irrigated": (TEXT, lambda i, _: r.choice(["yes", "no"])),
    }
    return made(
        "harvests",
        rows,
        spec,
        key="plot_id",
        parents={"farm_id": frozenset(farms)},
        pairs=(("crop", "region"), ("sown_on", "harvested_on")),
        scaled={"yield_t_ha": (1000.0,)},
    )


def _calls(r: Random, locale: Locale, rows: int) -> Base:
    person = Person(locale, seed=r.random())
    agents = [f"{person.first_name()} {person.last_name()}" for _ in range(14)]
    spec: Spec = {
        "call_id": (INTEGER, lambda i, _: 700_001 + i),
        "started_at": (TIMESTAMP, lambda i, _: at(r, date(2026, 2, 1) + timedelta(days=i * 120 // rows))),
        "caller": (
            TEXT,
            lambda i, _: f"+1-{r.randint(201, 989)}-{r.randint(200, 999)}-{r.randint(0, 9999):04}",
        ),
        "agent": (TEXT, lambda i, _: r.choice(agents)),
        "queue": (
            TEXT,
            lambda i, _: r.choices(["sales", "support", "retention", "complaints"], [30, 50, 12, 8])[0],
        ),
        "talk_seconds": (INTEGER, lambda i, _: int(r.lognormvariate(5.4, 0.6))),
        "wait_seconds": (INTEGER, lambda i, _: int(r.expovariate(1 / 40))),
        "language": (TEXT, lambda i, _: r.choices(["English", "French", "Spanish"], [70, 20, 10])[0]),
        "resolved": (TEXT, lambda i, _: r.choices(["true", "false"], [80, 20])[0]),
        "satisfaction": (INTEGER, lambda i, _: some(r, r.randint(1, 10), 0.35)),
    }
    return made(
        "calls",
        rows,
        spec,
        key="call_id",
        pairs=(("caller", "agent"), ("queue", "language")),
        scaled={"talk_seconds": (1000.0,)},
    )


def _artefacts(r: Random, locale: Locale, rows: int) -> Base:
    words = Text(locale, seed=r.random())
    spec: Spec = {
        "inventory_no": (TEXT, lambda i, _: f"{r.randint(1890, 1999)}.{i + 1}"),
        "title": (TEXT, lambda i, _: words.word().capitalize() + " " + words.word()),
        "material": (
            TEXT,
            lambda i, _: r.choices(
                ["bronze", "ceramic", "marble", "silver", "textile", "wood"], [20, 35, 10, 8, 12, 15]
            )[0],
        ),
        "culture": (
            TEXT,
            lambda i, _: r.choice(["Roman", "Greek", "Etruscan", "Egyptian", "Celtic", "Byzantine"]),
        ),
        "height_cm": (DECIMAL, lambda i, _: f"{max(r.gauss(24, 5), 6):.1f}"),
        "weight_g": (INTEGER, lambda i, _: round(r.lognormvariate(6.6, 0.5))),
        "acquired": (DATE, lambda i, _: between(r, date(1950, 1, 1), date(2019, 12, 31))),
        "insured_value": (INTEGER, lambda i, _: round(r.lognormvariate(8.5, 1.1), -2)),
        "room": (TEXT, lambda i, _: f"{r.choice('ABC')}-{r.randint(1, 24):02}"),
        "condition": (TEXT, lambda i, _: r.choices(["good", "fair", "poor", "restored"], [55, 25, 8, 12])[0]),
    }
    return made(
        "artefacts",
        rows,
        spec,
        key="inventory_no",
        pairs=(("material", "culture"), ("room", "condition")),
        scaled={"height_cm": (10.0, 1 / 2.54), "weight_g": (0.001,)},
    )


def _rents(r: Random, locale: Locale, rows: int) -> Base:
    person, address = Person(locale, seed=r.random()), Address(locale, seed=r.random())
    towns = [address.city() for _ in range(12)]
    spec: Spec = {
        "contract": (TEXT, lambda i, _: f"RC-{20000 + i}"),
        "tenant": (TEXT, lambda i, _: f"{person.first_name()} {person.last_name()}"),
        "email": (TEXT, lambda i, _: person.email()),
        "town": (TEXT, lambda i, _: r.choice(towns)),
        "rooms": (INTEGER, lambda i, _: r.choices([1, 2, 3, 4, 5], [15, 35, 30, 15, 5])[0]),
        "rent": (
            DECIMAL,
            lambda i, w: f"{320 * int(str(w['rooms'])) ** 0.8 * r.lognormvariate(0, 0.15):.2f}",
        ),
        "utilities": (DECIMAL, lambda i, _: f"{r.gauss(140, 25):.2f}"),
        "total": (DECIMAL, lambda i, w: f"{float(str(w['rent'])) + float(str(w['utilities'])):.2f}"),
        "start_date": (DATE, lambda i, _: between(r, date(2016, 1, 1), date(2025, 12, 1))),
        "end_date": (
            DATE,
            lambda i, w: some(
                r, date.fromisoformat(str(w["start_date"])) + timedelta(days=r.randint(200, 1500)), 0.35
            ),
        ),
        "deposit_paid": (TEXT, lambda i, _: r.choice(["Y", "N"])),
    }
    return made(
        "rents",
        rows,
        spec,
        key="contract",
        pairs=(("tenant", "town"), ("tenant", "email"), ("rent", "rooms")),
        scaled={"rent": (12.0, 100.0)},
    )


def _runs(r: Random, locale: Locale, rows: int) -> Base:
    person = Person(locale, seed=r.random())
    spec: Spec = {
        "bib": (INTEGER, lambda i, _: i + 1),
        "given_name": (TEXT, lambda i, _: person.first_name()),
        "family_name": (TEXT, lambda i, _: person.last_name()),
        "birth_year": (INTEGER, lambda i, _: r.randint(1946, 2006)),
        "club": (
            TEXT,
            lambda i, _: r.choice(["Harriers", "Striders", "Roadrunners", "Pacers", "Unattached"]),
        ),
        "distance": (TEXT, lambda i, _: r.choices(["10 km", "21 km", "42 km"], [50, 35, 15])[0]),
        "finish_minutes": (
            DECIMAL,
            lambda i, w: f"{int(str(w['distance']).split()[0]) * r.gauss(5.6, 0.7):.1f}",
        ),
        "weight_kg": (DECIMAL, lambda i, _: f"{r.gauss(69, 9):.1f}"),
        "resting_pulse": (INTEGER, lambda i, _: round(r.gauss(58, 7))),
        "registered_at": (TIMESTAMP, lambda i, _: at(r, date(2026, 1, 10) + timedelta(days=i * 90 // rows))),
        "paid": (TEXT, lambda i, _: r.choices(["paid", "waived", "refunded"], [90, 6, 4])[0]),
    }
    return made(
        "race_entries",
        rows,
        spec,
        key="bib",
        pairs=(("given_name", "family_name"), ("weight_kg", "birth_year"), ("club", "distance")),
        scaled={"weight_kg": (2.20462,)},
    )


def _machines(r: Random, locale: Locale, rows: int) -> Base:
    spec: Spec = {
        "machine": (TEXT, lambda i, _: f"M{r.randint(1, 30):03}"),
        "logged_at": (TIMESTAMP, lambda i, _: at(r, date(2026, 5, 1) + timedelta(days=i * 60 // rows))),
        "state": (
            TEXT,
            lambda i, _: r.choices(["running", "idle", "maintenance", "fault"], [80, 12, 5, 3])[0],
        ),
        "shift": (TEXT, lambda i, _: r.choice(["early", "late", "night"])),
        "output": (INTEGER, lambda i, _: round(r.gauss(480, 60))),
        "scrap": (INTEGER, lambda i, _: int(r.expovariate(0.3))),
        "oil_temperature": (DECIMAL, lambda i, _: f"{r.gauss(61, 4):.1f}"),
        "vibration": (DECIMAL, lambda i, _: f"{r.gammavariate(4, 0.5):.2f}"),
        "power_kw": (DECIMAL, lambda i, _: f"{r.gauss(37, 4):.1f}"),
        "operator": (TEXT, lambda i, _: r.choice(["Nilsen", "Hansen", "Olsen", "Berg", "Dahl", "Lund"])),
    }
    return made(
        "machine_log",
        rows,
        spec,
        pairs=(("state", "shift"), ("operator", "state"), ("output", "power_kw")),
        scaled={"oil_temperature": (-1.8,), "power_kw": (1000.0,)},
    )


_DOMAINS = (_harvests, _calls, _artefacts, _rents, _runs, _machines)
_ROWS = (30, 100, 250, 500, 1000)


def clean_tables(seed: int, rounds: int = 1) -> Iterator[Base]:
    """Every domain in another language and size."""
    for turn in range(rounds):
        for place, domain in enumerate(_DOMAINS):
            random = Random(f"third/{seed}/{turn}/{place}")
            yield domain(
                random,
                _LOCALES[(place + turn + seed) % len(_LOCALES)],
                _ROWS[(place + 2 * turn + seed) % len(_ROWS)],
            )
