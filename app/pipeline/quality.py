"""The quality stage: one flat aggregate statement per table, joined with what the sample gave."""

from collections.abc import Mapping, Sequence

from app.connection.session import Session
from app.detection.cells.masking import mask
from app.extraction.measurement import measure_table
from app.model.relations import RelationCheck
from app.model.results import QualityBatch, TableDetection, TableQuality
from app.model.run import TableOutcome, TableState
from app.model.schema import Table
from app.pipeline.reading import BatchReader
from app.pipeline.relations import NOTHING_DUE, DueRelations, check_relations
from app.pipeline.source import Source
from app.quality.merging import merge_profile


async def analyse_batch(
    source: Source,
    tables: Sequence[Table],
    detections: Mapping[str, TableDetection],
    *,
    number: int,
    due: DueRelations = NOTHING_DUE,
) -> QualityBatch:
    """Measure the tables of one batch, in their order, and look into the relations that are due with them.

    A table the detection stage could not read is not asked again: its outcome is repeated. ``detections`` are
    by table id.
    """

    async def analyse(session: Session, table: Table) -> TableQuality:
        found = detections.get(table.id)
        measured = await measure_table(session, source.connection.dialect, table)
        profile = merge_profile(
            table,
            measured,
            found.sampled if found else (),
            found.verdicts if found else (),
            mask=mask,
            defects=found.defects if found else (),
        )
        state = TableState.SCANNED if measured.rows else TableState.EMPTY
        return TableQuality(
            table_id=table.id, outcome=TableOutcome(table_id=table.id, state=state), profile=profile
        )

    async with BatchReader(source) as reader:
        done: list[TableQuality] = []
        checks: list[RelationCheck] = []
        for table in tables:
            known_gap = _gap_of(detections.get(table.id))
            done.append(
                _not_measured(known_gap) if known_gap else await reader.read(table, analyse, _not_measured)
            )
            if not done[-1].outcome.state.is_gap:
                checks += await check_relations(reader, source.connection.dialect, table, due)
        return QualityBatch(
            number=number, tables=tuple(done), usage=await reader.usage(), relations=tuple(checks)
        )


def _gap_of(detection: TableDetection | None) -> TableOutcome | None:
    return detection.outcome if detection is not None and detection.outcome.state.is_gap else None


def _not_measured(outcome: TableOutcome) -> TableQuality:
    return TableQuality(table_id=outcome.table_id, outcome=outcome, profile=None)
