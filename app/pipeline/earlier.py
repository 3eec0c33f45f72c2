"""Earlier runs of the same source beside a table that is being measured: whether its rows came when they were due."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.history.points import TablePoint
from app.history.taking import table_point
from app.history.timeliness import timeliness
from app.model.measurements import TableProfile
from app.model.results import RunRecord
from app.model.sample import SampleFacts
from app.model.schema import Table
from app.quality.scoring.parts import ScorePart
from app.results.runs import RunRepository

MOST_RUNS: Final = 30
"""Earlier runs that are read with every batch: a month of daily ones tells a cadence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierRuns:
    """What earlier runs left of the tables of a batch, oldest first, by table id; ``at`` is when this one reads."""

    at: float = 0.0
    by_table: Mapping[str, Sequence[tuple[float, TablePoint]]] = field(
        default_factory=dict[str, list[tuple[float, TablePoint]]]
    )

    def timeliness(self, table: Table, profile: TableProfile, sample: SampleFacts | None) -> ScorePart | None:
        """Loads that came of loads that were due; ``None`` where too few runs tell, or no column does."""
        past = self.by_table.get(table.id)
        return timeliness([*past, (self.at, table_point(table, profile, sample))]) if past else None


NO_EARLIER_RUNS: Final = EarlierRuns()


async def earlier_runs(runs: RunRepository, run: RunRecord, tables: Collection[str]) -> EarlierRuns:
    """What the last ``MOST_RUNS`` runs of the source left of the tables with these ids."""
    found: defaultdict[str, list[tuple[float, TablePoint]]] = defaultdict(list)
    for point in reversed(await runs.read_earlier_points(run, MOST_RUNS)):
        for table in point.tables:
            if table.table_id in tables:
                found[table.table_id].append((point.at.timestamp(), table))
    return EarlierRuns(at=(run.started_at or run.created_at).timestamp(), by_table=found)
