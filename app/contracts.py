"""Typed messages between the server, the workflow and its tasks.

They end up in Temporal's history, so they carry ids, counts and references only: no host, user, table name,
value, or text of a driver. Every list is bounded twice: ``MaxItems`` for the SDK's check of the class, and
``max_length`` because the former is not enforced at run time.
"""

from enum import StrEnum
from typing import Annotated

from application_sdk.contracts.base import Input, Output
from application_sdk.contracts.types import MaxItems
from pydantic import BaseModel, ConfigDict, Field

WORKFLOW_TYPE = "sourcesense:scan"
MAX_BATCHES = 2_000

RunId = Annotated[str, Field(pattern=r"^run_[0-9A-Za-z]{10,40}$")]


def workflow_id(run_id: str) -> str:
    """The Temporal workflow id of a run.

    >>> workflow_id("run_01J9ZC3M7Q")
    'ss-run_01J9ZC3M7Q'
    """
    return f"ss-{run_id}"


class Ending(StrEnum):
    """Why a run is being closed."""

    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


class StageReport(BaseModel):
    """Counts of one stage, as the progress query gives them; ``total`` is 0 until it is known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: Annotated[str, Field(max_length=40)]
    state: Annotated[str, Field(max_length=12)] = "waiting"
    done: int = 0
    total: int = 0
    started_at: float = 0.0
    ended_at: float = 0.0


class ScanInput(Input):
    """The workflow's input: which run to carry out."""

    run_id: RunId = "run_0000000000"

    def summary(self) -> str | None:
        """Shown beside the workflow in the Temporal UI."""
        return f"scan {self.run_id}"


class RunInput(Input):
    """Input of the tasks that concern the whole run."""

    run_id: RunId = "run_0000000000"


class BatchInput(Input):
    """Input of the tasks that read one batch of tables."""

    run_id: RunId = "run_0000000000"
    number: int = 0
    of: int = 0
    tables: int = 0

    def summary(self) -> str | None:
        """Shown beside the task in the Temporal UI, in neutral words."""
        return f"batch {self.number + 1} of {self.of}, {self.tables} tables"


class RunArguments(Output):
    """What the workflow has to know of the stored configuration."""

    parallelism: int = 2
    quality: bool = True
    turn_timeout_seconds: int = 3600


class TurnOutput(Output):
    """0 when the run holds its turn, otherwise its place in the queue, from 1."""

    position: int = 0


class ConnectionTested(Output):
    """The connection test passed; what it found stands in the run's record."""

    milliseconds: int = 0


class SchemaExtracted(Output):
    """Sizes of the batches to read, by batch number."""

    tables: int = 0
    columns: int = 0
    left_out: int = 0
    batch_sizes: Annotated[list[int], MaxItems(MAX_BATCHES), Field(max_length=MAX_BATCHES)] = Field(
        default_factory=list[int]
    )


class BatchOutput(Output):
    """What one batch came to."""

    tables: int = 0
    gaps: int = 0
    findings: int = 0


class FinalizeOutput(Output):
    """The run's result in counts."""

    state: Annotated[str, Field(max_length=12)] = ""
    tables: int = 0
    gaps: int = 0
    findings: int = 0


class CloseInput(Input):
    """How the run ended, with the stages as they stood, for the run's record.

    ``code`` says why it failed; ``state`` is what ``finalize_run`` came to, empty if the run did not get there.
    """

    run_id: RunId = "run_0000000000"
    ending: Annotated[str, Field(max_length=12)] = Ending.FINISHED.value
    code: Annotated[str, Field(max_length=40)] = ""
    state: Annotated[str, Field(max_length=12)] = ""
    stages: Annotated[list[StageReport], MaxItems(8), Field(max_length=8)] = Field(
        default_factory=list[StageReport]
    )

    def summary(self) -> str | None:
        """Shown beside the task in the Temporal UI."""
        return f"close, {self.ending}"


class CloseOutput(Output):
    """The state the record ended in."""

    state: Annotated[str, Field(max_length=12)] = ""


class ScanOutput(Output):
    """The workflow's result in counts; the results themselves are in the state store under the run's id."""

    run_id: Annotated[str, Field(max_length=48)] = ""
    state: Annotated[str, Field(max_length=12)] = ""
    tables: int = 0
    gaps: int = 0
    findings: int = 0


class Progress(Output):
    """Answer of the ``progress`` query."""

    queue_position: int = 0
    stages: Annotated[list[StageReport], MaxItems(8), Field(max_length=8)] = Field(
        default_factory=list[StageReport]
    )
