"""What a selection takes is counted once: what is not selected is left out."""

from hypothesis import given
from hypothesis import strategies as st

from app.model.schema import ObjectName
from app.schema.counting import NAMED, count_selected
from app.schema.selection import Selection

names = st.builds(ObjectName, schema=st.sampled_from(["sales", "hr"]), name=st.text(max_size=6))
globs = st.lists(st.sampled_from(["*", "sales.*", "a*", "?", "hr.b*"]), max_size=2).map(tuple)


@given(tables=st.lists(names, max_size=20), include=globs, exclude=globs)
def test_every_table_is_selected_or_left_out(
    tables: list[ObjectName], include: tuple[str, ...], exclude: tuple[str, ...]
) -> None:
    count = count_selected(tables, Selection(include=include, exclude=exclude))

    left_out = count.tables - count.selected
    assert count.tables == len(tables)
    assert len(count.first_selected) == min(count.selected, NAMED)
    assert len(count.first_left_out) == min(left_out, NAMED)
    assert 0 <= count.schemas_selected <= count.schemas <= 2


def test_without_tables_nothing_is_selected() -> None:
    count = count_selected([], Selection())

    assert (count.tables, count.selected, count.schemas, count.first_selected) == (0, 0, 0, ())
