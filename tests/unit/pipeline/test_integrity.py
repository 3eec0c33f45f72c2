"""Declared keys looked into along with their tables, over a small source."""

from pathlib import Path

import pytest

from app.connection.config import SqliteConnection
from app.errors import NoAccessError, StatementTimeoutError
from app.model.defects import DefectKind
from app.model.integrity import KeyCheck, KeyCounts
from app.model.measurements import Dimension
from app.model.results import DetectionBatch, QualityBatch
from app.model.run import ScanOptions
from app.pipeline.analysis import Analysis
from app.pipeline.quality import analyse_batch
from app.pipeline.schema import extract
from app.pipeline.source import Source
from tests.support.fake_source import FakeReaders, a_database, a_source

SHOP = """
CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer, parent INTEGER REFERENCES orders, customer_id INTEGER,
    gone INTEGER REFERENCES nowhere (id)
);
INSERT INTO customer VALUES (1, 'a'), (2, 'b');
INSERT INTO orders VALUES (1, 1, NULL, 1, NULL), (2, 2, 1, 2, NULL), (3, 7, 9, 2, NULL), (4, 7, 2, 1, 1), (5, NULL, 5, 1, NULL);
"""
"""Orders of which two are of a customer who is not there, one follows an order that is not; nothing was enforced."""


@pytest.fixture
def readers() -> FakeReaders:
    return FakeReaders()


@pytest.fixture
def source(readers: FakeReaders, tmp_path: Path) -> Source:
    connection: SqliteConnection = a_database(tmp_path / "shop.db", SHOP)
    return a_source(readers, connection)


async def _batch(source: Source, options: ScanOptions | None = None) -> QualityBatch:
    options = options or ScanOptions()
    extracted = await extract(source, options)
    snapshot = extracted.snapshot
    planned = {table_id for batch in extracted.plan.batches for table_id in batch.table_ids}
    return await analyse_batch(
        source,
        [table for table in snapshot.tables if table.id in planned],
        DetectionBatch.nothing(0),
        Analysis.of("run_1", snapshot, extracted.suggestions, options),
    )


def _checks(batch: QualityBatch) -> dict[str, KeyCheck]:
    return {check.key.columns[0]: check for check in batch.keys}


async def test_orphans_are_counted_of_declared_keys_the_own_table_included(source: Source):
    checks = _checks(await _batch(source))
    assert checks["customer"].found == KeyCounts(
        rows=4, orphan_rows=2, orphan_values=1, partly_null_rows=0, exact=True
    )
    assert checks["parent"].found == KeyCounts(
        rows=4, orphan_rows=1, orphan_values=1, partly_null_rows=0, exact=True
    )


async def test_an_undeclared_key_stands_beside_them_in_the_same_terms(source: Source):
    check = _checks(await _batch(source))["customer_id"]
    assert check.key.declared is False
    assert check.found == KeyCounts(rows=5, orphan_rows=0, orphan_values=0, partly_null_rows=0, exact=True)
    assert 0.5 <= check.key.confidence < 1


async def test_orphans_lower_the_integrity_of_their_table_and_are_defects(source: Source):
    batch = await _batch(source)
    profile = next(table.profile for table in batch.tables if table.profile and table.profile.defects)
    integrity = next(d for d in profile.score.dimensions if d.dimension is Dimension.INTEGRITY)
    assert (integrity.numerator, integrity.denominator, integrity.exact) == (10, 13, True)
    found = {(defect.columns, defect.count) for defect in profile.defects if defect.kind is DefectKind.ORPHAN}
    assert found == {(("customer",), 2), (("parent",), 1)}


async def test_a_key_to_a_table_that_is_not_there_is_unchecked_with_its_reason(source: Source):
    check = _checks(await _batch(source))["gone"]
    assert check.found is None
    assert check.reason is not None
    assert check.reason.code == "no_referred_table"


async def test_a_check_that_fails_costs_only_itself(source: Source, readers: FakeReaders):
    readers.fail("main.orders.customer", NoAccessError(object="main.orders.customer"))
    batch = await _batch(source)
    checks = _checks(batch)
    assert (checks["customer"].found, checks["customer"].reason and checks["customer"].reason.code) == (
        None,
        "no_access",
    )
    assert checks["parent"].found is not None
    assert all(table.profile for table in batch.tables)


async def test_where_every_row_takes_too_long_some_rows_are_looked_at(source: Source, readers: FakeReaders):
    readers.fail("main.orders.customer", StatementTimeoutError(object="main.orders.customer", seconds="15"))
    found = _checks(await _batch(source))["customer"].found
    # The table is small, so the second statement saw every row too; only that one does not count excused rows.
    assert found == KeyCounts(rows=4, orphan_rows=2, orphan_values=1, partly_null_rows=None, exact=True)


async def test_keys_to_tables_that_are_left_out_are_not_looked_into(source: Source):
    checks = _checks(await _batch(source, ScanOptions(exclude=("customer",))))
    assert checks["customer"].found is None
    assert checks["customer"].reason is not None
    assert checks["customer"].reason.code == "not_selected"
    assert checks["parent"].found is not None


async def test_each_key_costs_one_statement_that_counts(source: Source):
    with_keys = (await _batch(source)).usage.statements
    extracted = await extract(source, ScanOptions())
    tables = [table for table in extracted.snapshot.tables if not table.is_view]
    bare = await analyse_batch(source, tables, DetectionBatch.nothing(0))
    assert with_keys - bare.usage.statements == 2 + 1  # two declared, one that is not
