"""The quality stage: every row of a table measured as its way was chosen, joined with what the sample gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from app.connection.session import Session
from app.detection.cells.masking import mask
from app.integrity.dependencies import dependency_defects
from app.integrity.orphans import key_parts, orphan_defects
from app.model.defects import Defect, DefectKind
from app.model.integrity import Dependency, KeyCheck
from app.model.measurements import TableProfile
from app.model.relations import RelationCheck
from app.model.results import DetectionBatch, QualityBatch, TableDetection, TableQuality
from app.model.rules import RuleResult
from app.model.run import TableOutcome, TableState
from app.model.schema import Table
from app.model.ways import Mode
from app.pipeline.analysis import ROWS_ALONE, Analysis
from app.pipeline.dependencies import confirm_dependencies
from app.pipeline.earlier import EarlierRuns
from app.pipeline.first_look import Statistics, first_look
from app.pipeline.integrity import check_keys, supposed_keys
from app.pipeline.measuring import EveryRow, RowMeasurer
from app.pipeline.reading import BatchReader
from app.pipeline.relations import check_relations
from app.pipeline.rules import check_table, unread_table
from app.pipeline.source import Source
from app.quality.defects.finding import surest_first
from app.quality.merging import merge_profile
from app.quality.profile import Measured
from app.quality.scoring.ruled import rule_parts
from app.rules.verdicts import without_values


async def analyse_batch(
    source: Source, tables: Sequence[Table], detected: DetectionBatch, analysis: Analysis = ROWS_ALONE
) -> QualityBatch:
    """Measure the tables of one batch, in their order, and look into what is due with each of them.

    A table the detection stage could not read is not asked again: its outcome is repeated.
    """
    samples = {table.table_id: table for table in detected.tables}
    async with BatchReader(source) as reader:
        dialect = source.connection.dialect
        statistics = await first_look(reader, dialect, tables, samples)
        turns = _Turns(reader, dialect, analysis, statistics)
        taken = [await turns.take(table, samples.get(table.id)) for table in tables]
        homeless = analysis.rules.homeless if detected.number == 0 else ()
        return QualityBatch(
            number=detected.number,
            tables=tuple(quality for quality, _ in taken),
            usage=await reader.usage(),
            relations=tuple(chain.from_iterable(checked.relations for _, checked in taken)),
            keys=tuple(chain.from_iterable(checked.keys for _, checked in taken)),
            rules=(*homeless, *chain.from_iterable(checked.rules for _, checked in taken)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """What became of all that was due with one table."""

    relations: tuple[RelationCheck, ...] = ()
    keys: tuple[KeyCheck, ...] = ()
    rules: tuple[RuleResult, ...] = ()
    dependencies: tuple[Dependency, ...] = ()


class _Turns:
    """Takes the tables of a batch one after another, over one reader."""

    def __init__(self, reader: BatchReader, dialect: str, analysis: Analysis, statistics: Statistics) -> None:
        self._reader, self._dialect, self._analysis = reader, dialect, analysis
        self._measurer = RowMeasurer(dialect, analysis.measuring, statistics)

    async def take(self, table: Table, found: TableDetection | None) -> tuple[TableQuality, _Checked]:
        """The table measured, and what is due with it looked into; ``found`` is what its sample said."""
        read = await self._measured(table, found)
        if isinstance(read, TableOutcome):
            unread = TableQuality(table_id=table.id, outcome=read, profile=None)
            return unread, _Checked(rules=unread_table(table, read, self._analysis.rules))
        checked = await self._checked(table, found)
        profile = _profile(table, read, found, checked, self._analysis.earlier)
        outcome = _outcome(table, read.measured, found)
        quality = TableQuality(
            table_id=table.id, outcome=outcome, profile=profile, dependencies=checked.dependencies
        )
        return quality, checked

    async def _measured(self, table: Table, found: TableDetection | None) -> EveryRow | TableOutcome:
        if found is not None and found.outcome.state.is_gap:
            return found.outcome

        async def measure(session: Session, table: Table) -> EveryRow | TableOutcome:
            sample, sampled = (found.sample, found.sampled) if found else (None, ())
            return await self._measurer.measure(session, table, sample, sampled)

        return await self._reader.read(table, measure, lambda outcome: outcome)

    async def _checked(self, table: Table, found: TableDetection | None) -> _Checked:
        reader, dialect, due = self._reader, self._dialect, self._analysis
        relations = await check_relations(reader, dialect, table, due.relations)
        declared = await check_keys(reader, dialect, table, due.keys)
        rules = await check_table(reader, dialect, table, due.rules)
        return _Checked(
            relations=relations,
            keys=(*declared, *supposed_keys(dialect, table, relations, due.relations)),
            rules=without_values(rules, found.verdicts if found else ()),
            dependencies=await self._dependencies(table, found.dependencies if found else ()),
        )

    async def _dependencies(self, table: Table, sampled: tuple[Dependency, ...]) -> tuple[Dependency, ...]:
        if self._analysis.measuring.mode is not Mode.EXACT:
            return sampled
        return await confirm_dependencies(self._reader, self._dialect, table, sampled)


def _profile(
    table: Table, read: EveryRow, found: TableDetection | None, checked: _Checked, earlier: EarlierRuns
) -> TableProfile:
    """All numbers of the table; whether it came in time is judged by them, and then a part of its score."""
    own = [link for link in checked.keys if (link.key.schema, link.key.table) == (table.schema, table.name)]
    rows = read.measured.rows if read.measured else table.row_estimate or 0
    merged = partial(
        merge_profile,
        table,
        read.measured,
        found.sampled if found else (),
        found.verdicts if found else (),
        catalog=read.catalog,
        mask=mask,
        defects=(*_defects(found, checked), *orphan_defects(own)),
        plan=read.choice,
    )
    others = (*key_parts(own, rows), *rule_parts(checked.rules, rows))
    profile = merged(others=others)
    timely = earlier.timeliness(table, profile, found.sample if found else None)
    return profile if timely is None else merged(others=(*others, timely))


def _defects(found: TableDetection | None, checked: _Checked) -> tuple[Defect, ...]:
    """Those of the sample; what breaks a dependency as it was counted since."""
    if found is None:
        return ()
    others = (each for each in found.defects if each.kind is not DefectKind.DEPENDENCY_VIOLATION)
    broken = dependency_defects(checked.dependencies, found.sample.method) if found.sample else ()
    return surest_first((*others, *broken))


def _outcome(table: Table, measured: Measured | None, found: TableDetection | None) -> TableOutcome:
    if measured is None and found is not None:
        return found.outcome
    state = TableState.SCANNED if measured and measured.rows else TableState.EMPTY
    return TableOutcome(table_id=table.id, state=state)
