"""The statements that look values up in a key, and what is made of their counts."""

import sqlite3
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import UnsupportedDialectError
from app.extraction.inclusion import DRAWN_BYTES, MOST_ROWS, count_included, inclusion_statement
from app.model.relations import RelationCandidate
from app.model.schema import Table, TableKind
from tests.support.fake_source import FakeSession
from tests.support.schemas import a_table

GOLDEN = Path(__file__).parents[2] / "golden" / "inclusion"
ORDERS = a_table("ord%ers", "id int!, customer int", schema="s`x", primary="id")
LARGE = replace(ORDERS, row_estimate=1_000_000, size_bytes=10_000_000)
CANDIDATE = RelationCandidate(
    schema="s`x",
    table="ord%ers",
    column='cust"omer]',
    referred_schema="s`x",
    referred_table="customer",
    referred_column="id",
    confidence=0.9,
    reasons=(),
)
DIALECTS = ("postgresql", "mysql", "sqlite", "mssql")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(("size", "table"), [("small", ORDERS), ("large", LARGE)])
def test_the_statement_is_what_was_reviewed(dialect: str, size: str, table: Table):
    statement = inclusion_statement(dialect, table, CANDIDATE, seed=7)
    golden = GOLDEN / f"{dialect}-{size}.sql"
    assert statement.sql.replace(" FROM", "\nFROM") + "\n" == golden.read_text(encoding="utf-8")
    assert statement.counts


def test_a_partitioned_table_is_read_with_its_partitions():
    whole = inclusion_statement("postgresql", replace(ORDERS, kind=TableKind.PARTITIONED), CANDIDATE, seed=7)
    assert "ONLY" not in whole.sql


@pytest.mark.parametrize("dialect", DIALECTS)
def test_of_a_table_beyond_a_gibibyte_the_first_rows_are_taken(dialect: str):
    huge = replace(LARGE, size_bytes=DRAWN_BYTES + 1)
    assert inclusion_statement(dialect, huge, CANDIDATE, seed=7) == inclusion_statement(
        dialect, ORDERS, CANDIDATE, seed=7
    )


def test_a_dialect_without_sql_is_refused():
    with pytest.raises(UnsupportedDialectError):
        inclusion_statement("oracle", ORDERS, CANDIDATE, seed=7)


# ── counts, over SQLite ──────────────────────────────────────────────────────────────────────────────

CHILD = a_table("orders", "id int!, customer_id int", schema="main", primary="id")
LINK = replace(CANDIDATE, schema="main", table="orders", column="customer_id", referred_schema="main")
ROWS = 50_000


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeSession]:
    """50,000 orders; every tenth refers to nothing, every eleventh to NULL."""
    path = tmp_path_factory.mktemp("inclusion") / "shop.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE customer (id INTEGER PRIMARY KEY); CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT);")  # fmt: skip
        database.executemany("INSERT INTO customer VALUES (?)", [(number,) for number in range(100)])
        rows = [(n, None if n % 11 == 0 else (n % 100 if n % 10 else 1000 + n % 7)) for n in range(ROWS)]
        database.executemany("INSERT INTO orders VALUES (?, ?)", rows)
        database.commit()
        yield FakeSession(database, defaultdict(deque))


async def test_where_more_rows_follow_the_first_ones_nothing_is_claimed(session: FakeSession):
    found = await count_included(session, "sqlite", CHILD, LINK, seed=1)
    assert (found.rows, found.exact, found.orphan_share_at_most) == (MOST_ROWS + 1, False, None)


async def test_rows_drawn_one_by_one_carry_a_bound(session: FakeSession):
    found = await count_included(session, "sqlite", replace(CHILD, row_estimate=ROWS), LINK, seed=1)
    assert found.orphan_share_at_most is not None
    assert 0.1 < found.orphan_share_at_most < 0.11
    assert found.rows == pytest.approx(MOST_ROWS * 10 / 11, rel=0.05)
    assert not found.exact


async def test_an_estimate_that_was_far_too_low_claims_nothing(session: FakeSession):
    found = await count_included(session, "sqlite", replace(CHILD, row_estimate=MOST_ROWS + 1), LINK, seed=1)
    assert (found.exact, found.orphan_share_at_most) == (False, None)


async def test_a_table_that_comes_whole_is_counted_exactly(session: FakeSession):
    backwards = replace(LINK, table="customer", column="id", referred_table="orders", referred_column="id")
    found = await count_included(
        session, "sqlite", a_table("customer", "id int!", schema="main"), backwards, seed=1
    )
    assert (found.rows, found.values, found.orphan_rows, found.exact) == (100, 100, 0, True)
