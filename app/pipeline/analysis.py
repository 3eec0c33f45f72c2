"""What the quality stage of a run looks into besides the rows of each table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from app.model.relations import Suggestion
from app.model.run import ScanOptions
from app.model.schema import Snapshot
from app.pipeline.earlier import NO_EARLIER_RUNS, EarlierRuns
from app.pipeline.integrity import NO_KEYS, DueKeys
from app.pipeline.measuring import Measuring
from app.pipeline.relations import NOTHING_DUE, DueRelations
from app.rules.binding import NO_RULES, BoundRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """How much of each table is measured, and what is checked along with it; by itself nothing is.

    Attributes:
        relations: undeclared keys, each with the table whose turn it is then.
        keys: declared ones, likewise.
        rules: of the source, bound to the tables the run reads.
        earlier: what earlier runs left of the tables.
    """

    measuring: Measuring = Measuring()  # noqa: RUF009 - frozen, so sharing it is safe
    relations: DueRelations = NOTHING_DUE
    keys: DueKeys = NO_KEYS
    rules: BoundRules = NO_RULES
    earlier: EarlierRuns = NO_EARLIER_RUNS

    @classmethod
    def of(
        cls, run_id: str, snapshot: Snapshot, suggestions: Iterable[Suggestion], options: ScanOptions
    ) -> Self:
        """Keys declared and not, of every table the run reads, measured as the options say."""
        return cls(
            measuring=Measuring(mode=options.measure),
            relations=DueRelations.of(run_id, snapshot, suggestions),
            keys=DueKeys.of(run_id, snapshot, options),
        )


ROWS_ALONE: Final = Analysis()
"""Nothing but the rows of the tables."""
