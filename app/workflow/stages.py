"""Where the stages of a run stand; kept by the workflow, so it is deterministic and survives replay."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from application_sdk.app import now

from app.contracts import StageReport
from app.model.run import Stage


@dataclass(slots=True)
class RunningStage:
    """The counts of one stage."""

    stage: Stage
    state: str = "waiting"
    done: int = 0
    total: int = 0
    started_at: float = 0.0
    ended_at: float = 0.0

    def advance(self, count: int) -> None:
        """That many more are done."""
        self.done += count

    def replace(self, *, done: int, total: int) -> None:
        """The counts are known better now."""
        self.done, self.total = done, total

    def end(self, state: str, at: datetime) -> None:
        """The stage ended in that state."""
        self.state, self.ended_at = state, at.timestamp()


class StageBoard:
    """All stages of a run in their order; ``clock`` is the workflow's, which a replay shows the same times."""

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        self._clock = clock
        self._stages = {stage: RunningStage(stage) for stage in Stage}

    @contextmanager
    def running(self, stage: Stage, *, total: int) -> Generator[RunningStage]:
        """The stage runs as long as the body does; a body that raises leaves it as it stands."""
        current = self._stages[stage]
        current.state, current.total, current.started_at = "running", total, self._clock().timestamp()
        yield current
        current.end("done", self._clock())

    def skip(self, stage: Stage) -> None:
        """The run was not asked for this stage."""
        self._stages[stage].state = "skipped"

    def end(self, *, cancelled: bool) -> None:
        """Whatever still runs ended with the run."""
        for stage in self._stages.values():
            if stage.state == "running":
                stage.end("cancelled" if cancelled else "failed", self._clock())

    def reports(self) -> list[StageReport]:
        """The stages as the contracts carry them."""
        return [
            StageReport(
                stage=stage.stage.value,
                state=stage.state,
                done=stage.done,
                total=stage.total,
                started_at=stage.started_at,
                ended_at=stage.ended_at,
            )
            for stage in self._stages.values()
        ]
