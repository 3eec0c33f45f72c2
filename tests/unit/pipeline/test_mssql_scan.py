"""A whole scan of a SQL Server over the wire: schema, sample, detection and quality, against what is recorded."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.connection.addresses import EgressPolicy
from app.connection.config import Credential, MssqlConnection, TlsMode
from app.connection.dialects.mssql import DIALECT
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.sampling import seed_of
from app.model.run import RunState, ScanOptions
from app.pipeline.local import LocalRun, scan_locally
from app.pipeline.source import DirectSource
from app.results.snapshot_file import read_snapshot
from app.wiring.detectors import load_classifier
from tests.support.mssql_recording import FOLDER, result_of
from tests.support.mssql_server import PASSWORD, sql_server

RUN_ID = "run_0000000001"
OPTIONS = ScanOptions(sample_rows=100, max_connections=1, include=("sales.customer",))


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with closing(Readers(EgressPolicy(allow_loopback=True), None)) as made:
        yield made


@pytest.fixture
async def scan(readers: Readers) -> LocalRun:
    snapshot = read_snapshot((FOLDER / "snapshot.jsonl").read_bytes())
    customer = next(table for table in snapshot.tables if table.name == "customer")
    drawing = DIALECT.drawing(customer, rows=OPTIONS.sample_rows, seed=seed_of(RUN_ID, customer.id))
    sample = result_of(json.loads((FOLDER / "sample-customer.json").read_text("utf-8")))
    with sql_server({drawing.statement.sql: sample}) as server:
        place = MssqlConnection(
            host="localhost", port=server.port, database="shop", user="scanner", tls=TlsMode.OFF
        )
        source = DirectSource(readers, place, Credential(PASSWORD), Limits())
        found = await scan_locally(source, OPTIONS, load_classifier(), run_id=RUN_ID)
    assert server.unknown == []
    return found


async def test_it_reads_what_it_was_asked_for_and_names_the_gaps(scan: LocalRun):
    assert scan.state is RunState.PARTIAL
    assert [table.table_id for batch in scan.detections for table in batch.tables] == [
        table.id for table in scan.snapshot.tables if table.name == "customer"
    ]
    assert len(scan.snapshot.skipped) == 7


async def test_it_finds_what_is_in_the_sample(scan: LocalRun):
    (table,) = scan.detections[0].tables
    found = {verdict.column: [finding.type_id for finding in verdict.findings] for verdict in table.verdicts}
    assert found["email"] == ["EMAIL_ADDRESS"]
    assert (found["balance"], found["active"]) == ([], [])


async def test_it_measures_what_the_server_counted(scan: LocalRun):
    (table,) = scan.qualities[0].tables
    assert table.profile is not None
    assert table.profile.rows == 3
