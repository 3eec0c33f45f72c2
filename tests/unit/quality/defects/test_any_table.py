"""Whatever stands in a table, no search fails, and what is told stays within it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.model.defects import Defect
from app.model.sample import SamplingMethod
from app.model.schema import DataType
from app.quality.defects.finding import find_defects
from tests.support.bad_values import TEXTS
from tests.support.tables import make_sample, make_table

TODAY = date(2026, 11, 27)
NAMES = ("id", "name", "first_name", "last_name", "city", "country", "start_date", "end_date", "price", "weight_kg", "lat",
         "lon", "email", "created_at", "status", "total", "customer_id", "temperature", "note")  # fmt: skip
KINDS = (DataType.TEXT, DataType.INTEGER, DataType.DECIMAL, DataType.FLOAT, DataType.DATE, DataType.TIMESTAMP, DataType.TIME,
         DataType.BOOLEAN, DataType.UUID, DataType.JSON)  # fmt: skip
CELLS: tuple[st.SearchStrategy[str], ...] = (
    st.sampled_from(
        ["", " ", "n/a", "-", "NaN", "inf", "1e999999", "0000-00-00", "24:00", "-838:59:59", "�", "\0"]
    ),
    st.integers(-(10**30), 10**30).map(str),
    st.floats().map(repr),
    st.dates().map(str),
    st.datetimes().map(str),
    st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}([.,][0-9]{1,3})? ?(kg|g|lb|cm|m|in|%|€)?", fullmatch=True),
    st.sampled_from(["Paris", "paris", "Pairs", "Lyon", "France", "Germany", "Germnay", "anna", "Hanna"]),
    st.text(max_size=12),
)


def told(cells: dict[str, tuple[DataType, list[str | None]]], method: SamplingMethod) -> tuple[Defect, ...]:
    table = make_table({name: kind for name, (kind, _) in cells.items()})
    sample = make_sample({name: column for name, (_, column) in cells.items()}, method=method)
    return find_defects(table, sample, (), today=TODAY)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, tuple[DataType, list[str | None]]]:
    rows = draw(st.sampled_from([1, 2, 9, 40]))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    found: dict[str, tuple[DataType, list[str | None]]] = {}
    for name in names:
        some = st.one_of(st.none(), *draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=2)))
        few = draw(st.lists(some, min_size=1, max_size=6))
        cells = draw(st.lists(st.one_of(st.sampled_from(few), some), min_size=rows, max_size=rows))
        found[name] = (draw(st.sampled_from(KINDS)), cells)
    return found


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(tables(), st.sampled_from(list(SamplingMethod)))
def test_no_table_makes_a_search_fail(
    cells: dict[str, tuple[DataType, list[str | None]]], method: SamplingMethod
):
    rows = len(next(iter(cells.values()))[1])
    for defect in told(cells, method):
        assert set(defect.columns) <= set(cells)
        assert 0 < defect.count <= defect.rows == rows
        assert 0 <= defect.confidence <= 1


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "cells", [[None] * 30, [""] * 30, [" "] * 30, [None, ""] * 15], ids=["null", "empty", "blank", "both"]
)
def test_columns_without_a_value_have_no_typos_nor_units(kind: DataType, cells: list[str | None]):
    told({"weight": (kind, cells), "name": (kind, cells)}, SamplingMethod.ALL)


@pytest.mark.parametrize("kind", [DataType.TEXT, DataType.DECIMAL, DataType.TIMESTAMP])
@pytest.mark.parametrize("name", TEXTS)
def test_cells_that_programs_trip_over_are_read(name: str, kind: DataType):
    cells = [None if cell is None else cell[:4096] for cell in TEXTS[name]]
    for times in (1, 30):
        told(
            {"note": (kind, cells * times), "id": (DataType.INTEGER, [*map(str, range(len(cells) * times))])},
            SamplingMethod.ALL,
        )
