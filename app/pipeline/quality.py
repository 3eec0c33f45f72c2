"""The quality stage: every row of a table measured as its way was chosen, joined with what the sample gave."""

from collections.abc import Mapping, Sequence
from functools import partial

from app.connection.session import Session
from app.detection.cells.masking import mask
from app.integrity.orphans import key_parts, orphan_defects
from app.model.integrity import KeyCheck
from app.model.relations import RelationCheck
from app.model.results import QualityBatch, TableDetection, TableQuality
from app.model.rules import RuleResult
from app.model.run import TableOutcome, TableState
from app.model.schema import Table
from app.pipeline.earlier import NO_EARLIER_RUNS, EarlierRuns
from app.pipeline.integrity import NO_KEYS, DueKeys, check_keys, supposed_keys
from app.pipeline.measuring import EveryRow, Measuring, RowMeasurer
from app.pipeline.reading import BatchReader
from app.pipeline.relations import NOTHING_DUE, DueRelations, check_relations
from app.pipeline.rules import check_table, unread_table
from app.pipeline.source import Source
from app.quality.merging import merge_profile
from app.quality.profile import Measured
from app.quality.scoring.ruled import rule_parts
from app.rules.binding import NO_RULES, BoundRules
from app.rules.verdicts import without_values

DEFAULT = Measuring()


async def analyse_batch(
    source: Source,
    tables: Sequence[Table],
    detections: Mapping[str, TableDetection],
    *,
    number: int,
    due: DueRelations = NOTHING_DUE,
    keys: DueKeys = NO_KEYS,
    rules: BoundRules = NO_RULES,
    measuring: Measuring = DEFAULT,
    earlier: EarlierRuns = NO_EARLIER_RUNS,
) -> QualityBatch:
    """Measure the tables of one batch, in their order, and look into the keys, declared or not, that are due with them.

    A table the detection stage could not read is not asked again: its outcome is repeated. ``detections`` are
    by table id.
    """
    dialect = source.connection.dialect
    measurer = RowMeasurer(dialect, measuring)

    async def measure(session: Session, table: Table) -> EveryRow | TableOutcome:
        found = detections.get(table.id)
        return await measurer.measure(session, table, found.sample if found else None)

    async with BatchReader(source) as reader:
        done: list[TableQuality] = []
        relations: list[RelationCheck] = []
        checked: list[KeyCheck] = []
        ruled = [*rules.homeless] if number == 0 else []
        for table in tables:
            found = detections.get(table.id)
            read = _gap_of(found) or await reader.read(table, measure, _itself)
            if isinstance(read, TableOutcome):
                done.append(TableQuality(table_id=table.id, outcome=read, profile=None))
                ruled += unread_table(table, read, rules)
                continue
            supposed = await check_relations(reader, dialect, table, due)
            links = [
                *await check_keys(reader, dialect, table, keys),
                *supposed_keys(dialect, table, supposed, due),
            ]
            answered = await check_table(reader, dialect, table, rules)
            kept = without_values(answered, found.verdicts if found else ())
            done.append(_analysed(table, read, found, links=links, ruled=kept, earlier=earlier))
            ruled += kept
            relations += supposed
            checked += links
        return QualityBatch(
            number=number,
            tables=tuple(done),
            usage=await reader.usage(),
            relations=tuple(relations),
            keys=tuple(checked),
            rules=tuple(ruled),
        )


def _itself(outcome: TableOutcome) -> TableOutcome:
    return outcome


def _analysed(
    table: Table,
    read: EveryRow,
    found: TableDetection | None,
    *,
    links: Sequence[KeyCheck],
    ruled: Sequence[RuleResult],
    earlier: EarlierRuns,
) -> TableQuality:
    own = [link for link in links if (link.key.schema, link.key.table) == (table.schema, table.name)]
    measured = read.measured
    rows = measured.rows if measured else table.row_estimate or 0
    merged = partial(
        merge_profile,
        table,
        measured,
        found.sampled if found else (),
        found.verdicts if found else (),
        mask=mask,
        defects=(*(found.defects if found else ()), *orphan_defects(own)),
        plan=read.choice,
    )
    others = (*key_parts(own, rows), *rule_parts(ruled, rows))
    profile = merged(others=others)
    timely = earlier.timeliness(table, profile, found.sample if found else None)
    if timely is not None:
        profile = merged(others=(*others, timely))
    return TableQuality(table_id=table.id, outcome=_outcome(table, measured, found), profile=profile)


def _outcome(table: Table, measured: Measured | None, found: TableDetection | None) -> TableOutcome:
    if measured is None and found is not None:
        return found.outcome
    state = TableState.SCANNED if measured and measured.rows else TableState.EMPTY
    return TableOutcome(table_id=table.id, state=state)


def _gap_of(detection: TableDetection | None) -> TableOutcome | None:
    return detection.outcome if detection is not None and detection.outcome.state.is_gap else None
