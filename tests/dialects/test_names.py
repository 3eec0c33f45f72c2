"""Names that break careless tools come back byte for byte, and their tables can be read."""

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.extraction.sampling import draw_sample
from app.model.schema import Table
from tests.support.dialects import dialects_that, every_dialect
from tests.support.scratch import Scratch

HOSTILE = (
    '"; drop table x; --',
    "line\nbreak",
    "tab\there",
    "back`tick",
    "``two``",
    "it's",
    "100%",
    "%s %(name)s",
    "a:b :c",
    "back\\slash",
    "{braces}",
    "semi;colon",
    "select",
    "Ünïcödé",
    "名前",
    "\u202ebidi",
    "zero\u200bwidth",
    "dots.in.it",
    "[brackets]",
    "CamelCase",
    " leading",
    "?",
    "$1",
    "--",
    "/* comment */",
)


@every_dialect
async def test_hostile_column_names_are_exact_and_readable(scratch: Scratch, readers: Readers):
    columns = ", ".join(f"{scratch.quote(name)} varchar(20)" for name in HOSTILE)
    values = ", ".join(f"'v{place}'" for place in range(len(HOSTILE)))
    scratch.execute(f"CREATE TABLE t ({columns}); INSERT INTO t VALUES ({values});")  # noqa: S608 - a test's own SQL
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        sample = await draw_sample(session, scratch.connection, table, rows=10, seed=1)
    assert tuple(column.name for column in table.columns) == HOSTILE
    assert sample.values == {name: (f"v{place}",) for place, name in enumerate(HOSTILE)}


@every_dialect
async def test_hostile_table_index_and_key_names_are_exact(scratch: Scratch, readers: Readers):
    scratch.execute("".join(_table_script(scratch, place, name) for place, name in enumerate(HOSTILE)))
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        tables = (await extract_schema(session, scratch.connection)).tables
        drawn = {
            table.name: (await draw_sample(session, scratch.connection, table, rows=5, seed=1)).values[
                table.name
            ]
            for table in tables
        }
    assert drawn == {name: (str(place),) for place, name in enumerate(HOSTILE)}
    assert {table.name: _keys(table) for table in tables} == {name: (name, f"i{name}") for name in HOSTILE}


@dialects_that("comments")
async def test_comments_and_defaults_are_exact(scratch: Scratch, readers: Readers):
    text = 'it\'s 100% \\ "quoted"\nand two lines'
    literal = text.replace("'", "''")
    if scratch.dialect == "mssql":
        add = (
            f"EXEC sp_addextendedproperty N'MS_Description', N'{literal}', N'SCHEMA', N'dbo', N'TABLE', N't'"
        )
        scratch.execute("CREATE TABLE t (c int)")
        scratch.execute(f"{add}; {add}, N'COLUMN', N'c'")
    elif scratch.dialect == "mysql":
        literal = literal.replace("\\", "\\\\")
        scratch.execute(f"CREATE TABLE t (c int COMMENT '{literal}') COMMENT '{literal}'")
    else:
        scratch.execute(
            f"CREATE TABLE t (c int); COMMENT ON TABLE t IS '{literal}'; COMMENT ON COLUMN t.c IS '{literal}'"
        )
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
    assert (table.comment, table.columns[0].comment) == (text, text)


@dialects_that("schemas")
async def test_hostile_schema_names_are_exact(scratch: Scratch, readers: Readers):
    names = [scratch.quote(name) for name in HOSTILE]
    scratch.execute(
        "".join(f"{_schema_script(scratch, name)}; CREATE TABLE {name}.t (c int);" for name in names)
    )
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        snapshot = await extract_schema(session, scratch.connection)
    assert {table.schema for table in snapshot.tables} == set(HOSTILE)


def _schema_script(scratch: Scratch, name: str) -> str:
    """SQL Server's CREATE SCHEMA stands alone in a batch."""
    create = f"CREATE SCHEMA {name}"
    literal = create.replace("'", "''")
    return f"EXEC(N'{literal}')" if scratch.dialect == "mssql" else create


def _table_script(scratch: Scratch, place: int, name: str) -> str:
    table = scratch.quote(name)
    return (
        f"CREATE TABLE {table} ({table} int PRIMARY KEY, other int);"  # noqa: S608 - a test's own SQL
        f"CREATE INDEX {scratch.quote(f'i{name}')} ON {table} (other);"
        f"INSERT INTO {table} VALUES ({place}, 1);"
    )


def _keys(table: Table) -> tuple[str, str]:
    assert table.primary_key is not None
    (index,) = [index for index in table.indexes if index.columns == ("other",)]
    return table.primary_key.columns[0], index.name
