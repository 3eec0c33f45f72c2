"""What values say to suggested keys, over a small source."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.connection.config import SqliteConnection
from app.errors import NoAccessError, SourceLostError
from app.model.relations import Inclusion, RelationCheck, RelationVerdict
from app.model.results import DetectionBatch
from app.model.run import ScanOptions
from app.pipeline.analysis import Analysis
from app.pipeline.quality import analyse_batch
from app.pipeline.relations import MOST_CHECKED, DueRelations, suggest_relations
from app.pipeline.schema import extract
from app.pipeline.source import Source
from tests.support.fake_source import FakeReaders, a_database, a_source
from tests.support.schemas import a_snapshot, a_table

SHOP = """
CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE country (code TEXT PRIMARY KEY NOT NULL, name TEXT);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY, customer_id INTEGER, billing_customer_id INTEGER, country_code TEXT, parent_id INTEGER,
    legacy_customer_id INTEGER
);
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
INSERT INTO customer SELECT i, 'c' || i FROM n;
INSERT INTO country VALUES ('NL', 'x'), ('DE', 'y'), ('FR', 'z'), ('BE', 'b');
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
INSERT INTO orders SELECT i, i % 100 + 1, i % 101 + 1, substr('NLDEFRBE', i % 4 * 2 + 1, 2), NULL, 90000 + i FROM n;
"""
"""Orders whose five references are right, nearly right, right, empty and wrong."""


@pytest.fixture
def readers() -> FakeReaders:
    return FakeReaders()


@pytest.fixture
def shop(tmp_path: Path) -> SqliteConnection:
    return a_database(tmp_path / "shop.db", SHOP)


@pytest.fixture
def source(readers: FakeReaders, shop: SqliteConnection) -> Source:
    return a_source(readers, shop)


async def _checks(source: Source, options: ScanOptions | None = None) -> dict[str, RelationCheck]:
    """The checks of a run by column."""
    extracted = await extract(source, options or ScanOptions())
    due = DueRelations.of("run_1", extracted.snapshot, extracted.suggestions)
    planned = {table_id for batch in extracted.plan.batches for table_id in batch.table_ids}
    tables = [table for table in extracted.snapshot.tables if table.id in planned]
    batch = await analyse_batch(source, tables, DetectionBatch.nothing(0), Analysis(relations=due))
    return {check.candidate.column: check for check in batch.relations}


@pytest.mark.parametrize(
    ("column", "verdict", "confidence", "inclusion"),
    [
        ("customer_id", RelationVerdict.CONFIRMED, 0.95, (400, 100, 0, 0)),
        ("billing_customer_id", RelationVerdict.MOSTLY, 0.78, (400, 101, 3, 1)),
        ("country_code", RelationVerdict.CONFIRMED, 0.99, (400, 4, 0, 0)),
        ("parent_id", RelationVerdict.EMPTY, 0.7, (0, 0, 0, 0)),
        ("legacy_customer_id", RelationVerdict.REFUTED, 0.08, (400, 400, 400, 400)),
    ],
)
async def test_values_confirm_refute_or_say_nothing(
    source: Source, column: str, verdict: RelationVerdict, confidence: float, inclusion: tuple[int, ...]
):
    check = (await _checks(source))[column]
    rows, values, orphan_rows, orphan_values = inclusion
    assert (check.verdict, check.confidence) == (verdict, confidence)
    assert check.inclusion == Inclusion(
        rows=rows, values=values, orphan_rows=orphan_rows, orphan_values=orphan_values, exact=True
    )


async def test_of_a_table_that_could_not_be_measured_nothing_more_is_asked(
    source: Source, readers: FakeReaders
):
    readers.fail("main.orders", NoAccessError(object="main.orders"))
    assert await _checks(source) == {}


async def test_a_check_that_fails_is_untested_with_its_reason_and_costs_only_itself(shop: SqliteConnection):
    readers = FakeReaders()
    source = a_source(readers, shop)
    extracted = await extract(source, ScanOptions())
    due = DueRelations.of("run_1", extracted.snapshot, extracted.suggestions)
    orders = next(table for table in extracted.snapshot.tables if table.name == "orders")
    readers.fail("main.orders.customer_id", NoAccessError(object="main.orders.customer_id"))
    batch = await analyse_batch(source, [orders], DetectionBatch.nothing(0), Analysis(relations=due))
    verdicts = [check.verdict for check in batch.relations]
    assert verdicts.count(RelationVerdict.UNTESTED) == 1
    assert len(verdicts) == 5
    assert [check.reason.code for check in batch.relations if check.reason] == ["no_access"]
    assert batch.tables[0].profile is not None


async def test_a_lost_connection_is_replaced_and_the_check_repeated(shop: SqliteConnection):
    readers = FakeReaders()
    source = a_source(readers, shop)
    extracted = await extract(source, ScanOptions())
    due = DueRelations.of("run_1", extracted.snapshot, extracted.suggestions)
    orders = next(table for table in extracted.snapshot.tables if table.name == "orders")
    readers.fail("main.orders.customer_id", SourceLostError())
    batch = await analyse_batch(source, [orders], DetectionBatch.nothing(0), Analysis(relations=due))
    assert RelationVerdict.UNTESTED not in {check.verdict for check in batch.relations}
    assert batch.usage.connections == 2


async def test_tables_the_run_does_not_read_are_not_looked_into(source: Source):
    assert set(await _checks(source, ScanOptions(exclude=("customer",)))) == {"country_code", "parent_id"}


async def test_no_more_than_the_limit_are_looked_into_the_surest_first():
    references = ", ".join(f"customer_id int, b{number}_customer_id int" for number in range(1))
    tables = [
        a_table(f"orders{number}", f"id int!, {references}", primary="id") for number in range(MOST_CHECKED)
    ]
    snapshot = a_snapshot(a_table("customer", "id int!", primary="id"), *tables)
    suggestions = suggest_relations(snapshot, ScanOptions())
    checked = [suggestion.candidate for suggestion in suggestions if suggestion.checked_with]
    assert len(suggestions) == 2 * MOST_CHECKED
    assert len(checked) == MOST_CHECKED
    assert {candidate.column for candidate in checked} == {"customer_id"}


async def test_views_and_tables_that_may_not_be_read_are_not_looked_into():
    closed = replace(a_table("customer", "id int!", primary="id"), readable=False)
    orders = a_table("orders", "id int!, customer_id int", primary="id")
    (suggestion,) = suggest_relations(a_snapshot(closed, orders), ScanOptions())
    assert suggestion.checked_with is None
