"""The board of stages tells where a run stands, in the order of the stages, and how it ended."""

from datetime import timedelta
from itertools import count

import pytest

from app.contracts import Progress
from app.model.run import Stage
from app.workflow.stages import StageBoard
from tests.support.runs import MORNING


def a_board() -> StageBoard:
    """A board whose clock goes a second further each time."""
    times = (MORNING + timedelta(seconds=seconds) for seconds in count())
    return StageBoard(lambda: next(times))


def states(board: StageBoard) -> dict[str, str]:
    """State by stage."""
    return {report.stage: report.state for report in board.reports()}


def test_at_first_every_stage_waits() -> None:
    board = a_board()

    assert list(states(board)) == [stage.value for stage in Stage]
    assert set(states(board).values()) == {"waiting"}
    assert all((report.started_at, report.ended_at) == (0, 0) for report in board.reports())


def test_a_stage_runs_as_long_as_its_body() -> None:
    board = a_board()

    with board.running(Stage.DETECT, total=5) as stage:
        stage.advance(2)
        stage.advance(1)
        during = board.reports()[2]
    after = board.reports()[2]

    assert (during.state, during.done, during.total, during.ended_at) == ("running", 3, 5, 0)
    assert (after.state, after.done) == ("done", 3)
    assert (after.started_at, after.ended_at) == (MORNING.timestamp(), MORNING.timestamp() + 1)


def test_counts_that_are_known_better_replace_the_first_guess() -> None:
    board = a_board()

    with board.running(Stage.EXTRACT_SCHEMA, total=1) as stage:
        stage.replace(done=31, total=31)

    report = board.reports()[1]
    assert (report.done, report.total) == (31, 31)


@pytest.mark.parametrize(("cancelled", "state"), [(True, "cancelled"), (False, "failed")])
def test_a_body_that_raises_leaves_its_stage_to_the_end_of_the_run(*, cancelled: bool, state: str) -> None:
    board = a_board()
    with pytest.raises(ZeroDivisionError), board.running(Stage.DETECT, total=5):
        raise ZeroDivisionError
    assert states(board)[Stage.DETECT] == "running"

    board.end(cancelled=cancelled)

    assert states(board)[Stage.DETECT] == state
    assert states(board)[Stage.FINALIZE] == "waiting"


def test_what_was_done_or_left_out_stays_so_when_the_run_ends() -> None:
    board = a_board()
    with board.running(Stage.TEST_CONNECTION, total=1):
        pass
    board.skip(Stage.ANALYSE_QUALITY)

    board.end(cancelled=True)

    assert states(board)[Stage.TEST_CONNECTION] == "done"
    assert states(board)[Stage.ANALYSE_QUALITY] == "skipped"


def test_the_reports_fit_the_progress_contract() -> None:
    reports = a_board().reports()

    assert Progress(queue_position=2, stages=reports).stages == reports
