"""Tables counted by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from time import perf_counter

import pytest

from app.identifiability.measuring import MOST_TOLD, measure_identifiability
from app.model.identifiability import ColumnSet, TableIdentifiability
from app.model.sample import SamplingMethod
from tests.support.runs import a_finding, a_verdict
from tests.support.tables import make_sample

FAMILIES = {
    "born": "DATE_OF_BIRTH",
    "sex": "GENDER",
    "zip": "POSTAL_CODE",
    "town": "LOCATION",
    "illness": "MEDICAL",
}
Columns = Mapping[str, Sequence[str | None]]


def measured(columns: Columns, *, method: SamplingMethod = SamplingMethod.ALL) -> TableIdentifiability | None:
    verdicts = [
        a_verdict(
            name,
            replace(
                a_finding(family),
                family=family,
                regulations=("GDPR Art. 9",) if family == "MEDICAL" else ("GDPR Art. 4",),
            ),
        )
        for name in columns
        for family in [FAMILIES.get(name, "LOCATION")]
    ]
    return measure_identifiability(make_sample(columns, method=method), verdicts)


def sets_of(columns: Columns) -> dict[tuple[str, ...], ColumnSet]:
    found = measured(columns)
    assert found is not None
    return {each.columns: each for each in found.sets}


def brief(each: ColumnSet) -> tuple[int, int, int, int, bool]:
    return each.groups, each.smallest, each.alone, each.under_five, each.unique


SWEENEY: Columns = {
    "born": ["1964", "1964", "1965", "1965", "1964", "1967"],
    "sex": ["male", "female", "male", "male", "female", "male"],
    "zip": ["02138", "02138", "02138", "02138", "02139", "02138"],
}


def test_birth_gender_and_postal_code_together_tell_rows_apart():
    sets = sets_of(SWEENEY)

    assert brief(sets["born",]) == (3, 1, 1, 6, False)
    assert brief(sets["sex",]) == (2, 2, 0, 6, False)
    assert brief(sets["zip",]) == (2, 1, 1, 1, False)
    assert brief(sets["born", "sex"]) == (4, 1, 2, 6, False)
    assert brief(sets["born", "sex", "zip"]) == (5, 1, 4, 6, False)


def test_missing_values_are_alike_and_who_alone_lacks_one_is_alone():
    sets = sets_of({"sex": ["f", "f", None, "", "m", "m"], "zip": ["1", "1", "1", "1", None, "1"]})

    assert brief(sets["sex",]) == (3, 2, 0, 6, False)
    assert brief(sets["zip",]) == (2, 1, 1, 1, False)
    assert brief(sets["sex", "zip"]) == (4, 1, 2, 6, False)


def test_rows_that_are_all_alike_are_one_group():
    assert {key: brief(each) for key, each in sets_of({"sex": ["f"] * 7, "zip": ["1"] * 7}).items()} == {
        ("sex",): (1, 7, 0, 0, False),
        ("zip",): (1, 7, 0, 0, False),
    }


def test_one_row_is_alone():
    assert {key: brief(each) for key, each in sets_of({"sex": [None], "zip": ["1"]}).items()} == {
        ("sex",): (1, 1, 1, 1, True),
        ("zip",): (1, 1, 1, 1, True),
    }


def test_where_one_column_tells_all_rows_apart_no_set_with_it_is_told():
    sets = sets_of({"born": ["1", "2", "3", "4"], "sex": ["f", "f", "m", "m"], "zip": ["1", "1", "1", "2"]})

    assert brief(sets["born",]) == (4, 1, 4, 4, True)
    assert set(sets) == {("born",), ("sex",), ("zip",), ("sex", "zip")}


def test_a_table_without_rows_or_persons_has_nothing_to_measure():
    assert measured({"sex": [], "zip": []}) is None
    assert measured({"zip": ["1", "2"], "town": ["a", "b"]}) is None
    assert measured({}) is None


def test_a_group_of_one_illness_gives_it_away():
    sets = sets_of(
        {
            "zip": ["1", "1", "1", "2", "2", "3", "3"],
            "sex": ["f"] * 7,
            "illness": ["flu", "Flu ", "flu", "flu", "gout", None, None],
        }
    )

    (diversity,) = sets["zip",].diversity
    assert (diversity.column, diversity.least_values, diversity.rows_given_away) == ("illness", 1, 3)
    assert sets["sex",].diversity[0].least_values == 3


def test_a_sensitive_column_without_a_value_gives_nothing_away():
    assert sets_of({"sex": ["f", "m"], "illness": [None, None]})["sex",].diversity == ()


@pytest.mark.parametrize(("method", "exact"), [(SamplingMethod.ALL, True), (SamplingMethod.BERNOULLI, False)])
def test_it_is_said_whether_these_are_all_rows(method: SamplingMethod, exact: bool):
    found = measured(SWEENEY, method=method)

    assert found is not None
    assert found.exact is exact


def wide(columns: int, rows: int) -> Columns:
    chance = Random(3)  # noqa: S311 - no secret
    names = ["born", "sex", *(f"town{n}" for n in range(columns - 2))]
    return {
        name: [str(chance.randrange(2 + 7 * place)) for _ in range(rows)] for place, name in enumerate(names)
    }


def test_of_many_sets_the_worst_of_each_size_are_kept():
    found = measured(wide(12, 300))

    assert found is not None
    sizes = [len(each.columns) for each in found.sets]
    assert max(map(sizes.count, sizes)) <= MOST_TOLD
    assert sizes == sorted(sizes)


def test_a_wide_table_takes_a_bounded_time():
    columns = wide(200, 10_000)
    began = perf_counter()
    found = measured(columns)

    assert perf_counter() - began < 3, "some 0.3 s on an idle machine"
    assert found is not None
    assert len(found.quasi) == 12
    assert len(found.left_out) == 188
    assert not found.complete


def test_no_value_is_in_what_is_kept():
    planted = {
        "born": [f"19{n}-01-02" for n in range(60, 90)],
        "town": [f"Planted-Town-{n % 5}" for n in range(30)],
    }
    found = measured(planted)

    assert found is not None
    assert not any(value in repr(found) for cells in planted.values() for value in cells)
