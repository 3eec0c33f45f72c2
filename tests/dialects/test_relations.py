"""Undeclared keys measured: the sample databases' declared keys are hidden and have to be found again."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.connection.config import Credential, parse_connection
from app.connection.limits import Limits
from app.connection.reader import Readers
from app.demo import build_demo
from app.extraction.inspector import extract_schema
from app.model.relations import RelationCandidate, RelationCheck, RelationVerdict
from app.model.run import ScanOptions
from app.model.schema import Snapshot
from app.pipeline.reading import BatchReader
from app.pipeline.relations import DueRelations, check_relations, suggest_relations
from app.pipeline.source import DirectSource
from app.schema.relations import relation_candidates
from tests.support.databases import EXPECTED
from tests.support.samples import SERVERS, Open, every_sample

PAGE = Path(__file__).parents[2] / "docs" / "relations.md"
SURE = 0.5

Link = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    declared: set[Link]
    named: set[Link]
    kept: set[Link]

    def row(self, engine: str, database: str) -> str:
        """A row of the table in docs/relations.md."""
        named, kept = self.named & self.declared, self.kept & self.declared
        return f"| {database}, {engine} | {len(self.declared)} | {len(self.named)} | {len(named)} | {len(self.kept)} | {len(kept)} |"


@every_sample
async def test_hidden_keys_of_the_sample_databases_are_found_again(
    expected: dict[str, Any], readers: Readers, sample_source: Open
):
    connection, credential = sample_source(SERVERS[expected["engine"]][0], expected["database"])
    measured = await _measured(DirectSource(readers, connection, credential, Limits()))
    assert measured.row(expected["engine"], expected["database"]) in PAGE.read_text(encoding="utf-8")


async def test_hidden_keys_of_the_demo_are_found_again(readers: Readers, tmp_path: Path):
    build_demo(tmp_path / "demo.sqlite")
    connection = parse_connection({"dialect": "sqlite", "path": str(tmp_path / "demo.sqlite")})
    measured = await _measured(DirectSource(readers, connection, Credential(), Limits()))
    assert measured.row("sqlite", "demo") in PAGE.read_text(encoding="utf-8")


def test_the_totals_on_the_page_are_those_of_its_rows():
    page = PAGE.read_text(encoding="utf-8")
    rows = [
        list(map(int, found))
        for found in re.findall(r"^\| \w+, \w+ \|" + r" (\d+) \|" * 5, page, re.MULTILINE)
    ]
    declared, named, named_right, kept, kept_right = (sum(column) for column in zip(*rows, strict=True))
    assert len(rows) == len(EXPECTED) + 1
    assert f"By name alone: precision {named_right / named:.2f}, recall {named_right / declared:.2f}." in page
    assert f"After values: precision {kept_right / kept:.2f}, recall {kept_right / declared:.2f}." in page


async def _measured(source: DirectSource) -> Measured:
    async with source.session() as session:
        snapshot = await extract_schema(session, source.connection)
    checks = await _checks(source, _bare(snapshot))
    assert not [check.reason for check in checks if check.verdict is RelationVerdict.UNTESTED]
    return Measured(
        declared=_declared(snapshot),
        named={_link(candidate) for candidate in relation_candidates(_bare(snapshot))},
        kept={_link(check.candidate) for check in checks if check.confidence >= SURE},
    )


async def _checks(source: DirectSource, snapshot: Snapshot) -> list[RelationCheck]:
    suggestions = suggest_relations(snapshot, ScanOptions())
    due = DueRelations.of("r", snapshot, suggestions)
    dialect = source.connection.dialect
    async with BatchReader(source) as reader:
        checked = [await check_relations(reader, dialect, table, due) for table in snapshot.tables]
    checks = [check for of_table in checked for check in of_table]
    assert len(checks) == len(suggestions)
    return checks


def _bare(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, tables=tuple(replace(table, foreign_keys=()) for table in snapshot.tables))


def _declared(snapshot: Snapshot) -> set[Link]:
    """Declared keys of one column; those of partitions as their parent's."""
    return {
        ((table.partition_of or table).name, key.columns[0], key.referred_table)
        for table in snapshot.tables
        for key in table.foreign_keys
        if len(key.columns) == 1
    }


def _link(candidate: RelationCandidate) -> Link:
    return candidate.table, candidate.column, candidate.referred_table
