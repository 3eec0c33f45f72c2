"""Lint and diff of the sample databases on every server: each remark was read and asked whether a DBA would agree."""

from pathlib import Path

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.schema import Snapshot
from app.schema.diff import diff
from app.schema.fingerprint import fingerprint
from app.schema.lint.linting import lint
from tests.support.samples import Open, every_sample_everywhere

GOLDEN = Path(__file__).parents[1] / "golden" / "lint"


@every_sample_everywhere
async def test_lint_remarks_what_was_reviewed(
    engine: str, database: str, fixture: str, readers: Readers, sample_source: Open
):
    snapshot = await _snapshot(readers, sample_source, fixture, database)
    page = GOLDEN / f"{engine}-{database}.txt"
    assert _lines(snapshot) == page.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("database", ["chinook", "northwind", "pagila"])
async def test_a_database_is_the_same_on_two_versions_of_a_server(
    database: str, readers: Readers, sample_source: Open
):
    old = await _snapshot(readers, sample_source, "postgresql_server", database)
    new = await _snapshot(readers, sample_source, "postgresql_18_server", database)
    assert old.version != new.version
    assert diff(old, new) == ()
    assert fingerprint(old).whole == fingerprint(new).whole


async def _snapshot(readers: Readers, sample_source: Open, fixture: str, database: str) -> Snapshot:
    connection, credential = sample_source(fixture, database)
    async with readers.open(connection, credential, Limits()) as session:
        return await extract_schema(session, connection)


def _lines(snapshot: Snapshot) -> list[str]:
    return [
        f"{finding.severity} {finding.rule} {finding.table or finding.schema}: {finding.message}"
        for finding in lint(snapshot)
    ]
