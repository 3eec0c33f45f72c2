"""A run decided on again, by the rules of today and what its values showed then; the source is not asked."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.detection.catalogue import Catalogue
from app.detection.deciding import Decider
from app.detection.redeciding import redecide_table
from app.detection.staleness import decidable, gone_types, stale_types
from app.errors import EvidenceMissingError
from app.model.evidence import EvidenceBatch, RuleMarks, TableEvidence
from app.model.findings import ColumnVerdict
from app.model.redecision import ColumnChange, Doubt, Redecision, TableVerdicts
from app.model.schema import Table
from app.results.runs import RunRepository


@dataclass(frozen=True, slots=True)
class KeptTable:
    """One table as it was judged: what it is, what its values showed, under which rules, and what was said."""

    table: Table
    rules: RuleMarks
    evidence: TableEvidence
    verdicts: tuple[ColumnVerdict, ...]


async def redecide_run(runs: RunRepository, run_id: str, catalogue: Catalogue) -> Redecision:
    """Decide again on every table of the run that has evidence; nothing is stored.

    Raises:
        RunNotFoundError: there is no such run.
        ResultNotReadyError: its schema is not read yet.
        EvidenceMissingError: it keeps no evidence.
        EvidenceOutdatedError: it keeps evidence of another version.
    """
    await runs.load(run_id)
    snapshot = await runs.read_snapshot(run_id)
    batches = await runs.read_evidences(run_id)
    if not any(batch.tables for batch in batches):
        raise EvidenceMissingError(run_id=run_id)
    detections = await runs.read_detections(run_id)
    verdicts = {table.table_id: table.verdicts for batch in detections for table in batch.tables}
    kept = list(kept_tables(snapshot.tables, batches, verdicts))
    return await asyncio.to_thread(redecide, kept, catalogue)


def kept_tables(
    tables: Iterable[Table],
    batches: Iterable[EvidenceBatch],
    verdicts: Mapping[str, tuple[ColumnVerdict, ...]],
) -> Iterator[KeptTable]:
    """The tables that have evidence."""
    by_id = {table.id: table for table in tables}
    for batch in batches:
        for evidence in batch.tables:
            yield KeptTable(
                by_id[evidence.table_id], batch.rules, evidence, verdicts.get(evidence.table_id, ())
            )


def redecide(kept: Sequence[KeptTable], catalogue: Catalogue) -> Redecision:
    """Decide again, by the rules of the catalogue that the evidence can be decided by."""
    rules = list(_distinct(each.rules for each in kept))
    deciders = [Decider(decidable(each, catalogue)) for each in rules]
    tables: list[TableVerdicts] = []
    changes: list[ColumnChange] = []
    doubts: list[Doubt] = []
    for each in kept:
        decider = deciders[rules.index(each.rules)]
        again = redecide_table(decider, each.table, each.evidence, each.verdicts)
        tables.append(TableVerdicts(table_id=each.evidence.table_id, verdicts=again.verdicts))
        changes += again.changes
        doubts += again.doubts
    return Redecision(
        rules_before=tuple(sorted({each.version for each in rules})),
        rules_after=catalogue.version,
        tables=tuple(tables),
        changes=tuple(changes),
        stale=tuple(dict.fromkeys(stale for each in rules for stale in stale_types(each, catalogue))),
        gone=tuple(sorted({gone for each in rules for gone in gone_types(each, catalogue)})),
        doubts=tuple(doubts),
    )


def _distinct(rules: Iterable[RuleMarks]) -> Iterator[RuleMarks]:
    """Each once: the batches of a run have the same, unless workers of two versions shared it."""
    seen: list[RuleMarks] = []
    for each in rules:
        if each not in seen:
            seen.append(each)
            yield each
