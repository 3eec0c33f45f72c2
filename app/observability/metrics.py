"""Counters and durations, scraped from ``/metrics`` beside the SDK's own.

The instruments are made on OpenTelemetry's global meter, which the SDK provides; without it (``--local``) they
count nothing and cost nothing.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opentelemetry.metrics import Meter


class Metrics:
    """What this process counts. Labels are task names, stages, codes and states: few values, none of a source."""

    def __init__(self, meter: "Meter") -> None:
        self._tasks = meter.create_histogram(
            "sourcesense.task.duration", unit="s", description="Duration of tasks by name and outcome."
        )
        self._runs = meter.create_counter(
            "sourcesense.runs", unit="1", description="Runs that ended, by final state."
        )
        self._statements = meter.create_counter(
            "sourcesense.statements", unit="1", description="Statements sent to sources, by stage."
        )
        self._rows = meter.create_counter(
            "sourcesense.rows_read", unit="1", description="Rows read from sources, by stage."
        )

    def task_ended(self, name: str, seconds: float, outcome: str) -> None:
        """A task ended; ``outcome`` is ``ok`` or the code of its failure."""
        self._tasks.record(seconds, {"task": name, "outcome": outcome})

    def batch_read(self, stage: str, *, statements: int, rows: int) -> None:
        """A batch was read from a source."""
        self._statements.add(statements, {"stage": stage})
        self._rows.add(rows, {"stage": stage})

    def run_ended(self, state: str) -> None:
        """A run ended in that state."""
        self._runs.add(1, {"state": state})


@cache
def metrics() -> Metrics:
    """The metrics of this process."""
    from opentelemetry.metrics import get_meter  # noqa: PLC0415 - only where something is counted

    return Metrics(get_meter("sourcesense"))
