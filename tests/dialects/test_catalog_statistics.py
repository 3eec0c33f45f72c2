"""What the catalog's own statistics say, on every server that keeps any, and what a profile makes of it."""

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction import catalog_statistics as module
from app.extraction.catalog_statistics import catalog_statistics
from app.extraction.inspector import extract_schema
from app.model.measurements import ColumnProfile, TableProfile
from app.model.run import ScanOptions
from app.model.ways import Mode
from app.pipeline.profiling import profile_source
from app.pipeline.source import DirectSource
from app.wiring.detectors import load_classifier
from tests.support.dialects import every_dialect
from tests.support.scratch import Scratch

CLASSIFIER = load_classifier()
ANALYSE = {
    "sqlite": "CREATE INDEX {0}_a ON {0} (a); ANALYZE;",
    "mysql 8.0.15": "ANALYZE TABLE {0} UPDATE HISTOGRAM ON a, b WITH 64 BUCKETS;",
    "mariadb": "ANALYZE TABLE {0} PERSISTENT FOR ALL;",
}
with_statistics = pytest.mark.parametrize(
    "scratch", ["postgresql 15", "postgresql 18", "sqlite", "mysql 8.0.15", "mariadb"], indirect=True
)


def fill(scratch: Scratch, server: str, *tables: str, rows: int = 400) -> None:
    """Analysed tables: four values in ``a``; in ``b`` every other NULL, the others all different."""
    values = ", ".join(f"({number % 4}, {'NULL' if number % 2 else number})" for number in range(rows))
    for table in tables:
        scratch.execute(f"CREATE TABLE {table} (a int, b int); INSERT INTO {table} VALUES {values};")  # noqa: S608 - our own
        scratch.execute(ANALYSE.get(server, "ANALYZE {0};").format(table))


async def told_of(scratch: Scratch, readers: Readers) -> tuple[int, dict[str, dict[str, ColumnProfile]]]:
    """Statements that it took and, by table and column, the statistics of all tables."""
    async with readers.open(scratch.connection, scratch.credential, Limits()) as session:
        tables = (await extract_schema(session, scratch.connection)).tables
        statements, rows = session.statements, session.rows_read
        told = await catalog_statistics(session, scratch.connection.dialect, tables)
        assert session.rows_read == rows
        by_name = {table.name: told[table.id] for table in tables if table.id in told}
        return session.statements - statements, {
            name: {profile.column: profile for profile in profiles} for name, profiles in by_name.items()
        }


@with_statistics
async def test_the_catalog_tells_shares_and_counts_of_every_table_at_once(
    scratch: Scratch, readers: Readers, request: pytest.FixtureRequest
):
    server = request.node.callspec.params["scratch"]
    fill(scratch, server, "t", "u")
    if server == "mariadb" and scratch.server:
        scratch.server.execute("", f"GRANT SELECT ON mysql.column_stats TO {scratch.server.user}@'%'")
    statements, told = await told_of(scratch, readers)

    assert statements == (2 if server == "sqlite" else 1)
    assert told.keys() == {"t", "u"}
    for columns in told.values():
        assert columns["a"].value("distinct_count") == 4
        if server != "sqlite":
            assert columns["a"].value("null_share") == 0
            assert columns["b"].value("null_share") == 0.5
            assert columns["b"].value("distinct_count") == pytest.approx(200, rel=0.05)
        every = [each for profile in columns.values() for each in profile.measurements]
        assert all(each.from_catalog and not each.exact and each.bound is None for each in every)


@with_statistics
async def test_more_tables_than_one_statement_may_name_take_another(
    scratch: Scratch, readers: Readers, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST_TABLES", 2)
    fill(scratch, request.node.callspec.params["scratch"], "t", "u", "v", rows=8)
    _, told = await told_of(scratch, readers)
    assert told.keys() in ({"t", "u", "v"}, set())  # MariaDB's are not for everybody to see


@every_dialect
async def test_a_table_nobody_analysed_has_no_statistics(scratch: Scratch, readers: Readers):
    scratch.execute("CREATE TABLE t (a int);")
    assert (await told_of(scratch, readers))[1] == {}


async def profiled(scratch: Scratch, readers: Readers, mode: Mode) -> TableProfile:
    source = DirectSource(readers, scratch.connection, scratch.credential, Limits())
    found = await profile_source(source, ScanOptions(sample_rows=100), CLASSIFIER, mode=mode, run_id="r1")
    ((table,),) = [batch.tables for batch in found.qualities]
    assert table.profile is not None
    return table.profile


@pytest.mark.parametrize("scratch", ["postgresql 15", "postgresql 18", "mysql 8.0.15"], indirect=True)
async def test_a_number_the_sample_has_no_bound_for_is_the_catalogs(
    scratch: Scratch, readers: Readers, request: pytest.FixtureRequest
):
    fill(scratch, request.node.callspec.params["scratch"], "t", rows=5_000)
    fast = await profiled(scratch, readers, Mode.FAST)
    assert fast.plan is not None
    assert (fast.statements, fast.plan.statements, fast.plan.catalog) == (1, 1, True)
    for column in fast.columns:
        for each in column.measurements:
            assert not (each.from_catalog and (each.exact or each.bound is not None))
            if each.metric in {"null_share", "distinct_count"}:
                assert each.from_catalog or each.bound is not None

    default = await profiled(scratch, readers, Mode.DEFAULT)
    assert default.plan is not None
    assert (default.statements, default.plan.catalog, "a" in default.plan.listed) == (2, True, True)
    assert [(each.count, each.exact) for each in default.columns[0].distribution.top_values] == [
        (1_250, True)
    ] * 4
    assert not [m for c in default.columns for m in c.measurements if m.from_catalog]
    assert default.columns[1].value("null_share") == 0.5
