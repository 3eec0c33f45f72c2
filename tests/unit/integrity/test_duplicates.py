"""Second records that were made are found; namesakes, families, variants and orders are none."""

from dataclasses import replace
from datetime import date
from math import exp, factorial
from random import Random

import pytest

from app.integrity.defects import defects_of
from app.integrity.duplicates import MOST_ROWS
from app.integrity.repeated import FEWEST_PAIRS, groups_of, poisson_interval, repeated
from app.model.defects import Defect, DefectKind
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Table
from tests.support.schemas import a_table

Row = tuple[str | None, ...]

PERSONS = a_table(
    "customer",
    "id int!, first_name text, last_name text, email text, phone text, birth_date date, city text",
    primary="id",
)
_SYLLABLES = "ba ke li mo nu ra se ti vo zu dan fel gor hin jal kur".split()  # noqa: SIM905 - words read better


def _name(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=3)).capitalize()


def _persons(random: Random, rows: int = 300) -> list[Row]:
    firsts, lasts = ([_name(random) for _ in range(count)] for count in (60, 150))
    return [
        (
            str(number),
            (first := random.choice(firsts)),
            (last := random.choice(lasts)),
            f"{first}.{last}{number}@mail.example".lower(),
            f"0{random.randrange(10**8, 10**9)}",
            date.fromordinal(random.randrange(715_000, 731_000)).isoformat(),
            random.choice(("Ulm", "Graz", "Bern", "Lyon", "Turin")),
        )
        for number in range(rows)
    ]


def _found(table: Table, rows: list[Row], kind: DefectKind, **facts: object) -> Defect | None:
    names = [column.name for column in table.columns]
    sample = Sample(
        facts=replace(SampleFacts(method=SamplingMethod.ALL, rows=len(rows), seed=1), **facts),
        values=dict(zip(names, zip(*rows, strict=True), strict=True)),
    )
    defects = defects_of(table, sample, (), today=date(2026, 6, 1)).defects
    return next((defect for defect in defects if defect.kind is kind), None)


def _entities(rows: list[Row]) -> Defect | None:
    return _found(PERSONS, rows, DefectKind.DUPLICATE_ENTITIES)


@pytest.mark.parametrize("seed", range(5))
def test_persons_without_a_second_record_have_none(seed: int):
    assert _entities(_persons(Random(seed))) is None


def test_a_person_with_a_slip_another_address_and_a_phone_written_otherwise_is_one():
    rows = _persons(Random(1))
    _, first, last, _, phone, born, city = rows[7]
    assert first
    assert last
    assert phone
    again = f"{last[:3]}{last[4:]}", "new@other.example", f"+49 {phone[1:4]} {phone[4:]}"
    found = _entities([*rows, ("900", first.upper(), *again, born, city)])
    assert found is not None
    assert (found.count, found.rows, found.exact, found.examples) == (1, 301, True, ())
    assert "last_name" in found.columns


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({1: "Someone"}, id="twin"),
        pytest.param({5: "1999-09-09", 3: "junior@mail.example"}, id="son of the same name"),
        pytest.param({3: "a@b.example", 4: "0123456789", 5: None}, id="namesake of the same town"),
        pytest.param({2: "Elsewise"}, id="other name"),
    ],
)
def test_who_differs_in_what_one_has_but_once_is_somebody_else(other: dict[int, str | None]):
    rows = _persons(Random(2))
    changed = [other.get(place, cell) for place, cell in enumerate(rows[7])]
    assert _entities([*rows, ("900", *changed[1:])]) is None


def test_two_names_that_both_exist_are_no_slip():
    rows = [*_persons(Random(3)), ("800", "Anna", "Zundgor", "z1@mail.example", "0471198842", None, "Ulm")]
    assert (
        _entities([*rows, ("801", "Hanna", "Zundgor", "z1@mail.example", "0471198842", None, "Ulm")]) is None
    )


ARTICLES = a_table("article", "id int!, title text, brand text, weight int, price text", primary="id")


def _articles(*more: str) -> list[Row]:
    random = Random(4)
    brands = [_name(random) for _ in range(8)]
    made = [
        (str(n), f"{(b := random.choice(brands))} {_name(random)} {random.randrange(100, 999)}", b,
         str(random.randrange(50, 9999)), f"{random.random() * 900:.2f}")
        for n in range(200)
    ]  # fmt: skip
    _, _, brand, weight, price = made[0]
    return [
        *made,
        *((f"{900 + place}", f"{brand} {words}", brand, weight, price) for place, words in enumerate(more)),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kettlebox 64", "Kettlebox 128"), ("Kettlebox Blue", "Kettlebox Black"), ("Shirtex M", "Shirtex L")],
)
def test_variants_of_an_article_are_articles(one: str, other: str):
    assert _found(ARTICLES, _articles(one, other), DefectKind.DUPLICATE_ENTITIES) is None
    assert _found(ARTICLES, _articles(one, other), DefectKind.DUPLICATE_ROWS) is None


def test_orders_of_the_same_person_are_no_second_records():
    random = Random(5)
    table = a_table(
        "orders",
        "id int!, first_name text, last_name text, email text, day date, amount text, items int",
        primary="id",
    )
    people = _persons(random, 150)
    rows: list[Row] = [
        (str(n), *random.choice(people)[1:4], date.fromordinal(random.randrange(739_000, 739_600)).isoformat(),
         f"{random.random() * 500:.2f}", str(random.randrange(1, 12)))
        for n in range(300)
    ]  # fmt: skip
    assert _found(table, rows, DefectKind.DUPLICATE_ENTITIES) is None


def test_the_same_day_with_day_and_month_exchanged_is_another_day():
    table = a_table(
        "visit",
        "id int!, first_name text, last_name text, email text, visited timestamp, fee text",
        primary="id",
    )
    people = _persons(Random(7))
    rows: list[Row] = [
        (*person[:4], f"2025-0{n % 9 + 1}-{n % 28 + 1:02} 08:{n % 60:02}", f"{n}.5")
        for n, person in enumerate(people)
    ]
    first = (*people[0][1:4], "2025-07-08 09:00", "20.5")
    again = (*people[0][1:4], "2025-08-07 09:00", "20.5")
    assert _found(table, [*rows[1:], ("800", *first), ("801", *again)], DefectKind.DUPLICATE_ENTITIES) is None


def test_copies_are_second_records_too_where_there_are_others():
    rows = _persons(Random(8))
    _, first, last, *others = rows[3]
    assert last
    copy, slipped = ("900", *rows[9][1:]), ("901", first, last[:2] + last[3:], "n@other.example", *others[1:])
    only_copy = _found(PERSONS, [*rows, copy], DefectKind.DUPLICATE_ENTITIES)
    both = [*rows, copy, slipped]
    found = {
        kind: _found(PERSONS, both, kind)
        for kind in (DefectKind.DUPLICATE_ROWS, DefectKind.DUPLICATE_ENTITIES)
    }
    assert only_copy is None
    assert [each.count for each in found.values() if each] == [1, 2]


def test_entities_are_searched_in_the_first_rows_and_copies_in_all():
    rows = _persons(Random(9), MOST_ROWS + 10)
    _, first, last, *others = rows[3]
    assert last
    slipped = ("90000", first, last[:2] + last[3:], "n@other.example", *others[1:])
    rows.insert(40, slipped)
    rows.append(("90001", *rows[9][1:]))
    copies = _found(PERSONS, rows, DefectKind.DUPLICATE_ROWS)
    entities = _found(PERSONS, rows, DefectKind.DUPLICATE_ENTITIES)
    assert copies is not None
    assert entities is not None
    assert (copies.count, copies.rows, copies.exact) == (1, len(rows), True)
    assert (entities.rows, entities.exact) == (MOST_ROWS, False)


def test_poissons_interval_leaves_its_tails_on_both_sides():
    low, high = poisson_interval(7)
    assert sum(_chance(n, high) for n in range(8)) == pytest.approx(0.025)
    assert 1 - sum(_chance(n, low) for n in range(7)) == pytest.approx(0.025)


def _chance(count: int, mean: float) -> float:
    return exp(-mean) * mean**count / factorial(count)


def _facts(drawn: int, of: int | None, method: SamplingMethod = SamplingMethod.BERNOULLI) -> SampleFacts:
    return SampleFacts(method=method, rows=drawn, seed=1, table_rows=of)


@pytest.mark.parametrize("size", [2, 3])
def test_the_estimate_is_right_in_the_mean_and_its_interval_holds(size: int):
    """1,000 drawings of a tenth of 20,000 rows, 3,000 groups of which stand there twice, or thrice."""
    random = Random(6)
    repeats = 3_000 * (size - 1)
    told = [repeated(_drawn(random, size), _facts(2_000, 20_000)) for _ in range(1_000)]
    counts = [each.count for each in told]
    assert sum(counts) / len(counts) == pytest.approx(repeats, rel=0.1)
    if size == 2:
        inside = [abs(each.count - repeats) <= (each.bound or 0) * each.rows for each in told]
        assert sum(inside) >= 930
    else:
        assert None in {each.bound for each in told}  # triples were seen: their size is uncertain too


def _drawn(random: Random, size: int) -> list[int]:
    met = [sum(random.random() < 0.1 for _ in range(size)) for _ in range(3_000)]
    return [each for each in met if each > 1]


def test_what_a_sample_does_not_allow_is_told_of_the_sample():
    for facts in (_facts(100, 10_000, SamplingMethod.PAGES), _facts(100, None), _facts(100, 10_000)):
        found = repeated([2] * (FEWEST_PAIRS - 1), facts)
        assert (found.count, found.rows, found.exact, found.bound) == (FEWEST_PAIRS - 1, 100, False, None)
    whole = repeated([3, 2], _facts(50, 50, SamplingMethod.ALL))
    assert (whole.count, whole.rows, whole.exact) == (3, 50, True)


def test_rows_tied_by_pairs_are_one_group():
    assert sorted(groups_of([(1, 2), (3, 4), (4, 2), (8, 9)])) == [2, 4]


VISITS = a_table(
    "visit",
    "id int!, first_name text, last_name text, phone text, street text, visited date, score int",
    primary="id",
)


def _visits(random: Random, rows: int = 300) -> list[Row]:
    people = [
        (_name(random), _name(random), f"0{random.randrange(10**8, 10**9)}", f"{_name(random)} street {n}")
        for n in range(90)
    ]
    return [
        (
            str(number),
            *random.choice(people),
            date.fromordinal(random.randrange(737_000, 739_000)).isoformat(),
            str(random.randrange(30)),
        )
        for number in range(rows)
    ]


def test_a_slip_in_the_address_makes_no_second_record_of_another_visit() -> None:
    rows = _visits(Random(4))
    misspelled = [
        (*row[:4], (row[4] or "")[1:], *row[5:]) if place % 40 == 5 else row for place, row in enumerate(rows)
    ]
    assert _found(VISITS, misspelled, DefectKind.DUPLICATE_ENTITIES) is None
    again = [
        (str(900 + place), *row[1:4], (row[4] or "")[1:], row[5], "31") for place, row in enumerate(rows[:20])
    ]
    found = _found(VISITS, [*rows, *again], DefectKind.DUPLICATE_ENTITIES)
    assert found is not None
    assert found.count >= 20
