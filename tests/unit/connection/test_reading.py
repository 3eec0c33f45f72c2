from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.connection.dialects.base import Failure
from app.connection.dialects.sqlite_driver import DRIVER
from app.connection.reading import cell_of, columns_of, without_surrogates
from app.connection.wire import LENGTH, Ask, Failed, Opened, Order, Part, frame, read_answer, read_order
from app.model.sample import Cell

CELLS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (2**63, "9223372036854775808"),
        (1.5, 1.5),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (Decimal("12.00"), 12),
        (Decimal("0.25"), 0.25),
        (Decimal("NaN"), "NaN"),
        (Decimal(2**70), float(2**70)),
        (b"\xffA", "\ufffdA"),
        (date(2024, 2, 29), "2024-02-29"),
    ],
)
def test_a_value_becomes_what_json_can_carry(value: object, cell: Cell):
    assert cell_of(DRIVER, value) == cell


@given(st.lists(st.tuples(CELLS, CELLS)))
def test_rows_survive_the_wire(rows: list[tuple[Cell, Cell]]):
    part = Part(names=("a", "b"), columns=columns_of(DRIVER, ("a", "b"), rows), more=False)
    try:
        sent = frame(part)
    except UnicodeEncodeError:
        part = without_surrogates(part)
        sent = frame(part)
    assert read_answer(sent[LENGTH.size :]) == part


@pytest.mark.parametrize(
    "column",
    [
        (1, 2**63, None),
        (-(2**63) - 1, 0),
        (True, 2**70),
        ("a", 1, None),
        (1, 1.5, float("inf")),
        (Decimal(3), "a", b"b"),
        (None, None),
        (True, False, None),
        (0, None, 2**63 - 1),
    ],
)
def test_a_column_is_carried_as_its_values_are(column: tuple[object, ...]):
    carried = columns_of(DRIVER, ("a",), [(value,) for value in column])
    assert repr(carried) == repr((tuple(cell_of(DRIVER, value) for value in column),))


def test_no_rows_are_as_many_empty_columns_as_there_are_names():
    assert columns_of(DRIVER, ("a", "b"), []) == ((), ())


def test_lone_surrogates_become_question_marks():
    part = without_surrogates(Part(names=("\ud800",), columns=(("a\udfffb", 1),), more=True))
    assert part == Part(names=("?",), columns=(("a?b", 1),), more=True)


def test_questions_and_answers_are_told_apart_on_the_wire():
    ask = Ask(sql="SELECT 1", parameters={"a": None}, timeout_seconds=1.5)
    assert read_order(frame(ask)[LENGTH.size :]) == ask
    for answer in (
        Failed(Failure("server", "42P01"), alive=True),
        Opened(product="p", version="1", session=None),
    ):
        assert read_answer(frame(answer)[LENGTH.size :]) == answer


def test_an_order_does_not_show_its_password():
    order = Order(
        driver="d",
        fields={"host": "h"},
        password="c4n4ry",  # noqa: S106 - to be looked for
        address=None,
        file_roots=None,
        application_name="a",
        connect_timeout_seconds=1,
        statement_timeout_seconds=1,
        deadline_seconds=1,
        memory_bytes=1,
    )
    assert "c4n4ry" not in f"{order!r} {order!s}"
