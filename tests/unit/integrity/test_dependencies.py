"""Dependencies that were made are found, with the rows that break them; where there are none, none is found."""

from random import Random

import pytest

from app.integrity.dependencies import LEAST_OF_A_DEFECT, dependency_defects, find_dependencies
from app.model.defects import DefectKind
from app.model.integrity import Dependency
from app.model.sample import Sample, SampleFacts, SamplingMethod
from app.model.schema import Table
from tests.support.schemas import a_table

ROWS = 1000
Row = tuple[object, ...]


def _sample(table: Table, rows: list[Row], method: SamplingMethod = SamplingMethod.ALL) -> Sample:
    cells = [[None if cell is None else str(cell) for cell in column] for column in zip(*rows, strict=True)]
    return Sample(
        facts=SampleFacts(method=method, rows=len(rows), seed=1),
        values={column.name: tuple(cells[place]) for place, column in enumerate(table.columns)},
    )


ADDRESS = a_table("address", "id int!, zip text, city text, street text", primary="id")


def _addresses(random: Random, *, wrong: int = 0) -> list[Row]:
    cities = [f"city{n}" for n in range(40)]
    zips = {f"{10000 + n}": random.choice(cities) for n in range(120)}
    rows: list[Row] = []
    for number in range(ROWS):
        code = random.choice([*zips])
        rows.append((number, code, zips[code], f"street {random.randrange(5000)}"))
    for place in random.sample(range(ROWS), wrong):
        number, code, city, street = rows[place]
        rows[place] = (number, code, random.choice([each for each in cities if each != city]), street)
    return rows


def test_a_postal_code_settles_its_city():
    assert find_dependencies(ADDRESS, _sample(ADDRESS, _addresses(Random(1)))) == (
        Dependency(
            determinant=("zip",),
            dependent="city",
            strength=1.0,
            rows=ROWS,
            groups=120,
            violations=0,
            exact=True,
        ),
    )


@pytest.mark.parametrize("wrong", [1, 5, 20, 30])
def test_rows_that_break_it_are_counted_and_are_a_defect(wrong: int):
    (found,) = find_dependencies(ADDRESS, _sample(ADDRESS, _addresses(Random(2), wrong=wrong)))
    assert (found.determinant, found.dependent, found.violations) == (("zip",), "city", wrong)
    (defect,) = dependency_defects([found], SamplingMethod.ALL)
    assert (defect.kind, defect.columns, defect.count, defect.rows) == (
        DefectKind.DEPENDENCY_VIOLATION,
        ("zip", "city"),
        wrong,
        ROWS,
    )
    assert defect.confidence >= LEAST_OF_A_DEFECT
    assert (defect.exact, defect.bound) == (True, None)


def test_a_drawn_sample_bounds_the_share_and_its_first_rows_do_not():
    for method, is_bounded in ((SamplingMethod.BERNOULLI, True), (SamplingMethod.HEAD, False)):
        found = find_dependencies(ADDRESS, _sample(ADDRESS, _addresses(Random(2), wrong=5), method))
        (defect,) = dependency_defects(found, method)
        assert (defect.exact, defect.bound is not None) == (False, is_bounded)


def test_two_columns_together_settle_what_neither_does():
    table = a_table("price_list", "id int!, article text, region text, shelf text", primary="id")
    random = Random(3)
    shelves = {(a, r): f"shelf{random.randrange(60)}" for a in range(20) for r in range(6)}
    rows: list[Row] = []
    for number in range(ROWS):
        article, region = random.randrange(20), random.randrange(6)
        rows.append((number, f"a{article}", f"r{region}", shelves[article, region]))
    found = find_dependencies(table, _sample(table, rows))
    assert [(each.determinant, each.dependent) for each in found] == [(("article", "region"), "shelf")]


def test_columns_that_settle_one_another_are_told_once():
    table = a_table("state", "id int!, code text, name text", primary="id")
    rows: list[Row] = [(n, f"c{n * 7 % 50}", f"name {n * 7 % 50}") for n in range(ROWS)]
    found = find_dependencies(table, _sample(table, rows))
    assert [(each.determinant, each.dependent) for each in found] == [(("code",), "name")]


def test_keys_nearly_keys_and_nearly_constant_columns_settle_nothing():
    table = a_table("event", "id int!, token text, kind text, flag text", primary="id")
    random = Random(4)
    rows: list[Row] = [
        (n, f"t{n if n % 100 else 0}", f"k{random.randrange(30)}", "no" if random.random() < 0.99 else "yes")
        for n in range(ROWS)
    ]
    assert find_dependencies(table, _sample(table, rows)) == ()


def test_null_and_blank_neither_settle_nor_break():
    rows: list[Row] = [
        (n, code if n % 5 else None, city if n % 7 else " ", street)
        for n, (_, code, city, street) in enumerate(_addresses(Random(5)))
    ]
    (found,) = find_dependencies(ADDRESS, _sample(ADDRESS, rows))
    assert (found.violations, found.rows) == (0, sum(1 for n in range(ROWS) if n % 5 and n % 7))


def test_ambiguous_groups_are_exceptions_that_are_meant():
    """Every tenth code is shared by two cities half and half, as small towns share codes."""
    random = Random(6)
    rows: list[Row] = []
    for number in range(ROWS):
        code = random.randrange(100)
        second = code % 10 == 0 and random.random() < 0.4
        rows.append((number, f"z{code}", f"city{code * 2 + second}", f"s{random.randrange(5000)}"))
    found = find_dependencies(ADDRESS, _sample(ADDRESS, rows))
    assert dependency_defects(found, SamplingMethod.ALL) == ()


def test_tables_of_independent_columns_have_none():
    """300 tables of columns of every spread: few values, many, skewed, nearly constant, nearly unique."""
    table = a_table("t", "a text, b text, c text, d int, e int, f text, g text, h text")
    random = Random(7)
    for _ in range(300):
        size = random.choice([30, 100, 400])
        spreads = [random.choice([2, 3, 5, 12, 40, 150, 600]) for _ in table.columns]
        powers = [random.choice([1.0, 1.0, 2.0, 5.0]) for _ in table.columns]
        rows: list[Row] = [
            tuple(
                int(spread * random.random() ** power) for spread, power in zip(spreads, powers, strict=True)
            )
            for _ in range(size)
        ]
        assert find_dependencies(table, _sample(table, rows)) == ()


def test_of_a_permuted_dependency_nothing_is_left():
    random = Random(8)
    for _ in range(100):
        rows = _addresses(random)
        cities = [row[2] for row in rows]
        random.shuffle(cities)
        shuffled: list[Row] = [(row[0], row[1], city, row[3]) for row, city in zip(rows, cities, strict=True)]
        assert find_dependencies(ADDRESS, _sample(ADDRESS, shuffled)) == ()


def test_amounts_settle_nothing_and_whole_numbers_no_other_number():
    lines = a_table("line", "id int!, net decimal(10,2), pieces int, grams int", primary="id")
    random = Random(6)
    rows: list[Row] = []
    for number in range(ROWS):
        pieces, price = random.randint(1, 9), random.choice([19.9, 24.5, 79.0, 119.0])
        rows.append((number, f"{pieces * price:.2f}", pieces, round(pieces * price * 5)))
    for place in random.sample(range(ROWS), 5):
        number, net, pieces, grams = rows[place]
        rows[place] = (number, net, int(str(pieces)) % 9 + 1, grams)
    assert dependency_defects(find_dependencies(lines, _sample(lines, rows)), SamplingMethod.ALL) == ()
