"""The same values in every engine give the same profile."""

from dataclasses import dataclass, field
from random import Random

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.extraction.measurement import measure_table
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


def script() -> str:
    """A table of numbers, texts and dates, with everything ordinary that may go wrong in them."""
    random = Random(SEED)  # noqa: S311 - a test's own values
    texts = ["", " ", "n/a", "Oslo", "oslo", "São Paulo", " Oslo", "-", "1900-01-01", "😀 and more"]
    days = ["1900-01-01", "1899-12-30", "2024-02-29", "9999-12-31", "1970-01-01"]

    def row() -> str:
        cells = [
            str(random.randint(-5, 5)),
            str(random.randint(-(2**62), 2**62)),
            f"{random.uniform(-1e6, 1e6):.2f}",
            repr(random.gauss(1e6, 1.5)),
            "'" + random.choice(texts) + "'",
            "'" + random.choice(days) + "'",
            "'" + random.choice(days) + random.choice([" 00:00:00", " 12:30:00"]) + "'",
        ]
        return "(" + ", ".join("NULL" if random.random() < 0.1 else cell for cell in cells) + ")"

    columns = "small int, big bigint, price decimal(12, 2), weight double precision, word varchar(20), born date, seen timestamp NULL"
    return f"CREATE TABLE t ({columns}); INSERT INTO t VALUES {', '.join(row() for _ in range(ROWS))};"  # noqa: S608 - our own


@every_dialect
async def test_the_same_values_give_the_same_profile(scratch: Scratch, readers: Readers, profiles: Profiles):
    sql = script()
    if scratch.connection.dialect == "mysql":
        sql = sql.replace("seen timestamp", "seen datetime")  # its timestamp ends in 2038
    scratch.execute(sql)
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


def _nearly(metric: str, value: float | str | None) -> object:
    """Servers sum in their own order, and what that costs a deviation grows with how far the mean lies from 0."""
    tolerance = 1e-9 if metric == "standard_deviation" else 1e-12
    return pytest.approx(value, rel=tolerance) if isinstance(value, float) else value
