"""Cells as they come, and the values that are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.detection.cells.shapes import bits_of, gates_of
from app.detection.cells.values import LONGEST_VALUE, column_values, normalise


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("  a\u00a0 b ", "a b"),
        ("\uff11\uff12\uff0d\uff13\uff14", "12-34"),
        ("&lt;a&gt; &amp; b", "<a> & b"),
        ("R&D", "R&D"),
        ("AT&T; and", "AT&T; and"),
        ("a\u200bb", "ab"),
        ("a\tb\nc", "a b c"),
        ('"quoted"', "quoted"),
        ("'quoted'", "quoted"),
        ("'0171234", "0171234"),
        ("'tis", "'tis"),
        ('="00123"', "00123"),
        ("„so“", "so"),
        ("\x00", ""),
        ("\ud800", "\ud800"),
        ("", ""),
    ],
)
def test_a_cell_is_read_as_it_was_meant(cell: str, meant: str):
    assert normalise(cell) == meant


def test_line_breaks_of_a_long_text_stay():
    text = "line\n" * 100
    assert normalise(text) == text.strip()


@given(st.text())
def test_normalising_twice_changes_no_more(cell: str):
    once = normalise(cell)
    assert len(once) <= LONGEST_VALUE
    assert column_values([once]).sampled == 1


def test_spellings_of_null_are_no_values():
    values = column_values(["NULL", "n/a", "-", "Anna", "nan", None, ""])
    assert (values.sampled, values.counts) == (6, {"Anna": 1})


def test_a_column_of_such_words_alone_keeps_them():
    assert column_values(["x", "-", "x"]).counts == {"x": 2, "-": 1}


def test_whole_numbers_read_as_floats_are_whole_again():
    assert column_values(["5551234567.0", "5551234568.0"]).counts == {"5551234567": 1, "5551234568": 1}
    assert column_values(["12345.0", "12345.5"]).counts == {"12345.0": 1, "12345.5": 1}


@given(st.lists(st.text(st.characters(exclude_categories=()), min_size=1), max_size=40))
def test_gates_of_many_values_are_those_of_each(values: list[str]):
    assert gates_of(values) == [(len(value), bits_of(value)) for value in values]


@given(
    st.lists(st.text("ab1 |'\"&=\u00a0\u00e9\u0301\u201c\u201d\u200b\n.0\ud800;x-?", max_size=6), max_size=4)
)
def test_columns_read_at_once_are_read_as_cell_by_cell(cells: list[str]):
    # One untidy cell has all of them read one by one.
    assert column_values([*cells, "z"]) == column_values([*cells, " z"])
