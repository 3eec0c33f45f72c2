"""CSV files as people and programs write them: whatever the bytes are, columns come out."""

import io
import random

import pytest

from app.files.csv_table import read_csv
from app.files.peeking import Peeked
from app.files.table import FileTable


def read(content: bytes, *, sample: int = 100, header: bool | None = None) -> FileTable:
    return read_csv(Peeked(io.BytesIO(content)), "t", sample=sample, seed=0, header=header)


def columns(table: FileTable) -> dict[str, tuple[str | None, ...]]:
    return {column.name: column.values for column in table.columns}


PEOPLE = "id;name;town\n1;José;Köln\n2;Ann;Łódź\n"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str):
    assert columns(read(PEOPLE.replace(";", separator).encode()))["town"] == ("Köln", "Łódź")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_of_unicode_is_read(encoding: str):
    assert columns(read(PEOPLE.encode(encoding))) == {
        "id": ("1", "2"),
        "name": ("José", "Ann"),
        "town": ("Köln", "Łódź"),
    }


def test_latin_letters_of_one_byte_are_read_and_told():
    table = read("id;name\n1;José\n2;Müller\n".encode("latin-1"))

    assert columns(table)["name"] == ("José", "Müller")
    assert "Read as Windows-1252" in table.notes


def test_a_few_bytes_that_are_no_utf_8_leave_the_rest_as_it_is():
    table = read(b"name,n\n" + "José,1\n".encode() * 50 + b"Jos\xff,2\n")

    assert columns(table)["name"][0] == "José"


def test_decimal_commas_do_not_separate():
    table = read(b"price;weight\n1,50;2,75\n3,20;4,10\n5,00;6,99\n")

    assert columns(table) == {"price": ("1,50", "3,20", "5,00"), "weight": ("2,75", "4,10", "6,99")}


def test_a_separator_that_the_file_declares_is_taken():
    assert columns(read(b"sep=|\r\na|b\r\nx,1|y,2\r\n")) == {"a": ("x,1",), "b": ("y,2",)}


def test_quoted_cells_may_hold_separators_quotes_and_line_breaks():
    table = read(b'name,note\n"Smith, Ann","said ""hi""\nand left"\nBob,x\n')

    assert columns(table) == {"name": ("Smith, Ann", "Bob"), "note": ('said "hi"\nand left', "x")}


def test_rows_of_other_lengths_are_told_and_read():
    table = read(b"a,b,c\n1,2\nx,y,z,more\np,q,r\n", header=True)

    assert columns(table) == {"a": ("1", "x", "p"), "b": ("2", "y", "q"), "c": (None, "z", "r")}
    assert any("1 row with cells missing" in note for note in table.notes)
    assert any("1 row with cells too many" in note for note in table.notes)


def test_titles_before_the_table_are_skipped():
    table = read(b"Report of 2020,,\n\nid,name,town\n1,Ann,Oslo\n2,Bob,Rome\n3,Cid,Bern\n")

    assert list(columns(table)) == ["id", "name", "town"]
    assert any("before the table" in note for note in table.notes)


def test_a_first_row_of_data_names_nothing():
    table = read(b"17,ann@example.org,2020-01-02\n18,bob@example.org,2020-01-03\n")

    assert [column.name for column in table.columns] == ["", "", ""]
    assert table.rows_read == 2


@pytest.mark.parametrize(("header", "rows"), [(True, 1), (False, 2)])
def test_whether_the_first_row_names_columns_can_be_said(header: bool, rows: int):
    assert read(b"a,b\nc,d\n", header=header).rows_read == rows


def test_blank_cells_are_null_and_nul_bytes_are_cells():
    assert columns(read(b"a,b\n,x\0y\n1,z\n", header=True)) == {"a": (None, "1"), "b": ("x\0y", "z")}


def test_a_sample_is_uniform_by_seed_and_says_how_many_rows_there_were():
    table = read(b"n,m\n" + b"".join(b"%d,x\n" % n for n in range(10_000)), sample=500)

    drawn = [int(value or 0) for value in columns(table)["n"]]
    assert (table.rows_read, table.rows_sampled) == (10_000, 500)
    assert drawn == sorted(drawn)
    assert 4_000 < sum(drawn) / len(drawn) < 6_000


def test_a_cell_of_a_mebibyte_is_cut():
    table = read(b"a,b\n" + b"x" * 2**20 + b",1\n", header=True)

    assert len(columns(table)["a"][0] or "") == 4096


def test_a_quote_that_is_never_closed_ends_the_reading_and_is_told():
    table = read(b'a,b\n1,2\n"' + b"x,y\n" * 6_000_000, header=True)

    assert table.rows_read >= 1
    assert any("never closed" in note for note in table.notes)


def test_32_000_columns_are_read():
    header = ",".join(f"c{n}" for n in range(32_000)).encode()

    assert len(read(header + b"\n" + b"1," * 31_999 + b"1\n").columns) == 32_000


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\0", b'"', b"\xff\xfe", b"\xef\xbb\xbf", b",,,\n", b"sep="]
)
def test_next_to_nothing_is_read_without_failure(content: bytes):
    assert read(content).rows_read <= 1


def test_any_bytes_are_read_without_failure():
    generator = random.Random(0)  # noqa: S311 - made-up bytes, not a secret
    for length in range(200):
        read(bytes(generator.choices(b'",;\n\r\t|ab\x00\xff\xe9\xef\xbb', k=length)))
