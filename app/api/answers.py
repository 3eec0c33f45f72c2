"""A run's record, with what its workflow says about it right now, as the API answers it."""

from datetime import UTC, datetime

from app.api.schemas import CatalogAnswer, RunAnswer, SourceAnswer, StageAnswer, TotalsAnswer
from app.api.workflows import Workflows
from app.contracts import Progress
from app.model.results import RunRecord
from app.model.run import RunState, Stage, StageProgress, Totals
from app.results.report import gap_words

_TITLES = {
    Stage.TEST_CONNECTION: "Test connection",
    Stage.EXTRACT_SCHEMA: "Extract schema",
    Stage.DETECT: "Detect sensitive data",
    Stage.ANALYSE_QUALITY: "Analyse quality",
    Stage.FINALIZE: "Write results",
}


async def answer_run(
    run: RunRecord,
    workflows: Workflows,
    *,
    totals: Totals | None = None,
    away_since: datetime | None = None,
) -> RunAnswer:
    """The run as it stands; asks the workflow only while it is not over, and for workers only if it is silent.

    A silent workflow stands where it stood when it last answered: its worker is busy or being replaced.
    """
    if run.state.is_final:
        return run_answer(run, None, workflows.link(run), totals=totals)
    progress = await workflows.progress(run)
    ready = progress is not None or await workflows.has_workers()
    progress = progress or workflows.latest_progress(run)
    return run_answer(
        run, progress, workflows.link(run), totals=totals, worker_ready=ready, away_since=away_since
    )


def run_answer(
    run: RunRecord,
    progress: Progress | None,
    temporal_url: str | None,
    *,
    totals: Totals | None = None,
    worker_ready: bool = True,
    away_since: datetime | None = None,
) -> RunAnswer:
    """Join record and progress; the record counts once the run is over.

    ``away_since`` says since when the source is away; it counts while the run reads it.
    """
    away_since = away_since if run.state is RunState.RUNNING and not run.cancel_requested else None
    position = progress.queue_position if progress else 0
    return RunAnswer(
        id=run.id,
        state=run.state,
        state_text=_state_text(run, position, away_since),
        source=SourceAnswer(dialect=run.source.dialect, title=run.source.title, product=run.source.product),
        options=run.options,
        created_at=run.created_at,
        started_at=run.started_at,
        ended_at=run.ended_at,
        queue_position=position,
        cancel_requested=run.cancel_requested,
        source_away_since=away_since,
        stages=_reported(progress) if progress else _stored(run.stages),
        catalog=_catalog(run),
        totals=_totals(totals or run.totals),
        failure=run.failure,
        temporal_url=temporal_url,
        worker_ready=worker_ready,
        correlation_id=run.correlation_id,
    )


def _state_text(run: RunRecord, position: int, away_since: datetime | None) -> str:
    if run.state is RunState.PARTIAL:
        return f"Finished with gaps: {gap_words(run.totals)}"
    if run.state is RunState.QUEUED and position:
        return f"Waits for its turn: place {position} in the queue of this source"
    if run.cancel_requested and not run.state.is_final:
        return "Is being cancelled"
    if away_since is not None:
        return f"Waiting for the source since {away_since:%H:%M:%S} UTC"
    return {
        RunState.QUEUED: "Waits to start",
        RunState.RUNNING: "Running",
        RunState.SUCCEEDED: "Finished",
        RunState.FAILED: "Failed",
        RunState.CANCELLED: "Cancelled; what was written is kept",
    }[run.state]


def _catalog(run: RunRecord) -> CatalogAnswer | None:
    if run.catalog is None:
        return None
    return CatalogAnswer(
        read_at=run.catalog.read_at, run_id=run.catalog.run_id, cached=run.catalog.run_id != run.id
    )


def _totals(totals: Totals) -> TotalsAnswer:
    return TotalsAnswer(
        tables=totals.tables,
        columns=totals.columns,
        tables_with_gaps=totals.tables_with_gaps,
        objects_missing=totals.objects_missing,
        findings=totals.findings,
        findings_by_level=totals.findings_by_level,
        score=totals.score,
        score_coverage=totals.score_coverage,
        connections_opened=totals.connections_opened,
        statements=totals.statements,
        rows_read=totals.rows_read,
    )


def _reported(progress: Progress) -> list[StageAnswer]:
    return [
        StageAnswer(
            stage=report.stage,
            title=_TITLES[Stage(report.stage)],
            state=report.state,
            done=report.done,
            total=report.total or None,
            started_at=_moment(report.started_at),
            ended_at=_moment(report.ended_at),
        )
        for report in progress.stages
    ]


def _stored(stages: tuple[StageProgress, ...]) -> list[StageAnswer]:
    known = {stage.stage: stage for stage in stages}
    return [
        StageAnswer(
            stage=stage.stage.value,
            title=_TITLES[stage.stage],
            state=stage.state,
            done=stage.done,
            total=stage.total,
            started_at=stage.started_at,
            ended_at=stage.ended_at,
        )
        for stage in (known.get(stage, StageProgress(stage=stage)) for stage in Stage)
    ]


def _moment(timestamp: float) -> datetime | None:
    return datetime.fromtimestamp(timestamp, UTC) if timestamp else None
