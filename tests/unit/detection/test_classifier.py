"""Whole columns: what is found, what is not, and what the verdict says."""

import uuid
from collections.abc import Callable, Sequence
from math import isclose, log
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.detection.catalogue import builtin_types, load_catalogue
from app.detection.classifier import Classifier, classify_table
from app.detection.gazetteers import phrases, terms, words
from app.model.findings import ColumnVerdict, FindingKind
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Column, DataType, ForeignKey, Key, Table, TableKind

CLASSIFIER = Classifier(load_catalogue(builtin_types()))
Cells = Sequence[str | None]


def verdicts(
    columns: dict[str, Cells],
    *,
    table: str = "t",
    types: dict[str, DataType] | None = None,
    method: SamplingMethod = SamplingMethod.BERNOULLI,
    left_out: Sequence[str] = (),
    primary_key: str | None = None,
) -> dict[str, ColumnVerdict]:
    described = Table(
        schema="s",
        name=table,
        kind=TableKind.TABLE,
        columns=tuple(
            Column(name=n, position=i, native_type="", data_type=(types or {}).get(n, DataType.TEXT))
            for i, n in enumerate(columns, start=1)
        ),
        primary_key=Key(columns=(primary_key,)) if primary_key else None,
    )
    values = {name: tuple(cells) for name, cells in columns.items() if name not in left_out}
    rows = max((len(cells) for cells in values.values()), default=0)
    sample = Sample(facts=SampleFacts(method=method, rows=rows, seed=1), values=values)
    return {v.column: v for v in classify_table(CLASSIFIER, described, sample)}


def verdict(
    name: str, cells: Cells, *, data_type: DataType = DataType.TEXT, table: str = "t"
) -> ColumnVerdict:
    return verdicts({name: cells}, types={name: data_type}, table=table)[name]


def type_of(found: ColumnVerdict) -> str | None:
    return next((f.type_id for f in found.findings if f.kind is FindingKind.TYPE), None)


def column_of(draw: Callable[[Random], str], *, count: int = 200, seed: int = 3) -> list[str]:
    random = Random(seed)  # noqa: S311 - test data
    return [draw(random) for _ in range(count)]


def digits(count: int) -> Callable[[Random], str]:
    return lambda r: "".join(r.choices("0123456789", k=count))


def pick(values: frozenset[str]) -> Callable[[Random], str]:
    ordered = sorted(v for v in values if v.isascii())
    return lambda r: r.choice(ordered).title()


def person(r: Random) -> str:
    return f"{pick(words('given_names'))(r)} {pick(words('surnames'))(r)}"


def luhn_completed(body: str) -> str:
    total = sum(sum(divmod(2 * int(d), 10)) for d in body[::-2]) + sum(int(d) for d in body[-2::-2])
    return body + str(-total % 10)


def bsn(r: Random) -> str:
    while True:
        number = digits(8)(r)
        check = sum(w * int(d) for w, d in zip(range(9, 1, -1), number, strict=True)) % 11
        if check < 10:
            return number + str(check)


def academic_year(r: Random) -> str:
    first = r.randint(1990, 2024)
    return f"{first}/{first + 1}"


def ean13(r: Random) -> str:
    body = "40" + digits(10)(r)
    return body + str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(body)) % 10)


SENSITIVE: dict[str, Callable[[Random], str]] = {
    "EMAIL_ADDRESS": lambda r: f"{pick(words('given_names'))(r)}.{r.randint(1, 99)}@example.org",
    "PHONE_NUMBER": lambda r: f"+31 20 {r.randint(200, 999)} {r.randint(1000, 9999)}",
    "FIRST_NAME": pick(words("given_names") - words("surnames")),
    "LAST_NAME": pick(words("surnames") - words("given_names") - words("everyday_words")),
    "PERSON_NAME": person,
    "STREET_ADDRESS": lambda r: f"{r.randint(1, 999)} {pick(words('surnames'))(r)} Street",
    "CITY": pick(phrases("cities") - words("surnames")),
    "COUNTRY": pick(phrases("countries")),
    "CREDIT_CARD_NUMBER": lambda r: luhn_completed("4" + digits(14)(r)),
    "IPV4_ADDRESS": lambda r: ".".join(str(r.randint(11, 254)) for _ in range(4)),
    "IPV6_ADDRESS": lambda r: "2001:db8::" + ":".join(f"{r.randrange(1 << 16):x}" for _ in range(4)),
    "MAC_ADDRESS": lambda r: ":".join(f"{r.randrange(256):02x}" for _ in range(6)),
    "NETHERLANDS_BSN_NUMBER": bsn,
    "US_SOCIAL_SECURITY_NUMBER": lambda r: (
        f"{r.randint(100, 600)}-{r.randint(10, 99)}-{r.randint(1000, 9999)}"
    ),
    "PASSWORD_HASH": lambda r: "$2b$12$" + "".join(r.choices("abcdefghijkABC./019", k=53)),
    "AWS_ACCESS_KEY_ID": lambda r: "AKIA" + "".join(r.choices("ABCDEFGHIJKLMNOP234567", k=16)),
    "OCCUPATION": lambda r: r.choice(["Sales", "Senior", "Junior"]) + " " + pick(words("occupations"))(r),
    "ORGANIZATION": lambda r: (
        f"{pick(words('surnames'))(r)} {r.choice(['Ltd', 'GmbH', 'Inc.', 'S.A.', 'Group'])}"
    ),
    "URL": lambda r: f"https://www.example.org/{r.randint(1, 999)}?page=2",
}


@pytest.mark.parametrize("type_id", SENSITIVE)
def test_a_value_testable_type_is_found_without_a_telling_name(type_id: str):
    assert type_of(verdict("c1", column_of(SENSITIVE[type_id]))) == type_id


EVERYDAY = pick(words("everyday_words"))
DECOYS: dict[str, Callable[[Random], str]] = {
    "nine digits": digits(9),
    "ten digits": digits(10),
    "eleven digits": digits(11),
    "twelve digits": digits(12),
    "sixteen digits": digits(16),
    "order numbers": lambda r: f"SO-{r.randint(10_000, 99_999)}",
    "dated order numbers": lambda r: f"2023-{r.randint(1, 99_999):05}",
    "unix seconds": lambda r: str(1_600_000_000 + r.randrange(10**8)),
    "unix milliseconds": lambda r: str(1_600_000_000_000 + r.randrange(10**11)),
    "product codes": lambda r: f"{EVERYDAY(r)[:3].upper()}-{r.randint(100, 999)}-{r.choice('SML')}",
    "two-letter codes": lambda r: "".join(r.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=2)),
    "barcodes": ean13,
    "prices": lambda r: f"{r.uniform(1, 999):.2f}",
    "floats": lambda r: repr(r.gauss(0, 1)),
    "versions of three parts": lambda r: ".".join(str(r.randint(0, 30)) for _ in range(3)),
    "versions of four parts": lambda r: f"{r.randint(1, 9)}.{r.randint(0, 30)}.{r.randint(0, 9)}.{r.randint(0, 250)}",
    "uuids": lambda r: str(uuid.UUID(int=r.getrandbits(128), version=4)),
    "hashes": lambda r: f"{r.getrandbits(160):040x}",
    "academic years": academic_year,
    "dates": lambda r: f"20{r.randint(10, 24)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}",
    "times": lambda r: f"{r.randint(0, 23):02}:{r.randint(0, 59):02}:{r.randint(0, 59):02}",
    "opening hours": lambda r: f"Mo-Fr {r.randint(7, 10):02}:00-{r.randint(16, 20)}:30",
    "quantities": lambda r: f"{r.randint(1, 48)} boxes x {r.randint(1, 24)} bags",
    "titles": lambda r: f"{EVERYDAY(r)} {EVERYDAY(r)}".upper(),
    "longer titles": lambda r: f"The {EVERYDAY(r)} of the {EVERYDAY(r)}",
    "products": lambda r: f"{EVERYDAY(r)} {r.choice(['Shirt', 'Mug', 'Lamp', 'Sofa', 'Bag'])} {r.choice('SML')}",
    "payment methods": lambda r: r.choice(["Credit Card", "PayPal", "Bank Transfer", "Cash on Delivery"]),
    "states of an order": lambda r: r.choice(["pending", "paid", "shipped", "returned", "cancelled"]),
    "yes and no": lambda r: r.choice(["Y", "N"]),
    "letters": lambda r: r.choice(["A", "B", "C", "F"]),
    "sentences": lambda r: " ".join(EVERYDAY(r).lower() for _ in range(r.randint(6, 14))) + ".",
    "time zones": lambda r: r.choice(["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC"]),
    "media types": lambda r: r.choice(["image/png", "text/html", "application/json"]),
    "file names": lambda r: f"{EVERYDAY(r).lower()}_{r.randint(1, 99)}.{r.choice(['pdf', 'png', 'csv'])}",
    "isbns": lambda r: f"978-3-{r.randint(10, 99)}-{r.randint(100_000, 999_999)}-{r.randint(0, 9)}",
    "seat numbers": lambda r: f"{r.randint(1, 40)}{r.choice('ABCDEF')}",
    "colours": lambda r: f"#{r.getrandbits(24):06x}",
    "currencies": lambda r: r.choice(["EUR", "USD", "GBP", "JPY", "CHF", "SEK", "PLN", "BRL"]),
    "weekdays": lambda r: r.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]),
    "months": lambda r: r.choice(["January", "February", "March", "April", "May", "June", "July", "August"]),
}  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", DECOYS)
def test_an_ordinary_column_is_not_flagged(kind: str, seed: int):
    found = verdict("c1", column_of(DECOYS[kind], seed=seed))

    assert found.findings == ()


@pytest.mark.parametrize("kind", DECOYS)
def test_a_handful_of_ordinary_values_is_not_flagged(kind: str):
    assert verdict("c1", column_of(DECOYS[kind], count=5, seed=11)).findings == ()


@pytest.mark.parametrize(
    ("name", "data_type", "cells"),
    [
        ("payment_type", DataType.TEXT, ["Credit Card", "Cash", "Check"] * 20),
        ("hire_date", DataType.DATE, [f"20{y:02}-03-{d:02}" for y in range(10, 24) for d in range(1, 9)]),
        ("email_sent_at", DataType.TIMESTAMP, [f"2024-01-{d:02} 10:00:00" for d in range(1, 29)]),
        ("phone_type", DataType.TEXT, ["home", "work", "mobile"] * 20),
        ("address_id", DataType.INTEGER, [str(n) for n in range(1, 200)]),
        ("card_count", DataType.INTEGER, ["0", "1", "2", "3"] * 20),
        ("order_no", DataType.INTEGER, [str(n) for n in range(123_456_000, 123_456_200)]),
        ("email", DataType.BOOLEAN, ["t", "f"] * 30),
        ("phone", DataType.TEXT, ["yes", "no", "unknown"] * 30),
        ("last_name", DataType.INTEGER, [str(n * 7919) for n in range(100)]),
    ],
)
def test_a_name_that_only_mentions_a_type_is_not_flagged(name: str, data_type: DataType, cells: list[str]):
    assert verdict(name, cells, data_type=data_type).findings == ()


def test_values_overrule_a_wrong_header():
    assert type_of(verdict("phone", column_of(SENSITIVE["EMAIL_ADDRESS"]))) == "EMAIL_ADDRESS"


def test_a_header_carries_an_empty_column_with_moderate_confidence():
    found = verdict("email", [None, "", None])

    [finding] = found.findings
    assert (finding.type_id, finding.tested, finding.matched) == ("EMAIL_ADDRESS", 0, 0)
    assert 0.5 < finding.confidence < 0.9
    assert finding.prevalence is None
    assert "no values" in found.statement


def test_a_column_that_was_not_sampled_is_judged_by_its_name():
    found = verdicts({"email": [], "photo": []}, left_out=["email", "photo"])

    assert type_of(found["email"]) == "EMAIL_ADDRESS"
    assert found["photo"].findings == ()


def test_there_is_one_verdict_per_column_in_the_order_of_the_table():
    assert list(verdicts({"b": ["x"], "a": ["y"], "c": []}, left_out=["c"])) == ["b", "a", "c"]


def test_unnamed_columns_with_few_values_are_told_with_less_confidence():
    few = verdict("c1", column_of(SENSITIVE["NETHERLANDS_BSN_NUMBER"], count=3))
    many = verdict("c1", column_of(SENSITIVE["NETHERLANDS_BSN_NUMBER"], count=100))

    assert type_of(few) == type_of(many) == "NETHERLANDS_BSN_NUMBER"
    assert few.findings[0].confidence < 0.6 < many.findings[0].confidence


def test_one_column_of_another_kind_beside_it_speaks_for_a_city():
    alone = verdict("location", column_of(EVERYDAY))
    beside = verdicts(
        {"location": ["Köln", "Essen", "Bonn", "Ulm"], "postal_code": ["50667", "45127", "53111", "89073"]}
    )

    assert alone.findings == ()
    assert any(p.name == "neighbours" for p in beside["location"].findings[0].parts)


def test_consecutive_numbers_are_not_national_numbers():
    numbers = [str(n) for n in range(400_000_000, 400_000_200)]

    assert verdict("bsn", numbers, data_type=DataType.INTEGER).findings == ()


def test_a_key_that_refers_to_another_table_says_so_in_its_parts():
    table = Table(
        schema="s",
        name="t",
        kind=TableKind.TABLE,
        columns=(Column(name="email", position=1, native_type="", data_type=DataType.TEXT),),
        foreign_keys=(
            ForeignKey(
                columns=("email",), referred_schema="s", referred_table="u", referred_columns=("email",)
            ),
        ),
    )
    cells = tuple(column_of(SENSITIVE["EMAIL_ADDRESS"]))
    facts = SampleFacts(method=SamplingMethod.ALL, rows=len(cells), seed=1)

    [found] = classify_table(CLASSIFIER, table, Sample(facts=facts, values={"email": cells}))

    assert "key" in {p.name for p in found.findings[0].parts}


@pytest.mark.parametrize("type_id", SENSITIVE)
@pytest.mark.parametrize("name", ["c1", "email", "name", "address"])
def test_the_parts_add_up_to_the_logit_of_the_confidence(type_id: str, name: str):
    for finding in verdict(name, column_of(SENSITIVE[type_id])).findings:
        logit = log(finding.confidence / (1 - finding.confidence))
        assert isclose(sum(p.log_odds for p in finding.parts), logit, abs_tol=1e-6)


def test_prevalence_counts_cells_with_an_interval_where_the_sample_allows_one():
    cells = [*column_of(SENSITIVE["EMAIL_ADDRESS"], count=90), *[""] * 10]

    [drawn] = verdicts({"email": cells}, method=SamplingMethod.BERNOULLI)["email"].findings
    [first] = verdicts({"email": cells}, method=SamplingMethod.HEAD)["email"].findings

    assert drawn.prevalence == 0.9
    assert drawn.prevalence_low is not None
    assert drawn.prevalence_high is not None
    assert drawn.prevalence_low < 0.9 < drawn.prevalence_high
    assert (first.prevalence, first.prevalence_low, first.prevalence_high) == (0.9, None, None)


def test_no_finding_is_a_statement_with_a_bound_where_the_sample_allows_one():
    cells = column_of(DECOYS["prices"], count=1000)

    drawn = verdicts({"price": cells}, method=SamplingMethod.BERNOULLI)["price"]
    first = verdicts({"price": cells}, method=SamplingMethod.HEAD)["price"]

    assert drawn.none_at_most == 0.003
    assert drawn.statement == "none found in 1,000 values (at most 0.3 %, 95 %)"
    assert first.none_at_most is None
    assert "no bound" in first.statement


def test_a_type_only_its_name_can_tell_says_so():
    found = verdict("password", ["hunter2", "letmein!", "s3cret"])

    assert type_of(found) == "PASSWORD"
    assert not found.findings[0].value_tested
    assert "no test of its values exists" in found.statement


def test_password_columns_are_told_apart_by_their_values():
    hashes = [f"{n * 7919:040x}" for n in range(1, 20)]
    bcrypt = column_of(SENSITIVE["PASSWORD_HASH"], count=20)

    assert type_of(verdict("password", hashes)) == "WEAK_PASSWORD_HASH"
    assert type_of(verdict("password", bcrypt)) == "PASSWORD_HASH"


def test_free_text_contains_what_some_cells_hold():
    notes = [
        *column_of(DECOYS["sentences"]),
        "Please call +49 30 901820 tomorrow.",
        "Her mail is anna.berg@example.org, she said.",
        "Paid with card 4111 1111 1111 1111.",
        "Paid with visa 5555 5555 5555 4444, please refund.",
        "Deploy with AKIAIOSFODNN7EXAMPLE now.",
    ]

    found = verdict("notes", notes)

    assert {f.type_id for f in found.findings} == {
        "PHONE_NUMBER",
        "EMAIL_ADDRESS",
        "CREDIT_CARD_NUMBER",
        "AWS_ACCESS_KEY_ID",
    }
    assert {f.kind for f in found.findings} == {FindingKind.CONTAINS}


def test_sixteen_digit_order_numbers_in_text_are_no_cards():
    notes = [f"Order {n} was shipped today." for n in column_of(digits(16), count=300)]

    assert verdict("notes", notes).findings == ()


def test_e_mails_inside_json_are_found():
    documents = [f'{{"id": {n}, "to": "user{n}@example.org"}}' for n in range(50)]

    assert [f.type_id for f in verdict("payload", documents, data_type=DataType.JSON).findings] == [
        "EMAIL_ADDRESS"
    ]


@pytest.mark.parametrize("type_id", SENSITIVE)
def test_exemplars_never_hold_a_whole_value(type_id: str):
    cells = column_of(SENSITIVE[type_id])

    shown = {e for f in verdict("c1", cells).findings for e in f.exemplars}

    assert shown
    assert not shown & set(cells)


CELL = st.none() | st.text(alphabet=st.characters(codec=None), max_size=40)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(name=st.text(max_size=20), cells=st.lists(CELL, max_size=12), data_type=st.sampled_from(DataType))
def test_no_column_makes_it_raise(name: str, cells: list[str | None], data_type: DataType):
    found = verdict(name, cells, data_type=data_type)

    assert found.sampled == sum(c is not None for c in cells)


@pytest.mark.parametrize(
    "cell", ["x" * 1_000_000, "\x00" * 10, "\ud800", "1" * 5000, "{" * 5000, "٣" * 20, "²" * 9]
)
def test_a_hostile_cell_makes_no_difference_to_the_others(cell: str):
    assert type_of(verdict("c1", [*column_of(SENSITIVE["EMAIL_ADDRESS"]), cell])) == "EMAIL_ADDRESS"


def test_no_value_outlives_its_table():
    verdict("faith", ["Roman Catholic", "Sunni Islam", "Hinduism"] * 5)

    assert terms.remembered() == 0


MADE_UP = {
    "cpf": (["12345678901", "11122233344", "98765432100", "45612378900"], "BRAZIL_CPF_NUMBER"),
    "card_number": (["4111222233334444", "5500111122223333", "1234567812345678"], "CREDIT_CARD_NUMBER"),
    "imei": (["123456789012345", "356938035643800", "490154203237510"], "IMEI"),
    "national_id": (["1006315513", "1089743007", "1094033396", "1069045488"], "NATIONAL_ID"),
}


@pytest.mark.parametrize("name", MADE_UP)
def test_made_up_numbers_are_told_by_a_telling_name(name: str):
    values, expected = MADE_UP[name]

    assert type_of(verdict(name, values)) == expected
    assert type_of(verdict("c1", values)) is None


def test_a_column_of_mixed_values_contains_what_some_of_them_are():
    accounts = ["DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606"]
    cells = [*accounts, *(f"order {n}" for n in range(100, 115))]

    found = verdict("value", cells)

    assert type_of(found) is None
    assert [(f.kind, f.type_id, f.matched) for f in found.findings] == [
        (FindingKind.CONTAINS, "IBAN_CODE", 3)
    ]


def test_what_stands_in_json_is_found_wherever_it_stands():
    cells = [f'{{"note": "order {n}", "n": 4}}' for n in range(20)]
    cells += [f'{{"note": "{a}", "n": 4}}' for a in ("DE89370400440532013000", "GB29NWBK60161331926819")]

    assert "IBAN_CODE" in {f.type_id for f in verdict("payload", cells).findings}
