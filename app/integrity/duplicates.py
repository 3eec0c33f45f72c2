"""Rows and entities that stand in a table twice, as defects: what the sample has, and what that says of the table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from app.integrity.entities.fields import fields_of
from app.integrity.entities.linking import likely_pairs
from app.integrity.repeated import groups_of, repeated
from app.model.defects import Defect, DefectKind
from app.model.findings import ColumnVerdict
from app.model.sample import Sample, SampleFacts
from app.model.schema import Table
from app.quality.defects.duplicates import compared, pairs_of_rows
from app.quality.defects.looking import TableLook, look_at

MOST_ROWS: Final = 5_000
"""Rows compared; a sample is seldom larger."""
_ROWS_WHY = "rows agree in every column but their key, or but for one slip, beyond chance"
_ENTITIES_WHY = "names agree but for slips, nothing given once differs, and rare values agree besides"


def duplicate_defects(
    table: Table, sample: Sample, verdicts: Sequence[ColumnVerdict], *, today: date
) -> tuple[Defect, ...]:
    """Duplicate rows, and with them further rows that are likely the same entity; no values, as they tell of persons.

    ``count`` and ``rows`` are those of the table where every row was seen or the sample allows an estimate, else those
    of the sample.
    """
    look = look_at(table, _cut(sample), verdicts, today=float(today.toordinal()))
    return tuple(_found(look, replace(sample.facts, rows=look.rows)))


def _cut(sample: Sample) -> Sample:
    if sample.facts.rows <= MOST_ROWS:
        return sample
    return Sample(
        facts=replace(sample.facts, rows=MOST_ROWS),
        values={column: cells[:MOST_ROWS] for column, cells in sample.values.items()},
    )


def _found(look: TableLook, facts: SampleFacts) -> Iterator[Defect]:
    copies = [(first, later) for later, first in pairs_of_rows(look).items()]
    if copies:
        confidence = 0.85 if len(copies) > 1 else 0.75
        yield _defect(
            DefectKind.DUPLICATE_ROWS, compared(look), copies, facts, confidence=confidence, why=_ROWS_WHY
        )
    entities = sorted({*copies, *likely_pairs(look)})
    if len(entities) > len(copies):  # copies are second records too, and told as such only beside others
        columns = tuple(field.name for field in fields_of(look))
        confidence = 0.8 if len(entities) > 1 else 0.65
        yield _defect(
            DefectKind.DUPLICATE_ENTITIES, columns, entities, facts, confidence=confidence, why=_ENTITIES_WHY
        )


def _defect(
    kind: DefectKind,
    columns: tuple[str, ...],
    pairs: Sequence[tuple[int, int]],
    facts: SampleFacts,
    *,
    confidence: float,
    why: str,
) -> Defect:
    found = repeated(groups_of(pairs), facts)
    return Defect(
        kind=kind,
        columns=columns,
        count=found.count,
        rows=found.rows,
        exact=found.exact,
        bound=found.bound,
        confidence=confidence,
        reasons=(why, found.reason),
    )
