"""The shell learns how it went."""

import pytest

from app.cli.exits import Exit, exit_of, exit_of_run, exit_of_status
from app.errors import Category
from app.model.run import RunState

CATEGORIES = {
    Category.INVALID_INPUT: 2,
    Category.UNIMPLEMENTED: 2,
    Category.AUTH: 4,
    Category.SOURCE_UNAVAILABLE: 4,
    Category.NOT_FOUND: 4,
    Category.PRECONDITION: 4,
    Category.TIMEOUT: 4,
    Category.PERMISSION: 5,
    Category.DEPENDENCY_UNAVAILABLE: 7,
    Category.CANCELLED: 1,
    Category.RATE_LIMITED: 1,
    Category.ALREADY_EXISTS: 1,
    Category.RESOURCE_EXHAUSTED: 1,
    Category.DATA_INTEGRITY: 1,
    Category.INTERNAL: 1,
}
RUNS = [
    ("succeeded", None, 0),
    ("partial", None, 6),
    ("cancelled", None, 1),
    ("cancelled", "wrong_password", 1),
    ("failed", "wrong_password", 4),
    ("failed", "address_denied", 5),
    ("failed", "file_missing", 4),
    ("failed", "unexpected", 1),
    ("failed", "a code of a newer server", 1),
    ("failed", None, 1),
]


@pytest.mark.parametrize("category", Category)
def test_every_category_has_its_code(category: Category) -> None:
    assert exit_of(category) == CATEGORIES[category]


@pytest.mark.parametrize(("state", "failure", "code"), RUNS)
def test_a_run_ends_with_the_code_of_its_state_or_failure(state: str, failure: str | None, code: int) -> None:
    assert exit_of_run(state, failure) == code


def test_every_final_state_is_covered() -> None:
    assert {state for state, _, _ in RUNS} == {state.value for state in RunState if state.is_final}


@pytest.mark.parametrize(
    ("status", "code"), [(422, 2), (403, 5), (503, 7), (409, 1), (404, 1), (500, 1), (0, 1)]
)
def test_a_refused_request_ends_with_the_code_of_its_status(status: int, code: int) -> None:
    assert exit_of_status(status) == code


def test_only_everything_is_success() -> None:
    assert [code for code in Exit if code == 0] == [Exit.OK]
