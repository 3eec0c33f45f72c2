"""Packets are cut wherever the reads happen to end, and cells are found by their lengths alone."""

import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.connection.dialects.mysql_cells import dtype_of, empty, typed
from app.connection.dialects.mysql_lossless import Form, PulledCell, pulled_cell
from app.connection.dialects.mysql_packets import rows_in_parts
from app.connection.driver import KnownFailureError
from app.connection.wire import PulledColumn
from app.model.schema import DataType

END = b"\xfe\0\0\2\0"


def packet(payload: bytes, number: int) -> bytes:
    return struct.pack("<I", len(payload))[:3] + bytes([number & 255]) + payload


def stream(*payloads: bytes, first: int = 0) -> bytes:
    return b"".join(packet(each, first + place) for place, each in enumerate(payloads))


def reads(data: bytes, size: int) -> Callable[[int], bytes]:
    pieces = iter([data[place : place + size] for place in range(0, len(data), size)])
    return lambda _: next(pieces, b"")


def rows_of(data: bytes, *, size: int = 7, first: int = 0) -> tuple[list[bytes], list[bytes]]:
    ended: list[bytes] = []
    rows = [row for part in rows_in_parts(reads(data, size), first, ended.append) for row in part]
    return rows, ended


def cell(value: bytes | None) -> bytes:
    """A length-encoded string; ``None`` is NULL."""
    if value is None:
        return b"\xfb"
    length = len(value)
    if length < 251:
        return bytes([length]) + value
    if length < 2**16:
        return b"\xfc" + struct.pack("<H", length) + value
    if length < 2**24:
        return b"\xfd" + struct.pack("<I", length)[:3] + value
    return b"\xfe" + struct.pack("<Q", length) + value


def column(form: Form, name: str = "a", **more: int) -> PulledCell:
    return PulledCell(name=name, data_type=DataType.TEXT, form=form, select=name, **more)


def values(form: Form, *cells: bytes | None, **more: int) -> tuple[list[object], bool]:
    """What a column of these cells comes to, and whether it counts as wrong."""
    wrong: set[str] = set()
    told = typed([cell(each) for each in cells], [column(form, "a", **more)], wrong)
    return told["p0"].to_list(), bool(wrong)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1000])
def test_rows_come_whole_however_they_are_read(size: int) -> None:
    made = [b"\1a", b"", b"\3abc" * 60, b"\xfb"]
    assert rows_of(stream(*made, END, first=253), size=size, first=253) == (made, [END])


def test_a_row_of_several_packets_is_one_row() -> None:
    long, longest = b"x" * (0xFFFFFF + 5), b"\xfe" + b"y" * (0xFFFFFF - 1)
    parts = (long[:0xFFFFFF], long[0xFFFFFF:], longest, b"", b"\1z", END)
    rows, ended = rows_of(stream(*parts), size=1 << 20)
    assert [len(row) for row in rows] == [len(long), len(longest), 2]
    assert rows[0] == long
    assert ended == [END]


def test_an_error_ends_the_rows_and_is_told_as_it_came() -> None:
    error = b"\xff\xb1\x07#70100timeout"
    assert rows_of(stream(b"\1a", error)) == ([b"\1a"], [error])


@pytest.mark.parametrize(
    "data", [stream(b"\1a"), stream(b"\1a", END)[:-2], b"", stream(b"\1a") + stream(END)]
)
def test_a_stream_that_breaks_off_or_lacks_packets_is_lost(data: bytes) -> None:
    with pytest.raises(KnownFailureError) as failure:
        rows_of(data)
    assert failure.value.failure.kind == "lost"


@given(st.lists(st.tuples(*[st.none() | st.text(max_size=300)] * 3), min_size=1, max_size=20))
def test_texts_are_those_that_were_sent(rows: list[tuple[str | None, ...]]) -> None:
    sent = [b"".join(cell(None if each is None else each.encode()) for each in row) for row in rows]
    wrong: set[str] = set()
    found = typed(sent, [column(Form.TEXT, name) for name in "abc"], wrong)
    assert found.rows() == rows
    assert not wrong


@pytest.mark.parametrize("length", [250, 251, 252, 2**16 - 1, 2**16, 2**24 - 1, 2**24])
def test_lengths_of_every_width_are_read(length: int) -> None:
    found = typed([cell(b"x" * length) + cell(b"end")], [column(Form.TEXT), column(Form.TEXT)], set())
    assert [len(each) for each in found.row(0)] == [length, 3]


@pytest.mark.parametrize(
    "row",
    [
        b"",
        b"\1",
        b"\2a",
        b"\1a\1b",
        b"\xfc\1",
        b"\xfd\xff\xff\xff",
        b"\xfe" + b"\xff" * 8,
        b"\xfe" + struct.pack("<q", -8),
        b"\xff",
    ],
)
def test_a_row_that_is_not_its_cells_is_never_read(row: bytes) -> None:
    with pytest.raises(KnownFailureError):
        typed([b"\1a", row, b"\1a"], [column(Form.TEXT)], set())


@pytest.mark.parametrize(
    ("form", "text", "more"),
    [
        (Form.DATE, b"0000-00-00", {}),
        (Form.DATE, b"2021-00-10", {}),
        (Form.DATE, b"2021-02-30", {}),
        (Form.DATE, b"0000-05-05", {}),
        (Form.TIMESTAMP, b"0000-00-00 00:00:00", {}),
        (Form.TIMESTAMP, b"0000-01-01 10:00:00.50", {"scale": 2}),
        (Form.TIME, b"-838:59:59", {}),
        (Form.TIME, b"24:00:00", {}),
        (Form.BOOLEAN, b"2", {}),
        (Form.INTEGER, b"9223372036854775808", {}),
        (Form.DECIMAL, b"100.00", {"precision": 4, "scale": 2}),
        (Form.TEXT, b"\xc3\x28", {}),
        (Form.LONG_TEXT, b"x" * 16_385, {}),
    ],
)
def test_a_value_that_no_type_has_makes_its_column_wrong(
    form: Form, text: bytes, more: dict[str, int]
) -> None:
    assert values(form, text, None, **more) == ([None, None], True)


@pytest.mark.parametrize(
    ("form", "text", "shown", "more"),
    [
        (Form.INTEGER, b"-9223372036854775808", "-9223372036854775808", {}),
        (Form.INTEGER, b"0000", "0", {}),
        (Form.UNSIGNED, b"18446744073709551615", "18446744073709551615", {}),
        (Form.UNSIGNED, b"00042", "42", {}),
        (Form.DECIMAL, b"-" + b"9" * 28 + b"." + b"9" * 10, "-" + "9" * 28 + "." + "9" * 10, {"precision": 38, "scale": 10}),
        (Form.DECIMAL, b"0.10", "0.10", {"precision": 4, "scale": 2}),
        (Form.FLOAT, b"1.7976931348623157e308", "1.7976931348623157e+308", {}),
        (Form.FLOAT, b"-0", "-0.0", {}),
        (Form.FLOAT, b"5e-324", "5e-324", {}),
        (Form.BOOLEAN, b"1", "True", {}),
        (Form.DATE, b"0001-01-01", "0001-01-01", {}),
        (Form.DATE, b"9999-12-31", "9999-12-31", {}),
        (Form.TIMESTAMP, b"9999-12-31 23:59:59", "9999-12-31 23:59:59", {}),
        (Form.TIMESTAMP, b"2021-01-31 10:00:00.000001", "2021-01-31 10:00:00.000001", {"scale": 6}),
        (Form.TIMESTAMP, b"2021-01-31 10:00:00.500", "2021-01-31 10:00:00.500000", {"scale": 3}),
        (Form.TIME, b"23:59:59.999999", "23:59:59.999999", {}),
        (Form.LONG_TEXT, b"x" * 16_384, "x" * 16_384, {}),
        (Form.TEXT, b"a\0b\n\xff"[:4], "a\0b\n", {}),
    ],
)  # fmt: skip
def test_a_value_is_read_with_all_its_digits(
    form: Form, text: bytes, shown: str, more: dict[str, int]
) -> None:
    found, is_wrong = values(form, text, None, **more)
    assert ([str(each) for each in found], is_wrong) == ([shown, "None"], False)


@pytest.mark.parametrize("data_type", list(DataType))
def test_every_type_is_pulled_or_has_no_digits_to_be(data_type: DataType) -> None:
    cell = pulled_cell(PulledColumn(name="a", data_type=data_type, native_type="int(11)"), "`a`")
    assert (cell is None) is (data_type is DataType.DECIMAL)


@pytest.mark.parametrize("form", list(Form))
def test_frames_have_the_types_of_the_empty_one(form: Form) -> None:
    made = column(form, precision=10, scale=2)
    found = typed([cell(None)], [made], set())
    assert found.schema == empty([made]).schema == {"p0": dtype_of(made)}
