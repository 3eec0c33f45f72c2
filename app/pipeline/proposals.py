"""Proposals of a run, made of what is stored of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from app.model.findings import Finding
from app.model.lineage import ViewLineage
from app.model.proposals import ColumnPlace, Proposal
from app.model.relations import RelationCheck, RelationVerdict, Suggestion
from app.model.results import QualityBatch
from app.model.schema import Snapshot
from app.propagation.proposing import propose
from app.results.report import TableView

MOST_SECONDS: Final = 20.0
"""Of reading views for one answer; those that were not reached pass nothing on."""


def proposals_of(
    snapshot: Snapshot,
    views: Iterable[TableView],
    suggestions: Iterable[Suggestion],
    qualities: Iterable[QualityBatch],
) -> tuple[Proposal, ...]:
    """What keys and views say of columns, the surest first; reads the SQL of views if there are any."""
    findings = _findings(views)
    if not findings:
        return ()
    return propose(
        snapshot,
        findings,
        lineage=_lineage(snapshot),
        relations=_relations(suggestions, qualities),
    )


def _findings(views: Iterable[TableView]) -> Mapping[ColumnPlace, Sequence[Finding]]:
    return {
        ColumnPlace(schema=view.table.schema, table=view.table.name, column=verdict.column): verdict.findings
        for view in views
        for verdict in view.verdicts
        if verdict.findings
    }


def _relations(
    suggestions: Iterable[Suggestion], qualities: Iterable[QualityBatch]
) -> tuple[RelationCheck, ...]:
    """Undeclared keys as they stand: checked, or only suggested by their names."""
    checks = {check.candidate: check for batch in qualities for check in batch.relations}
    return tuple(
        checks.get(suggestion.candidate)
        or RelationCheck(
            candidate=suggestion.candidate,
            verdict=RelationVerdict.UNTESTED,
            confidence=suggestion.candidate.confidence,
        )
        for suggestion in suggestions
    )


def _lineage(snapshot: Snapshot) -> tuple[ViewLineage, ...]:
    if not any(table.is_view for table in snapshot.tables):
        return ()
    from app.schema.lineage import lineage_of  # noqa: PLC0415 - loads sqlglot, which databases without views do not need

    return lineage_of(snapshot, most_seconds=MOST_SECONDS)
