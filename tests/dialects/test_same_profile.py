"""The same values in every engine give the same profile."""

import re
from dataclasses import dataclass, field
from random import Random

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.extraction.measurement import measure_table
from app.quality.profile import Measured
from tests.support.dialects import every_dialect
from tests.support.scratch import Scratch

SEED = 20_261_127
ROWS = 300


@dataclass
class Profiles:
    """What the first engine measured, for the others to agree with."""

    first: dict[tuple[str, str], float | str | None] = field(
        default_factory=dict[tuple[str, str], float | str | None]
    )


@pytest.fixture(scope="module")
def profiles() -> Profiles:
    return Profiles()


SPELLINGS = {
    "mysql": {"seen timestamp": "seen datetime"},  # its timestamp ends in 2038
    "mssql": {"seen timestamp": "seen datetime2(6)", "word varchar": "word nvarchar"},
}


def script(dialect: str) -> str:
    """A table of numbers, texts and dates, with everything ordinary that may go wrong in them."""
    quote = "N'" if dialect == "mssql" else "'"  # whose other literals have the letters of its code page only
    random = Random(SEED)  # noqa: S311 - a test's own values
    texts = ["", " ", "n/a", "Oslo", "oslo", "São Paulo", " Oslo", "-", "1900-01-01", "😀 and more"]
    days = ["1900-01-01", "1899-12-30", "2024-02-29", "9999-12-31", "1970-01-01"]

    def row() -> str:
        cells = [
            str(random.randint(-5, 5)),
            str(random.randint(-(2**62), 2**62)),
            f"{random.uniform(-1e6, 1e6):.2f}",
            repr(random.gauss(1e6, 1.5)),
            quote + random.choice(texts) + "'",
            "'" + random.choice(days) + "'",
            "'" + random.choice(days) + random.choice([" 00:00:00", " 12:30:00"]) + "'",
        ]
        return "(" + ", ".join("NULL" if random.random() < 0.1 else cell for cell in cells) + ")"

    columns = "small int, big bigint, price decimal(12, 2), weight double precision, word varchar(20), born date, seen timestamp NULL"
    for word, other in SPELLINGS.get(dialect, {}).items():
        columns = columns.replace(word, other)
    return f"CREATE TABLE t ({columns}); INSERT INTO t VALUES {', '.join(row() for _ in range(ROWS))};"  # noqa: S608 - our own


@every_dialect
async def test_the_same_values_give_the_same_profile(scratch: Scratch, readers: Readers, profiles: Profiles):
    scratch.execute(script(scratch.connection.dialect))
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        (table,) = (await extract_schema(session, scratch.connection)).tables
        measured = await measure_table(session, scratch.connection.dialect, table)
    found = {(p.column, m.metric): m.value for p in measured.columns for m in p.measurements}
    profiles.first = profiles.first or found

    shared = found.keys() & profiles.first.keys()
    assert len(shared) > 60
    different = {
        key: (found[key], profiles.first[key])
        for key in shared
        if found[key] is not None and found[key] != _nearly(key[1], profiles.first[key])
    }
    assert different == {}


@every_dialect
async def test_a_pass_over_every_row_says_what_the_server_says(scratch: Scratch, readers: Readers):
    dialect = scratch.connection.dialect
    scratch.execute(script(dialect) + OWN_TYPES.get(dialect, ""))
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        for table in (await extract_schema(session, scratch.connection)).tables:
            pulled = await session.pull(table)
            pushed = await measure_table(session, dialect, table)
            assert pulled.left == tuple(each.name for each in table.columns if each.name in LEFT)
            assert pulled.measured.rows == pushed.rows
            ours, theirs = exact(pulled.measured), exact(pushed)
            shared = ours.keys() & theirs.keys()
            assert len(shared) > 5 * len(pulled.measured.columns)
            different = {
                key: (ours[key], theirs[key])
                for key in shared
                if theirs[key] is not None and theirs[key] != _nearly(key[1], ours[key])
            }
            assert different == {}


OWN_TYPES = {
    "mssql": """
CREATE TABLE own (tiny tinyint, paid money, wide decimal(38, 10), flag bit, single real, at datetime, minute smalldatetime,
    clock time(3), note nvarchar(max), code char(4), page varchar(20), guid uniqueidentifier, fine datetime2(7), zoned datetimeoffset);
INSERT INTO own VALUES
    (255, 922337203685477.5807, 1234567890123456789012345678.0123456789, 1, 0.1, '2024-05-06T07:08:09.003', '2024-05-06T07:08:00',
        '23:59:59.999', REPLICATE(CONVERT(nvarchar(max), N'é'), 9000), 'ab', 'São', NEWID(), '2024-05-06 07:08:09.1234567', SYSDATETIMEOFFSET()),
    (0, -922337203685477.5808, -0.0000000001, 0, -2.5, '1753-01-01', '1900-01-01', '00:00:00', N'', '', 'n/a', NEWID(), NULL, NULL),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
"""
}
LEFT = frozenset({"fine", "zoned"})
"""Columns with values that the pass has no type for."""


def exact(measured: Measured) -> dict[tuple[str, str], float | str | None]:
    """Every exact number by column and metric; moments without the zeros at their end, which DuckDB leaves out."""
    return {
        (profile.column, each.metric): _written(each.value)
        for profile in measured.columns
        for each in profile.measurements
        if each.exact
    }


def _written(value: float | str | None) -> float | str | None:
    if not isinstance(value, str):
        return value
    return re.sub(r"(:\d\d)(\.\d*?)0+$", r"\1\2", value).removesuffix(".")


def _nearly(metric: str, value: float | str | None) -> object:
    """Servers sum in their own order, and what that costs a deviation grows with how far the mean lies from 0."""
    tolerance = 1e-9 if metric == "standard_deviation" else 1e-12
    return pytest.approx(value, rel=tolerance) if isinstance(value, float) else value
