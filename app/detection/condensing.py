"""Evidence as it is kept: without the types that neither the name nor the values speak for."""

from collections.abc import Sequence
from dataclasses import replace

from app.detection.deciding import Decider, Ranking
from app.detection.evidence.contained import whole_cell_types
from app.detection.evidence.scoring import Scored
from app.detection.nested.judging import path_table
from app.model.evidence import ColumnEvidence, NestedEvidence
from app.model.sample import SamplingMethod
from app.model.schema import Column, Table

_OF_NAMES = frozenset({"prior", "column name", "comment", "table", "neighbours"})
_BEST, _NEAR, _WORTH_A_NAME = 3, -2.0, -4.0
"""The best types are kept, those that came near, and those that a telling name (7 in log-odds) could bring near."""


def condensed(
    decider: Decider, table: Table, evidences: Sequence[ColumnEvidence]
) -> tuple[ColumnEvidence, ...]:
    """The evidence of every column of the table, for which the same rules give the same verdicts still."""
    headers = [decider.headers.evidence(column, table) for column in table.columns]
    columns = zip(table.columns, evidences, decider.rank(table, evidences, headers), strict=True)
    return tuple(_condensed(decider, table, *each) for each in columns)


def _condensed(
    decider: Decider, table: Table, column: Column, evidence: ColumnEvidence, ranked: Ranking
) -> ColumnEvidence:
    kept = {scored.type_id for place, scored in enumerate(ranked) if place < _BEST or _speaks(scored)}
    kept |= whole_cell_types(decider.catalogue, evidence)
    checked = decider.checked(evidence)
    return replace(
        evidence,
        tallies={t: tally for t, tally in evidence.tallies.items() if t in kept or tally is checked},
        nested=evidence.nested and _nested(decider, table, column, evidence.nested),
    )


def _speaks(scored: Scored) -> bool:
    if scored.log_odds > _NEAR:
        return True
    values = sum(part.log_odds for part in scored.parts if part.name not in _OF_NAMES)
    named = any(part.name == "column name" and part.log_odds > 0 for part in scored.parts)
    return named or values > _WORTH_A_NAME


def _nested(decider: Decider, table: Table, column: Column, nested: NestedEvidence) -> NestedEvidence:
    """The paths, without those that hold nothing and whose names nobody knows: such a name may be a value."""
    paths, evidences = nested.paths, [path.evidence for path in nested.paths]
    virtual = path_table(table, column, [path.names for path in paths])
    verdicts = decider.decide(virtual, evidences, SamplingMethod.HEAD)
    kept = [
        replace(path, evidence=evidence)
        for path, evidence, verdict in zip(
            paths, condensed(decider, virtual, evidences), verdicts, strict=True
        )
        if verdict.findings or all(map(decider.headers.knows, path.names))
    ]
    return replace(nested, paths=tuple(kept))
