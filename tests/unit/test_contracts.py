"""What stands in Temporal's history: ids, counts and references, each within its bounds."""

import json
from enum import StrEnum
from typing import get_args

import pytest
from application_sdk.contracts.base import Input, Output
from pydantic import BaseModel, ValidationError

from app import contracts
from app.contracts import (
    MAX_BATCHES,
    BatchInput,
    CloseInput,
    Ending,
    Progress,
    RunInput,
    ScanInput,
    SchemaExtracted,
    StageReport,
    workflow_id,
)
from app.model.run import RunState, Stage

CONTRACTS = sorted(
    (
        kind
        for kind in vars(contracts).values()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind not in {BaseModel, Input, Output}
    ),
    key=lambda kind: kind.__name__,
)
PLAIN = {str, int, float, bool, StageReport, list[int], list[StageReport]}


@pytest.mark.parametrize("kind", CONTRACTS, ids=lambda kind: kind.__name__)
def test_messages_hold_plain_values_only(kind: type[BaseModel]) -> None:
    ours = {name: field for name, field in kind.model_fields.items() if name in kind.__annotations__}

    assert {field.annotation for field in ours.values()} <= PLAIN


@pytest.mark.parametrize("kind", CONTRACTS, ids=lambda kind: kind.__name__)
def test_texts_and_lists_are_bounded(kind: type[BaseModel]) -> None:
    for name in set(kind.model_fields) & set(kind.__annotations__):
        field = kind.model_fields[name]
        if field.annotation is str or get_args(field.annotation):
            limits = {type(limit).__name__ for limit in field.metadata}
            assert limits & {"MaxLen", "_PydanticGeneralMetadata"}, name


@pytest.mark.parametrize("run_id", ["run_01J9ZC3M7Q", "run_0123456789abcdef0123456789abcdef"])
def test_ids_of_runs_are_taken(run_id: str) -> None:
    assert ScanInput(run_id=run_id).run_id == run_id
    assert workflow_id(run_id) == f"ss-{run_id}"


@pytest.mark.parametrize(
    "run_id",
    ["", "run_", "run_short", "01J9ZC3M7Q", "run_" + "x" * 41, "run_01J9ZC3M7Q/..", "run_01J9ZC3M7Q\n"],
)
@pytest.mark.parametrize("kind", [ScanInput, RunInput, BatchInput, CloseInput])
def test_anything_else_is_no_id(
    kind: type[ScanInput | RunInput | BatchInput | CloseInput], run_id: str
) -> None:
    with pytest.raises(ValidationError):
        kind(run_id=run_id)


def test_more_batches_than_history_can_hold_are_refused() -> None:
    assert len(SchemaExtracted(batch_sizes=[1] * MAX_BATCHES).batch_sizes) == MAX_BATCHES
    with pytest.raises(ValidationError):
        SchemaExtracted(batch_sizes=[1] * (MAX_BATCHES + 1))


@pytest.mark.parametrize("vocabulary", [Ending, RunState])
def test_the_short_words_fit(vocabulary: type[StrEnum]) -> None:
    for word in vocabulary:
        assert CloseInput(run_id="run_01J9ZC3M7Q", ending=word.value, state=word.value).ending == word


def test_the_reports_of_all_stages_fit() -> None:
    reports = [StageReport(stage=stage.value, state="cancelled") for stage in Stage]

    assert Progress(stages=reports).stages == reports


def test_a_message_read_back_is_the_same() -> None:
    report = StageReport(stage=Stage.DETECT.value, state="running", done=3, total=9, started_at=10.5)
    sent = CloseInput(run_id="run_01J9ZC3M7Q", ending="failed", code="unexpected", stages=[report])

    assert CloseInput.model_validate(json.loads(sent.model_dump_json())) == sent


def test_a_batch_is_shown_in_neutral_words() -> None:
    batch = BatchInput(run_id="run_01J9ZC3M7Q", number=2, of=7, tables=40)

    assert batch.summary() == "batch 3 of 7, 40 tables"
