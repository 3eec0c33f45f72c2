"""Runs whose workflow ended without closing them: terminated by hand, timed out, or never started.

A terminated workflow runs no clean-up, so the server does it: the record gets its final state, the credential is
destroyed, the turn is passed on. Called when such a run is looked at, and for all leftovers at start and every
minute.
"""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.api.workflows import Workflows
from app.errors import (
    DamagedRecordError,
    RunEndedOutsideError,
    RunNeverStartedError,
    RunNotFoundError,
    SourceSenseError,
)
from app.model.results import RunRecord
from app.model.run import RunState
from app.observability.logging import get_log
from app.pipeline.runs import reason_of
from app.pipeline.source import turn_of
from app.wiring.services import Services

_SWEEP_SECONDS = 60
_UNSTARTED_FOR = timedelta(hours=1)

_log = get_log(__name__)


async def reconciled(run: RunRecord, services: Services, workflows: Workflows) -> RunRecord:
    """The run, closed if its workflow is; unchanged while the workflow goes on or Temporal does not answer."""
    try:
        execution = await workflows.execution(run)
    except SourceSenseError:
        return run
    age = datetime.now(UTC) - run.created_at
    if execution is None and age < _UNSTARTED_FOR:
        return run
    if execution is not None and execution.is_running:
        return run
    kind = RunNeverStartedError if execution is None else RunEndedOutsideError
    return await _close(run, services, kind(run_id=run.id))


async def _close(run: RunRecord, services: Services, failure: SourceSenseError) -> RunRecord:
    """The run with its final state; one that its workflow closed in the meantime stays as it is."""
    await services.vault.destroy(run.id)
    await services.leases.release(turn_of(run.source.source_id), run.id)
    return await services.runs.update(
        run.id, lambda run: replace(run, state=RunState.FAILED, failure=run.failure or reason_of(failure))
    )


async def sweep_for_ever(services: Services, workflows: Workflows) -> None:
    """Close leftovers now and every minute, until cancelled."""
    while True:
        try:
            destroyed = await services.vault.sweep(lambda run_id: _is_over(run_id, services, workflows))
        except SourceSenseError as error:
            _log.warning("sweep failed", code=error.code)
        else:
            if destroyed:
                _log.info("credentials of ended runs destroyed", count=destroyed)
        await asyncio.sleep(_SWEEP_SECONDS)


async def _is_over(run_id: str, services: Services, workflows: Workflows) -> bool:
    try:
        run = await services.runs.load(run_id)
    except RunNotFoundError:
        return True
    except DamagedRecordError:
        return False  # it may only be the wrong key, and must not keep the sweep from the others
    return (run if run.state.is_final else await reconciled(run, services, workflows)).state.is_final
