"""Rules of a source in the quality stage: checked with their tables, skipped with a reason, and part of the score."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.connection.config import SqliteConnection
from app.model.measurements import Dimension
from app.model.results import DetectionBatch, QualityBatch, RunRecord
from app.model.schema import Snapshot, table_id
from app.pipeline.analysis import Analysis
from app.pipeline.quality import analyse_batch
from app.pipeline.rule_binding import rules_of_run
from app.pipeline.schema import read_schema
from app.results.rule_book import RuleBook
from app.wiring.services import Services
from tests.support.fake_source import FakeReaders, a_database, a_source
from tests.support.histories import a_table_point, store_history
from tests.support.runs import a_run
from tests.support.services import services_over

SHOP = """
CREATE TABLE orders (id INTEGER, state TEXT, day DATE);
INSERT INTO orders VALUES (1, 'new', '2020-01-01'), (2, 'odd', '2020-01-01'), (2, NULL, NULL);
CREATE TABLE other (id INTEGER);
"""
RULES = """
rules:
  - {id: unique, table: orders, column: id, kind: unique}
  - {id: states, table: orders, column: state, kind: in_set, values: [new]}
  - {id: change, table: orders, kind: row_count_change, mustBeBetween: [-10, 10]}
  - {id: left out, table: other, kind: row_count}
  - {id: nowhere, table: bogus, kind: row_count}
"""


@pytest.fixture
def shop(tmp_path: Path) -> SqliteConnection:
    return a_database(tmp_path / "shop.db", SHOP)


@pytest.fixture
def services() -> Services:
    return services_over(FakeReaders())


async def analysed(
    services: Services, shop: SqliteConnection, run: RunRecord, number: int = 0
) -> QualityBatch:
    source = a_source(FakeReaders(), shop)
    snapshot: Snapshot = await read_schema(source)
    tables = [table for table in snapshot.tables if table.name == "orders"]
    bound = await rules_of_run(services.rules, services.runs, run, snapshot, {table.id for table in tables})
    return await analyse_batch(source, tables, DetectionBatch.nothing(number), Analysis(rules=bound))


async def test_stored_rules_are_checked_and_every_one_has_a_result(
    services: Services, shop: SqliteConnection
):
    run = a_run("run_1")
    await services.rules.keep(run.source.source_id, RULES, version=None)
    batch = await analysed(services, shop, run)
    assert [(r.rule.id, r.status.value, r.reason.code if r.reason else r.failing) for r in batch.rules] == [
        ("left out", "skipped", "table_not_read"),
        ("nowhere", "error", "table_unknown"),
        ("unique", "failed", 1),
        ("states", "failed", 1),
        ("change", "skipped", "no_earlier_run"),
    ]
    assert [r.rule.id for r in (await analysed(services, shop, run, number=1)).rules] == [
        "unique",
        "states",
        "change",
    ]


async def test_rows_against_a_rule_lower_its_dimension(services: Services, shop: SqliteConnection):
    run = a_run("run_1")
    without = await analysed(services, shop, run)
    await services.rules.keep(run.source.source_id, RULES, version=None)
    ruled = await analysed(services, shop, run)
    before, after = (dimension(batch, Dimension.VALIDITY) for batch in (without, ruled))
    assert before is None
    assert after == 0.5


async def test_without_rules_no_statement_is_added(services: Services, shop: SqliteConnection):
    batch = await analysed(services, shop, a_run("run_1"))
    assert (batch.rules, batch.usage.statements) == ((), 1)


async def test_a_change_of_rows_is_counted_from_the_last_run(services: Services, shop: SqliteConnection):
    before = replace(a_table_point(rows=6), table_id=table_id("main", "orders"))
    *_, last = await store_history(services.runs, before, a_table_point())
    run = await services.runs.load(last)
    await services.rules.keep(run.source.source_id, RULES, version=None)
    batch = await analysed(services, shop, run)
    (change,) = [r for r in batch.rules if r.rule.id == "change"]
    assert (change.status.value, change.value) == ("failed", -50)


async def test_the_age_of_a_column_that_was_not_tested_is_not_stored(
    services: Services, shop: SqliteConnection
):
    run = a_run("run_1")
    rule = "rules: [{table: orders, column: day, kind: freshness, max_age: 1d}, {table: orders, kind: row_count}]"
    await services.rules.keep(run.source.source_id, rule, version=None)
    age, rows = (await analysed(services, shop, run)).rules
    assert (age.status.value, age.value, rows.value) == ("failed", None, 3)


async def test_rules_that_can_no_longer_be_read_stop_no_run(services: Services, shop: SqliteConnection):
    run = a_run("run_1")
    book: RuleBook = services.rules
    await book.keep(run.source.source_id, "rules: [{table: orders, kind: from the future}]", version=None)
    batch = await analysed(services, shop, run)
    (unreadable,) = batch.rules
    assert (unreadable.status.value, unreadable.reason and unreadable.reason.code) == ("error", "rule_file")
    assert not batch.tables[0].outcome.state.is_gap


def dimension(batch: QualityBatch, wanted: Dimension) -> float | None:
    profile = batch.tables[0].profile
    assert profile is not None
    return next(each.ratio for each in profile.score.dimensions if each.dimension is wanted)
