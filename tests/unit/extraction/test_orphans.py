"""The statements that look keys up, and what is made of their counts."""

import sqlite3
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import UnsupportedDialectError
from app.extraction.key_rows import DRAWN_BYTES, MOST_ROWS
from app.extraction.orphans import (
    count_every_orphan,
    count_some_orphans,
    every_row_statement,
    orphan_query,
    some_rows_statement,
)
from app.model.integrity import KeyCounts, KeyLink, LinkedTables
from app.model.schema import TableKind
from tests.support.fake_source import FakeSession
from tests.support.schemas import a_table

GOLDEN = Path(__file__).parents[2] / "golden" / "orphans"
DIALECTS = ("postgresql", "mysql", "sqlite", "mssql")

ORDERS = a_table("ord%ers", 'id int!, cust"omer] text, shop int', schema="s`x", primary="id")
LARGE = replace(ORDERS, row_estimate=1_000_000, size_bytes=10_000_000)
CUSTOMERS = a_table("customer", "id text!, shop int!", schema="s`x", primary="id shop")
KEY = KeyLink(
    schema="s`x",
    table="ord%ers",
    columns=('cust"omer]', "shop"),
    referred_schema="s`x",
    referred_table="customer",
    referred_columns=("id", "shop"),
)
ENDS = LinkedTables(child=ORDERS, parent=CUSTOMERS)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_statements_are_what_was_reviewed(dialect: str):
    full = replace(KEY, match_full=True)
    statements = (
        every_row_statement(dialect, KEY, ENDS),
        every_row_statement(dialect, full, ENDS),
        some_rows_statement(dialect, KEY, ENDS, seed=7),
        some_rows_statement(dialect, KEY, replace(ENDS, child=LARGE), seed=7),
    )
    written = [*(statement.sql for statement in statements), orphan_query(dialect, KEY, ENDS)]
    text = "\n\n".join(sql.replace(" FROM", "\nFROM") for sql in written) + "\n"
    assert text == (GOLDEN / f"{dialect}.sql").read_text(encoding="utf-8")
    assert all(statement.counts for statement in statements)


@pytest.mark.parametrize(
    ("dialect", "collated"),
    [
        ("postgresql", 't."cust""omer]" COLLATE "de_DE"'),
        ("mysql", 't.`cust"omer]` COLLATE de_DE'),
        ("mssql", 't.[cust"omer]]] COLLATE de_DE'),
    ],
)
def test_ends_of_different_collations_are_compared_by_that_of_the_key(dialect: str, collated: str):
    column = replace(CUSTOMERS.columns[0], collation="de_DE")
    other = replace(CUSTOMERS, columns=(column, *CUSTOMERS.columns[1:]))
    assert collated in every_row_statement(dialect, KEY, replace(ENDS, parent=other)).sql


def test_a_collation_that_is_no_plain_name_is_not_written():
    column = replace(CUSTOMERS.columns[0], collation="x; DROP TABLE y")
    other = replace(CUSTOMERS, columns=(column, *CUSTOMERS.columns[1:]))
    assert "DROP" not in every_row_statement("mysql", KEY, replace(ENDS, parent=other)).sql


def test_a_partitioned_table_is_read_and_referred_to_with_its_partitions():
    whole = LinkedTables(
        child=replace(ORDERS, kind=TableKind.PARTITIONED),
        parent=replace(CUSTOMERS, kind=TableKind.PARTITIONED),
    )
    assert "ONLY" not in every_row_statement("postgresql", KEY, whole).sql
    assert "ONLY" not in some_rows_statement("postgresql", KEY, whole, seed=7).sql


@pytest.mark.parametrize("dialect", DIALECTS)
def test_of_a_table_beyond_a_gibibyte_the_first_rows_are_taken(dialect: str):
    huge = replace(ENDS, child=replace(LARGE, size_bytes=DRAWN_BYTES + 1))
    assert some_rows_statement(dialect, KEY, huge, seed=7) == some_rows_statement(dialect, KEY, ENDS, seed=7)


def test_a_dialect_without_sql_is_refused():
    with pytest.raises(UnsupportedDialectError):
        every_row_statement("oracle", KEY, ENDS)


# ── counts, over SQLite ──────────────────────────────────────────────────────────────────────────────

CHILD = a_table("orders", "id int!, customer_id int", schema="main", primary="id")
PARENT = a_table("customer", "id int!", schema="main", primary="id")
LINK = KeyLink(
    schema="main",
    table="orders",
    columns=("customer_id",),
    referred_schema="main",
    referred_table="customer",
    referred_columns=("id",),
)
ROWS = 50_000
ORPHANS = [n for n in range(ROWS) if n % 11 and n % 10 == 0]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeSession]:
    """50,000 orders; every tenth refers to nothing, every eleventh to NULL."""
    path = tmp_path_factory.mktemp("orphans") / "shop.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE customer (id INTEGER PRIMARY KEY); CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT);")  # fmt: skip
        database.executemany("INSERT INTO customer VALUES (?)", [(number,) for number in range(100)])
        rows = [(n, None if n % 11 == 0 else (n % 100 if n % 10 else 1000 + n % 7)) for n in range(ROWS)]
        database.executemany("INSERT INTO orders VALUES (?, ?)", rows)
        database.commit()
        yield FakeSession(database, defaultdict(deque))


async def test_every_row_is_counted_exactly(session: FakeSession):
    ends = LinkedTables(child=replace(CHILD, row_estimate=ROWS), parent=PARENT)
    assert await count_every_orphan(session, "sqlite", LINK, ends, timeout_seconds=9) == KeyCounts(
        rows=ROWS - ROWS // 11 - 1,
        orphan_rows=len(ORPHANS),
        orphan_values=7,
        partly_null_rows=0,
        exact=True,
    )


async def test_rows_that_policies_may_hide_make_no_exact_count(session: FakeSession):
    ends = LinkedTables(child=replace(CHILD, row_security=True), parent=PARENT)
    assert not (await count_every_orphan(session, "sqlite", LINK, ends, timeout_seconds=9)).exact


async def test_where_more_rows_follow_the_first_ones_nothing_is_claimed(session: FakeSession):
    ends = LinkedTables(child=CHILD, parent=PARENT)
    found = (await count_some_orphans(session, "sqlite", LINK, ends, seed=1)).counts
    assert (found.rows, found.exact, found.orphan_share_at_most) == (MOST_ROWS + 1, False, None)


async def test_rows_drawn_one_by_one_carry_a_bound(session: FakeSession):
    ends = LinkedTables(child=replace(CHILD, row_estimate=ROWS), parent=PARENT)
    found = (await count_some_orphans(session, "sqlite", LINK, ends, seed=1)).counts
    assert found.orphan_share_at_most is not None
    assert 0.1 < found.orphan_share_at_most < 0.11
    assert found.rows == pytest.approx(MOST_ROWS * 10 / 11, rel=0.05)
    assert not found.exact


async def test_an_estimate_that_was_far_too_low_claims_nothing(session: FakeSession):
    ends = LinkedTables(child=replace(CHILD, row_estimate=MOST_ROWS + 1), parent=PARENT)
    found = (await count_some_orphans(session, "sqlite", LINK, ends, seed=1)).counts
    assert (found.exact, found.orphan_share_at_most) == (False, None)


async def test_a_table_that_comes_whole_is_counted_exactly(session: FakeSession):
    backwards = replace(LINK, table="customer", columns=("id",), referred_table="orders")
    ends = LinkedTables(child=PARENT, parent=CHILD)
    found = await count_some_orphans(session, "sqlite", backwards, ends, seed=1)
    assert (found.counts.rows, found.values, found.counts.orphan_rows, found.counts.exact) == (
        100,
        100,
        0,
        True,
    )


async def test_the_statement_shown_finds_the_rows_that_were_counted(session: FakeSession):
    query = orphan_query("sqlite", LINK, LinkedTables(child=CHILD, parent=PARENT))
    assert [row[0] for row in session._database.execute(query)] == ORPHANS  # pyright: ignore[reportPrivateUsage] - what a person would run


# ── semantics of composite keys, judged by SQLite itself ─────────────────────────────────────────────


@pytest.mark.parametrize(
    ("match_full", "expected"),
    [
        # (1, 1) is found; (1, 2) is not; (1, NULL), (NULL, 9) are half; (NULL, NULL) refers to nothing
        (False, (3, 1, 1, 2)),
        (True, (5, 3, 3, 0)),
    ],
)
async def test_a_null_in_a_key_excuses_the_row_unless_the_key_is_full(
    match_full: bool, expected: tuple[int, ...]
):
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript("""
            CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b));
            CREATE TABLE c (a INT, b INT, FOREIGN KEY (a, b) REFERENCES p);
            INSERT INTO p VALUES (1, 1), (2, 2);
            INSERT INTO c VALUES (1, 1), (2, 2), (1, 2), (1, NULL), (NULL, 9), (NULL, NULL);
        """)
        violations = database.execute("SELECT count(*) FROM pragma_foreign_key_check").fetchone()[0]
        link = KeyLink(
            schema="main",
            table="c",
            columns=("a", "b"),
            referred_schema="main",
            referred_table="p",
            referred_columns=("a", "b"),
            match_full=match_full,
        )
        ends = LinkedTables(
            child=a_table("c", "a int, b int", schema="main"),
            parent=a_table("p", "a int!, b int!", schema="main"),
        )
        session = FakeSession(database, defaultdict(deque))
        found = await count_every_orphan(session, "sqlite", link, ends, timeout_seconds=9)
        some = (await count_some_orphans(session, "sqlite", link, ends, seed=1)).counts
    assert (found.rows, found.orphan_rows, found.orphan_values, found.partly_null_rows) == expected
    assert (some.rows, some.orphan_rows, some.orphan_values) == expected[:3]
    assert match_full or found.orphan_rows == violations
