"""What lint says of the sample databases: every line was read and asked whether a DBA would agree."""

from pathlib import Path
from typing import Any

import pytest

from app.connection.limits import Limits
from app.connection.reader import Readers
from app.extraction.inspector import extract_schema
from app.model.schema import Snapshot
from app.schema.lint.linting import lint
from tests.support.databases import EXPECTED
from tests.support.samples import Open

GOLDEN = Path(__file__).parents[1] / "golden" / "lint"


@pytest.mark.parametrize(
    "expected", EXPECTED, ids=[f"{counts['engine']}-{counts['database']}" for counts in EXPECTED]
)
async def test_lint_of_the_sample_databases(expected: dict[str, Any], readers: Readers, sample_source: Open):
    connection, credential = sample_source(expected["engine"], expected["database"])
    async with readers.open(connection, credential, Limits()) as session:
        snapshot = await extract_schema(session, connection)
    page = GOLDEN / f"{expected['engine']}-{expected['database']}.txt"
    assert _lines(snapshot) == page.read_text(encoding="utf-8").splitlines()


def _lines(snapshot: Snapshot) -> list[str]:
    return [
        f"{finding.severity} {finding.rule} {finding.table or finding.schema}: {finding.message}"
        for finding in lint(snapshot)
    ]
