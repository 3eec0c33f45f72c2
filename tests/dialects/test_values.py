"""Values that break drivers come as the text the server has for them (RELIABILITY M11, M12, M16)."""

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.extraction.sampling import draw_sample
from app.model.sample import Sample
from tests.support.dialects import every_dialect, on_servers, servers_of
from tests.support.scratch import Scratch

ODD_VALUES = [
    ("postgresql", "date", "'infinity'", "infinity"),
    ("postgresql", "date", "'0044-03-15 BC'", "0044-03-15 BC"),
    ("postgresql", "timestamp", "'20000-01-01'", "20000-01-01 00:00:00"),
    ("postgresql", "timestamptz", "'2024-06-01 12:00+02'", "2024-06-01 10:00:00+00"),
    ("postgresql", "time", "'24:00'", "24:00:00"),
    ("postgresql", "interval", "'1 mon -1 day'", "1 mon -1 days"),
    ("postgresql", "numeric", "'NaN'", "NaN"),
    ("postgresql", "numeric(40, 20)", "'12345678901234567890.12345678901234567890'", "12345678901234567890.12345678901234567890"),
    ("postgresql", "text[]", "array['a,b', null]", '{"a,b",NULL}'),
    ("postgresql", "jsonb", """'{"a": "\\ud83d\\ude00"}'""", '{"a": "😀"}'),
    ("postgresql", "int4range", "'[1,5)'", "[1,5)"),
    ("postgresql", "money", "'12.50'", "$12.50"),
    ("postgresql", "text", "repeat('x', 1000000)", "x" * 4096),
    ("mysql", "time", "'-838:59:59'", "-838:59:59"),
    ("mysql", "year", "1999", "1999"),
    ("mysql", "bit(12)", "b'101'", "5"),
    ("mysql", "datetime(6)", "'1000-01-01 00:00:00.000001'", "1000-01-01 00:00:00.000001"),
    ("mysql", "varchar(9) character set latin1", "'é'", "é"),
    ("mysql", "set('a', 'b')", "'a,b'", "a,b"),
    ("mysql", "decimal(40, 20)", "'12345678901234567890.12345678901234567890'", "12345678901234567890.12345678901234567890"),
    ("mysql", "longtext", "repeat('x', 1000000)", "x" * 4096),
    ("mssql", "datetimeoffset", "'2024-06-01 12:00:00 +02:00'", "2024-06-01 12:00:00.0000000 +02:00"),
    ("mssql", "datetime", "'2024-06-01 12:00:00.123'", "2024-06-01 12:00:00.123"),
    ("mssql", "date", "'0001-01-01'", "0001-01-01"),
    ("mssql", "time", "'23:59:59.9999999'", "23:59:59.9999999"),
    ("mssql", "float", "0.1", "1.0000000000000001e-001"),
    ("mssql", "money", "12.3456", "12.3456"),
    ("mssql", "numeric(38, 18)", "12345678901234567890.123456789012345678", "12345678901234567890.123456789012345678"),
    ("mssql", "uniqueidentifier", "'12345678-1234-5678-1234-56781234abcd'", "12345678-1234-5678-1234-56781234ABCD"),
    ("mssql", "xml", "N'<a>é</a>'", "<a>é</a>"),
    ("mssql", "hierarchyid", "hierarchyid::Parse('/1/2/')", "/1/2/"),
    ("mssql", "sql_variant", "CONVERT(int, 7)", "7"),
    ("mssql", "bit", "1", "1"),
    ("mssql", "ntext", "N'é 😀'", "é 😀"),
    ("mssql", "nvarchar(max)", "REPLICATE(CONVERT(nvarchar(max), N'x'), 1000000)", "x" * 4096),
    ("sqlite", "DATE", "'not a date'", "not a date"),
    ("sqlite", "INTEGER", "9223372036854775807", "9223372036854775807"),
    ("sqlite", "TEXT", "CAST(x'ff41' AS TEXT)", "\ufffdA"),
    ("sqlite", "TEXT", "printf('%.*c', 1000000, 'x')", "x" * 4096),
]  # fmt: skip


@pytest.mark.parametrize(
    ("scratch", "native", "literal", "text"), on_servers(ODD_VALUES), indirect=["scratch"]
)
async def test_an_odd_value_is_the_text_the_server_has_for_it(
    scratch: Scratch, readers: Readers, native: str, literal: str, text: str
):
    scratch.execute(f"CREATE TABLE t (c {native}); INSERT INTO t VALUES ({literal});")  # noqa: S608 - a test's own SQL
    assert (await _sample(scratch, readers)).values == {"c": (text,)}


@every_dialect
async def test_null_and_empty_stay_apart(scratch: Scratch, readers: Readers):
    scratch.execute("CREATE TABLE t (c varchar(9)); INSERT INTO t VALUES (NULL), (''), (' ');")
    assert sorted((await _sample(scratch, readers)).values["c"], key=str) == ["", " ", None]


@servers_of("mysql")
async def test_a_zero_date_is_text(scratch: Scratch, readers: Readers):
    scratch.execute(
        "SET sql_mode = ''; CREATE TABLE t (c date); INSERT INTO t VALUES ('0000-00-00'), ('2024-02-31');"
    )
    assert (await _sample(scratch, readers)).values == {"c": ("0000-00-00", "0000-00-00")}


@servers_of("postgresql")
async def test_a_trojan_function_in_a_schema_of_the_path_is_not_called(scratch: Scratch, readers: Readers):
    scratch.execute("""
        CREATE TABLE t (c varchar(20));
        INSERT INTO t VALUES ('harmless');
        CREATE FUNCTION public.left(varchar, int) RETURNS varchar LANGUAGE plpgsql AS
            $$ BEGIN RAISE 'called'; END $$;
        CREATE FUNCTION public.left(text, int) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE 'called'; END $$;
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO PUBLIC;
    """)
    assert (await _sample(scratch, readers)).values == {"c": ("harmless",)}


@servers_of("postgresql")
async def test_rows_of_an_inheriting_table_are_not_read_twice(scratch: Scratch, readers: Readers):
    scratch.execute("""
        CREATE TABLE base (c int); INSERT INTO base VALUES (1);
        CREATE TABLE derived () INHERITS (base); INSERT INTO derived VALUES (2);
    """)
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        tables = (await extract_schema(session, scratch.connection)).tables
        read = {
            t.name: (await draw_sample(session, scratch.connection, t, rows=5, seed=1)).values["c"]
            for t in tables
        }
    assert read == {"base": ("1",), "derived": ("2",)}


async def _sample(scratch: Scratch, readers: Readers) -> Sample:
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        tables = (await extract_schema(session, scratch.connection)).tables
        (table,) = [table for table in tables if table.name == "t"]
        return await draw_sample(session, scratch.connection, table, rows=5, seed=1)
